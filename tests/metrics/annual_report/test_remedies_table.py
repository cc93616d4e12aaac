"""Table 4 from the log: what was decided in the year, and what was open at its end."""

from datetime import date

import pytest

from metrics.annual_report import Place, remedies_table
from metrics.facts import RequestEvent
from rulebook import Rulebook
from tests.metrics.make import event, request

AS_OF = date(2026, 11, 20)


def counted(rulebook: Rulebook, *events: RequestEvent, year: int = 2025) -> dict[tuple[str, str], int]:
    """Block and result of everything that is not 0, without totals."""
    found = remedies_table([request(*events)], year, rulebook.report_forms["2021"], AS_OF)
    for block in ("行政复议", "未经复议直接起诉", "复议后起诉"):
        parts = [number for place, number in found.items() if place.row == block and place.column != "总计"]
        assert found[Place(4, block, "总计")] == sum(parts)
    return {(place.row, place.column): n for place, n in found.items() if n and place.column != "总计"}


@pytest.mark.parametrize(
    ("result", "column"),
    [
        ("upheld", "结果维持"),
        ("set_aside", "结果纠正"),
        ("set_aside_no_reply", "结果纠正"),
        ("other", "其他结果"),
        ("what nobody knows", "其他结果"),
        ("total", "其他结果"),
    ],
)
def test_a_decision_counts_in_its_year_by_its_result(rulebook: Rulebook, result: str, column: str) -> None:
    events = (event("review_filed", "2024-11-05"), event("review_decided", "2025-02-01", result=result))
    assert counted(rulebook, *events) == {("行政复议", column): 1}
    assert counted(rulebook, *events, year=2024) == {("行政复议", "尚未审结"): 1}
    assert counted(rulebook, *events, year=2026) == {}


def test_a_review_filed_after_the_year_does_not_count(rulebook: Rulebook) -> None:
    assert counted(rulebook, event("review_filed", "2026-01-02")) == {}


def test_a_lawsuit_without_a_review_before_it_is_direct(rulebook: Rulebook) -> None:
    lawsuit = (event("lawsuit_filed", "2025-05-06"), event("lawsuit_decided", "2025-09-01", result="upheld"))
    assert counted(rulebook, *lawsuit) == {("未经复议直接起诉", "结果维持"): 1}
    after = (event("review_filed", "2025-02-03"), event("review_decided", "2025-04-01", result="upheld"), *lawsuit)
    assert counted(rulebook, *after) == {("行政复议", "结果维持"): 1, ("复议后起诉", "结果维持"): 1}
    review_later = (*lawsuit, event("review_filed", "2025-10-08"))
    assert counted(rulebook, *review_later) == {
        ("未经复议直接起诉", "结果维持"): 1,
        ("行政复议", "尚未审结"): 1,
    }


def test_each_decision_ends_the_oldest_open_review(rulebook: Rulebook) -> None:
    events = (
        event("review_filed", "2025-02-03"),
        event("review_filed", "2025-03-03"),
        event("review_decided", "2025-04-01", result="set_aside"),
    )
    assert counted(rulebook, *events) == {("行政复议", "结果纠正"): 1, ("行政复议", "尚未审结"): 1}


def test_a_decision_of_which_the_log_knows_no_filing_counts(rulebook: Rulebook) -> None:
    decided = event("lawsuit_decided", "2025-09-01", result="set_aside")
    assert counted(rulebook, decided) == {("未经复议直接起诉", "结果纠正"): 1}
    assert counted(rulebook, decided, year=2024) == {}
