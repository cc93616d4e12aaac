import pytest

from metrics.assessment import AgencyAssessment, AgencyYear, Rate, agency_assessment, rank
from metrics.column_findings import ColumnAnswer
from metrics.facts import CheckOutcome, RequestFacts
from metrics.finding import Severity
from metrics.latency import Latency
from metrics.working_days import WorkingDays
from rulebook import Rulebook
from tests.metrics.make import column, day, event, finding, look, message, request


@pytest.fixture
def assess(rulebook: Rulebook, working_days: WorkingDays):
    def judge(as_of: str = "2026-12-31", **facts) -> AgencyAssessment:
        return agency_assessment(AgencyYear(1, 2026, **facts), rulebook, working_days, day(as_of))

    return judge


def answered(received: str, replied: str | None) -> RequestFacts:
    return request(event("received", received), *([event("replied", replied)] if replied else []))


def test_no_data_is_no_score_with_a_reason(assess) -> None:
    found = assess()
    assert (found.score, found.grade, found.on_time.percent) == (None, None, None)
    assert found.reason is not None and "无数据" in found.reason


def test_looks_that_all_failed_are_no_data(assess) -> None:
    assert assess(columns=[column(look("2026-03-01", outcome=CheckOutcome.TIMEOUT))]).score is None
    assert assess(columns=[column(look("2026-03-01", "2026-03-01"))]).score == 100


def test_a_year_without_fault_keeps_all_points(assess) -> None:
    found = assess(requests=[answered("2026-03-02", "2026-03-30")])
    assert (found.score, found.grade, found.reason, found.on_time) == (100, "优秀", None, Rate(1, 1))


def test_an_open_overdue_request_is_not_on_time(assess) -> None:
    found = assess(requests=[answered("2026-03-02", "2026-03-20"), answered("2026-03-02", None)])
    assert (found.on_time.percent, found.overdue_open) == (50, 1)


def test_a_request_that_is_not_due_yet_is_in_no_rate(assess) -> None:
    found = assess("2026-03-10", requests=[answered("2026-03-02", None)])
    assert (found.on_time.percent, found.overdue_open) == (None, 0)


def test_points_are_deducted_line_by_line(assess) -> None:
    given = [
        finding(Severity.YELLOW, "2026-03-31", "FOI-Y"),
        finding(Severity.RED, "2026-04-08", "FOI-R"),
        finding(Severity.BLUE, "2026-03-25", "FOI-B"),
        finding(Severity.YELLOW, "2025-12-31", "FOI-Y"),
    ]
    found = assess(findings=given)
    assert (found.points, found.score) == (-3, 97)
    assert [(d.rule, d.points) for d in found.deductions] == [("FOI-Y", -1), ("FOI-R", -2)]
    assert found.cards == {Severity.BLUE: 1, Severity.YELLOW: 1, Severity.RED: 1}


def test_a_veto_fails_the_year(assess) -> None:
    found = assess(findings=[finding(Severity.RED, "2026-04-08", "WEB-R")])
    assert (found.vetoed, found.score, found.grade) == (True, 59, "不合格")


def test_a_score_never_falls_below_the_lowest(assess) -> None:
    found = assess(findings=[finding(Severity.RED, "2026-04-08", "FOI-R", subject=str(i)) for i in range(60)])
    assert (found.points, found.score) == (-120, 0)


@pytest.mark.parametrize(("yellows", "grade"), [(10, "优秀"), (11, "良好"), (20, "良好"), (40, "合格"), (41, "不合格")])
def test_grades_begin_at_their_limit(assess, yellows: int, grade: str) -> None:
    given = [finding(Severity.YELLOW, "2026-04-08", "FOI-Y", subject=str(i)) for i in range(yellows)]
    assert assess(findings=given).grade == grade


def test_columns_are_counted_by_answer(assess) -> None:
    stale, fresh = column(look("2026-03-20", "2026-03-01")), column(look("2026-03-20", "2026-03-19"))
    found = assess("2026-03-21", columns=[stale, fresh, column()])
    assert found.stale_columns == 1
    assert found.columns[ColumnAnswer.FRESH] == found.columns[ColumnAnswer.NOT_CHECKED] == 1


def test_a_year_that_is_over_is_frozen_on_its_last_day(assess) -> None:
    facts = [answered("2026-12-01", "2027-06-01")]
    assert assess("2027-12-31", requests=facts) == assess("2026-12-31", requests=facts)


def test_the_median_counts_the_unanswered_as_open(assess) -> None:
    given = [answered("2026-03-02", "2026-03-03"), answered("2026-03-02", "2026-03-06"), answered("2026-03-02", None)]
    assert assess(requests=given).reply_latency == Latency(4, 2, 1)
    assert assess(requests=given[1:] * 2).reply_latency == Latency(None, 2, 2)


def test_the_time_of_the_applicant_is_not_counted(assess) -> None:
    corrected = request(
        event("received", "2026-03-02"),
        event("correction_asked", "2026-03-03"),
        event("correction_received", "2026-03-20"),
        event("replied", "2026-03-24"),
    )
    assert assess(requests=[corrected]).reply_latency.median == 2


def test_messages_have_a_median_of_their_own(assess) -> None:
    found = assess(cases=[message("2026-03-02", "2026-03-04"), message("2026-03-02", "2026-03-06")])
    assert found.case_latency == Latency(3, 2, 0)
    assert found.score == 100


def test_equal_scores_share_a_place_and_the_next_is_skipped() -> None:
    places = rank({"a": 99.0, "b": 97.0, "c": 97.0, "d": 90.0, "e": None})
    assert places == {"a": 1, "b": 2, "c": 2, "d": 4, "e": None}


def test_a_request_counts_in_the_year_in_which_it_was_settled(assess) -> None:
    early = answered("2026-12-10", "2026-12-20")  # due in January
    assert assess(requests=[early]).on_time == Rate(1, 1)
    assert assess(requests=[answered("2026-12-10", None)]).on_time == Rate(0, 0)
    assert assess(requests=[answered("2025-12-01", "2025-12-20")]).on_time == Rate(0, 0)


def test_a_withdrawn_request_is_neither_on_time_nor_late(assess) -> None:
    withdrawn = request(event("received", "2026-03-02"), event("withdrawn", "2026-03-10"))
    assert assess(requests=[withdrawn]).on_time == Rate(0, 0)


def test_the_time_of_a_consultation_is_not_counted(assess) -> None:
    consulted = request(
        event("received", "2026-03-02"),
        event("third_party_asked", "2026-03-09"),
        event("third_party_answered", "2026-03-27"),
        event("replied", "2026-03-30"),
    )
    assert assess(requests=[consulted]).reply_latency.median == 6


def test_a_consultation_still_open_at_the_reply_takes_out_no_day_after_it(assess) -> None:
    consulted = request(
        event("received", "2026-03-02"), event("third_party_asked", "2026-03-09"), event("replied", "2026-03-11")
    )
    assert assess(requests=[consulted]).reply_latency.median == 5
