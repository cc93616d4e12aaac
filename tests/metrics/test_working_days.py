from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.request_clock import due_day
from metrics.working_days import DayReason, WorkingDays
from rulebook import Calendar, Rulebook
from tests.metrics.make import day

# Reckoned outside this project with two calendar packages: received, 7th, 15th, 20th and 40th working day.
VECTORS = [
    ("2019-05-15", "2019-05-24", "2019-06-05", "2019-06-13", "2019-07-11"),
    ("2023-09-20", "2023-10-07", "2023-10-17", "2023-10-24", "2023-11-21"),
    ("2025-01-14", "2025-01-23", "2025-02-10", "2025-02-17", "2025-03-17"),
    ("2026-01-30", "2026-02-10", "2026-02-27", "2026-03-05", "2026-04-02"),
    ("2026-04-24", "2026-05-08", "2026-05-19", "2026-05-26", "2026-06-24"),
    ("2026-10-08", "2026-10-16", "2026-10-28", "2026-11-04", "2026-12-02"),
]
days = st.dates(date(2018, 6, 1), date(2027, 12, 31))


def naive_works(calendar: Calendar, d: date) -> bool:
    """Shares no code with the class under test: reads the notices themselves."""
    notice = calendar.years.get(d.year)
    for special in notice.days if notice else []:
        if special.date == d:
            return special.kind == "working_weekend"
    return d.weekday() not in (5, 6)


def naive_nth(calendar: Calendar, start: date, n: int) -> date:
    """Counts on the fingers, one day after the other."""
    d = start
    while n:
        d += timedelta(days=1)
        n -= naive_works(calendar, d)
    return d


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector[0])
def test_due_days_agree_with_the_reference_vectors(working_days: WorkingDays, vector: tuple[str, ...]) -> None:
    received, *expected = (day(text) for text in vector)
    assert [working_days.nth_after(received, n).day for n in (7, 15, 20, 40)] == expected


def test_the_plain_due_day_is_the_twentieth_working_day(working_days: WorkingDays, rulebook: Rulebook) -> None:
    due = due_day(day("2026-03-02"), working_days, rulebook)
    assert (due.day, due.provisional) == (day("2026-03-30"), False)


@settings(max_examples=200, deadline=None)
@given(start=days, n=st.integers(1, 60))
def test_counting_agrees_with_counting_on_the_fingers(
    working_days: WorkingDays, rulebook: Rulebook, start: date, n: int
) -> None:
    found = working_days.nth_after(start, n).day
    assert found == naive_nth(rulebook.calendar, start, n)
    assert working_days.count_between(start, found) == n


@settings(max_examples=200, deadline=None)
@given(start=days, n=st.integers(1, 60))
def test_counting_back_undoes_counting_forward(working_days: WorkingDays, start: date, n: int) -> None:
    due = working_days.nth_after(start, n).day
    back = working_days.previous(due, n)
    assert back <= start
    assert working_days.count_between(back, due) == n


@pytest.mark.parametrize(
    ("received", "n", "provisional"),
    [("2026-12-03", 20, False), ("2026-12-04", 20, True), ("2026-11-05", 40, False), ("2026-11-06", 40, True)],
)
def test_a_due_day_in_a_year_without_notice_is_provisional(
    working_days: WorkingDays, received: str, n: int, provisional: bool
) -> None:
    assert working_days.nth_after(day(received), n).provisional is provisional


def test_an_empty_or_backward_span_holds_no_working_day(working_days: WorkingDays) -> None:
    assert working_days.count_between(day("2026-03-02"), day("2026-03-02")) == 0
    assert working_days.count_between(day("2026-03-09"), day("2026-03-02")) == 0


@pytest.mark.parametrize("n", [0, -1])
def test_counting_no_days_is_refused(working_days: WorkingDays, n: int) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        working_days.nth_after(day("2026-03-02"), n)
    with pytest.raises(ValueError, match="at least 1"):
        working_days.previous(day("2026-03-02"), n)


def test_a_day_beyond_all_calendars_is_refused_in_words(working_days: WorkingDays) -> None:
    with pytest.raises(ValueError, match="日历无法计算"):
        working_days.nth_after(day("1900-01-01"), 20)
    with pytest.raises(ValueError, match="日历无法计算"):
        working_days.nth_after(day("2101-12-20"), 20)


def test_every_day_that_a_log_can_hold_can_be_counted_from(working_days: WorkingDays) -> None:
    assert working_days.nth_after(day("1990-01-01"), 40).day.year == 1990
    assert working_days.nth_after(day("2099-12-31"), 40).day.year == 2100


def test_every_day_is_explained(working_days: WorkingDays) -> None:
    lines = working_days.explain(day("2026-02-12"), day("2026-02-28"), {day("2026-02-26"): "征求第三方意见"})
    by_day = {line.date.isoformat(): line for line in lines}
    assert len(lines) == 16
    assert by_day["2026-02-13"].code is DayReason.COUNTS
    assert by_day["2026-02-14"].code is DayReason.WORKING_WEEKEND and by_day["2026-02-14"].counts
    assert by_day["2026-02-16"].code is DayReason.HOLIDAY and "春节" in by_day["2026-02-16"].why
    assert by_day["2026-02-26"].code is DayReason.EXCLUDED and "第三方" in by_day["2026-02-26"].why
    assert by_day["2026-02-28"].why == "计入：周末上班（春节，国办发明电〔2025〕7号）"
    assert working_days.explain(day("2026-03-06"), day("2026-03-07"))[0].code is DayReason.WEEKEND


@settings(max_examples=100, deadline=None)
@given(start=days, n=st.integers(1, 40))
def test_the_explanation_adds_up_to_the_count(working_days: WorkingDays, start: date, n: int) -> None:
    due = working_days.nth_after(start, n).day
    assert sum(line.counts for line in working_days.explain(start, due)) == n


def test_a_regional_day_off_moves_the_due_day(rulebook: Rulebook) -> None:
    calendar = rulebook.calendar.with_regional_days("150000", {day("2026-03-10"): "自治区假日"})
    here, elsewhere = WorkingDays(calendar.overlay("150000")), WorkingDays(calendar.overlay("110000"))
    assert here.nth_after(day("2026-03-02"), 20).day == day("2026-03-31")
    assert elsewhere.nth_after(day("2026-03-02"), 20).day == day("2026-03-30")
    assert "地方放假" not in here.explain(day("2026-03-10"), day("2026-03-11"))[0].why
    assert "自治区假日" in here.explain(day("2026-03-09"), day("2026-03-10"))[0].why


@pytest.mark.parametrize(("received", "provisional"), [("2018-12-28", True), ("2019-01-02", False)])
def test_a_count_that_only_begins_in_an_unknown_year_is_provisional_too(
    working_days: WorkingDays, received: str, provisional: bool
) -> None:
    assert working_days.nth_after(day(received), 20).provisional is provisional
