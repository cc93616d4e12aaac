from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.column_findings import ColumnAnswer, column_findings, column_state
from metrics.facts import CheckOutcome
from rulebook import Rulebook
from tests.metrics.make import column, day, look, told

NOT_SEEN = [outcome for outcome in CheckOutcome if not outcome.seen]


def test_a_column_is_stale_on_the_day_after_its_limit(rulebook: Rulebook) -> None:
    on_the_limit = column(look("2026-03-15", "2026-03-01"))
    after_it = column(look("2026-03-16", "2026-03-01"))
    assert told(column_findings(on_the_limit, rulebook, day("2026-12-31"))) == []
    assert told(column_findings(after_it, rulebook, day("2026-12-31"))) == [("WEB-Y", "stale:2026-03-01", "2026-03-16")]


def test_a_look_that_comes_late_finds_the_true_day(rulebook: Rulebook) -> None:
    facts = column(look("2026-05-20", "2026-03-01"))
    assert told(column_findings(facts, rulebook, day("2026-05-20")))[0][2] == "2026-03-16"


def test_the_day_of_a_look_is_that_of_shanghai(rulebook: Rulebook) -> None:
    late_evening = look("2026-03-15", "2026-03-01")
    shifted = type(late_evening)(
        **{name: getattr(late_evening, name) for name in late_evening.__slots__}
        | {"checked_at": late_evening.checked_at + timedelta(hours=15)}
    )  # 16:00 UTC is midnight of the 16th in Shanghai
    assert len(column_findings(column(shifted), rulebook, day("2026-03-16")).findings) == 1


def test_its_own_limit_goes_before_that_of_the_category(rulebook: Rulebook) -> None:
    facts = column(look("2026-03-05", "2026-03-01"), limit=3)
    assert told(column_findings(facts, rulebook, day("2026-03-05"))) == [("WEB-Y", "stale:2026-03-01", "2026-03-05")]


def test_a_blank_and_an_undated_column_count_from_the_first_look_that_showed_it(rulebook: Rulebook) -> None:
    blank = column(look("2026-03-05", items=0, since="2026-03-02"))
    undated = column(look("2026-03-05", items=7, since="2026-03-03"))
    assert told(column_findings(blank, rulebook, day("2026-03-05"))) == [("WEB-Y", "blank:2026-03-02", "2026-03-02")]
    assert told(column_findings(undated, rulebook, day("2026-03-05"))) == [
        ("WEB-Y", "undated:2026-03-03", "2026-03-03")
    ]


@pytest.mark.parametrize("outcome", NOT_SEEN)
def test_a_failed_look_proves_nothing(rulebook: Rulebook, outcome: CheckOutcome) -> None:
    facts = column(look("2026-06-01", "2026-03-01", outcome=outcome, items=0))
    assert column_findings(facts, rulebook, day("2026-06-01")).findings == ()
    unproved = outcome is CheckOutcome.UNPROVED
    answer = ColumnAnswer.NOT_CHECKED if unproved else ColumnAnswer.CHECK_FAILED
    assert column_state(facts, rulebook, day("2026-06-01")).answer is answer


def test_the_four_answers(rulebook: Rulebook) -> None:
    fresh = column(look("2026-03-10", "2026-03-08"))
    stale = column(look("2026-03-10", "2026-02-01"))
    assert column_state(fresh, rulebook, day("2026-03-11")).answer is ColumnAnswer.FRESH
    assert column_state(stale, rulebook, day("2026-03-11")).stale_since == day("2026-02-16")
    assert column_state(fresh, rulebook, day("2026-03-09")).reason == "从未检查"
    assert column_state(fresh, rulebook, day("2026-03-09")).answer is ColumnAnswer.NOT_CHECKED


def test_an_old_look_is_no_look(rulebook: Rulebook) -> None:
    facts = column(look("2026-03-10", "2026-03-10"), category="policy")
    assert column_state(facts, rulebook, day("2026-03-17")).answer is ColumnAnswer.FRESH
    assert column_state(facts, rulebook, day("2026-03-18")).answer is ColumnAnswer.NOT_CHECKED


def test_fresh_ends_with_the_limit_even_without_a_new_look(rulebook: Rulebook) -> None:
    facts = column(look("2026-03-15", "2026-03-01"))
    assert column_state(facts, rulebook, day("2026-03-15")).answer is ColumnAnswer.FRESH
    assert column_state(facts, rulebook, day("2026-03-16")).answer is ColumnAnswer.NOT_CHECKED


def test_an_endless_not_modified_is_not_green_for_ever(rulebook: Rulebook) -> None:
    looks = [
        look((day("2026-03-01") + timedelta(days=i)).isoformat(), "2026-03-01", outcome=CheckOutcome.NOT_MODIFIED)
        for i in range(20)
    ]
    facts = column(*looks)
    assert column_state(facts, rulebook, day("2026-03-20")).answer is ColumnAnswer.STALE
    assert told(column_findings(facts, rulebook, day("2026-03-20"))) == [("WEB-Y", "stale:2026-03-01", "2026-03-16")]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60) | st.none(), st.booleans()), max_size=12))
def test_looks_up_to_a_day_never_take_back_a_finding(
    rulebook: Rulebook, looks: list[tuple[int, int | None, bool]]
) -> None:
    first = date(2026, 1, 1)
    made = [
        look(
            (first + timedelta(days=on)).isoformat(),
            None if newest is None else (first + timedelta(days=min(on, newest))).isoformat(),
            outcome=CheckOutcome.OK if seen else CheckOutcome.TIMEOUT,
        )
        for on, newest, seen in looks
    ]
    facts, known = column(*made), set()
    for i in range(62):
        today = first + timedelta(days=i)
        found = {f.key for f in column_findings(facts, rulebook, today).findings}
        assert known <= found
        assert all(f.triggered_on <= today for f in column_findings(facts, rulebook, today).findings)
        known = found
