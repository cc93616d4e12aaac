"""How often a column is updated, and how long it was silent."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from metrics.column_rhythm import column_rhythm

AS_OF = date(2026, 11, 20)
days_seen = st.lists(st.dates(date(2025, 1, 1), AS_OF + timedelta(days=40)), max_size=40)


def test_the_gap_in_the_middle_is_the_rhythm_however_often_a_day_comes() -> None:
    days = [date(2026, 11, 2), date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 16), date(2026, 10, 1)]

    found = column_rhythm(days, AS_OF)

    assert (found.update_days, found.median_gap) == (4, 7.0)
    assert (found.first, found.last) == (date(2026, 10, 1), date(2026, 11, 16))


def test_the_longest_silence_names_its_two_ends() -> None:
    found = column_rhythm([date(2026, 10, 1), date(2026, 11, 2), date(2026, 11, 16)], AS_OF).longest

    assert found is not None
    assert (found.began, found.ended, found.days, found.running) == (date(2026, 10, 1), date(2026, 11, 2), 32, False)


def test_a_silence_that_still_lasts_can_be_the_longest() -> None:
    found = column_rhythm([date(2026, 3, 1), date(2026, 3, 3)], AS_OF).longest

    assert found is not None
    assert (found.began, found.ended, found.running) == (date(2026, 3, 3), AS_OF, True)


def test_one_update_has_no_rhythm() -> None:
    assert column_rhythm([date(2026, 3, 1)], AS_OF).median_gap is None


def test_without_updates_nothing_is_claimed() -> None:
    found = column_rhythm([AS_OF + timedelta(days=1)], AS_OF)

    assert (found.update_days, found.last, found.median_gap, found.longest) == (0, None, None, None)


@given(days_seen)
def test_order_repetition_and_days_to_come_change_nothing(days: list[date]) -> None:
    known = [day for day in days if day <= AS_OF]

    assert column_rhythm(days, AS_OF) == column_rhythm([*reversed(known), *known], AS_OF)


@given(days_seen)
def test_no_gap_is_shorter_than_a_day_and_none_longer_than_the_longest_silence(days: list[date]) -> None:
    found = column_rhythm(days, AS_OF)

    if found.median_gap is not None:
        assert found.longest is not None
        assert 1 <= found.median_gap <= found.longest.days


@given(days_seen, st.dates(date(2025, 1, 1), AS_OF))
def test_one_more_update_never_makes_the_longest_silence_longer_once_the_first_is_known(
    days: list[date], more: date
) -> None:
    before = column_rhythm(days, AS_OF)
    after = column_rhythm([*days, more], AS_OF)

    if before.longest is not None and before.first is not None and more >= before.first:
        assert after.longest is not None
        assert after.longest.days <= before.longest.days
