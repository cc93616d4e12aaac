from dataclasses import replace

import pytest

from metrics.case_findings import case_findings
from metrics.facts import CaseFacts, CaseKind
from metrics.working_days import WorkingDays
from rulebook import Rulebook
from tests.metrics.make import day, message, told

YELLOW = ("WEB-Y", "unanswered:2026-03-09", "2026-03-10")
RED = ("WEB-R", "W5", "2026-06-03")


@pytest.fixture
def judge(rulebook: Rulebook, working_days: WorkingDays):
    return lambda facts, as_of="2026-12-31": case_findings(facts, rulebook, working_days, day(as_of))


@pytest.mark.parametrize(
    ("answered", "expected"),
    [("2026-03-09", []), ("2026-03-10", [YELLOW]), ("2026-06-02", [YELLOW]), ("2026-06-03", [YELLOW, RED])],
)
def test_a_question_is_late_after_five_working_days_and_fails_the_site_after_three_months(
    judge, answered: str, expected: list
) -> None:
    assert told(judge(message("2026-03-02", answered))) == expected


def test_the_next_change_of_an_open_question(judge) -> None:
    open_one = message("2026-03-02")
    assert judge(open_one, "2026-03-02").next_change == day("2026-03-10")
    assert judge(open_one, "2026-03-10").next_change == day("2026-06-03")
    assert judge(open_one, "2026-06-03").next_change is None


def test_an_open_question_is_late_as_far_as_its_board_was_seen(judge) -> None:
    asked = message("2026-03-02")
    blind = replace(asked, seen_until=day("2026-03-09"))
    assert told(judge(blind, "2026-08-01")) == []
    assert judge(blind, "2026-08-01").next_change == day("2026-08-02"), "the next look may prove it"
    assert told(judge(replace(asked, seen_until=day("2026-03-10")), "2026-08-01")) == [YELLOW]
    assert told(judge(replace(asked, seen_until=day("2026-06-03")), "2026-08-01")) == [YELLOW, RED]
    late = replace(message("2026-03-02", "2026-06-10"), seen_until=day("2026-03-09"))
    assert told(judge(late, "2026-08-01")) == [YELLOW, RED], "its answer tells how long it stood open"


def test_three_months_end_on_the_last_day_of_a_short_month(judge) -> None:
    assert told(judge(message("2025-11-30")))[-1] == ("WEB-R", "W5", "2026-03-01")


def test_an_answer_on_the_weekend_after_the_limit_is_late(judge) -> None:
    found = told(judge(message("2026-03-06", "2026-03-14")))
    assert found == [("WEB-Y", "unanswered:2026-03-13", "2026-03-16")]


def test_cases_elsewhere_have_no_limit_in_the_default_pack(judge) -> None:
    order = CaseFacts(1, 1, CaseKind.HOTLINE_ORDER, 1, None, day("2026-03-02"), None)
    assert told(judge(order)) == []
    assert told(judge(message("2026-03-02", site_id=None))) == []
