import pytest

from metrics.facts import RequestEvent
from metrics.finding import Outcome
from metrics.request_findings import request_findings
from metrics.working_days import WorkingDays
from rulebook import Rulebook
from tests.metrics.make import day, event, request, told

RECEIVED = event("received", "2026-03-02")  # due 2026-03-30
BLUE = [("FOI-B", "before-3:2026-03-30", "2026-03-25"), ("FOI-B", "before-1:2026-03-30", "2026-03-27")]
YELLOW = ("FOI-Y", "overdue:2026-03-30", "2026-03-31")
RED = ("FOI-R", "overdue:2026-03-30", "2026-04-08")


@pytest.fixture
def judge(rulebook: Rulebook, working_days: WorkingDays):
    def outcome(*events: RequestEvent, as_of: str = "2026-12-31") -> Outcome:
        return request_findings(request(*events), rulebook, working_days, day(as_of))

    return outcome


def test_an_unanswered_request_goes_from_blue_to_red(judge) -> None:
    assert told(judge(RECEIVED)) == [*BLUE, YELLOW, RED]


@pytest.mark.parametrize(
    ("as_of", "next_change"),
    [("2026-03-03", "2026-03-25"), ("2026-03-25", "2026-03-27"), ("2026-03-30", "2026-03-31"), ("2026-04-07", RED[2])],
)
def test_the_next_change_is_the_next_day_with_a_finding(judge, as_of: str, next_change: str) -> None:
    assert judge(RECEIVED, as_of=as_of).next_change == day(next_change)


def test_nothing_more_can_arise_after_red(judge) -> None:
    assert judge(RECEIVED).next_change is None


def test_a_reply_on_the_day_of_a_reminder_stops_it(judge) -> None:
    assert told(judge(RECEIVED, event("replied", "2026-03-25"))) == []
    assert told(judge(RECEIVED, event("replied", "2026-03-26"))) == BLUE[:1]


def test_a_reply_on_the_due_day_is_in_time(judge) -> None:
    outcome = judge(RECEIVED, event("replied", "2026-03-30"))
    assert (told(outcome), outcome.next_change) == (BLUE, None)


def test_a_reply_on_the_day_after_the_due_day_is_late(judge) -> None:
    assert told(judge(RECEIVED, event("replied", "2026-03-31"))) == [*BLUE, YELLOW]


def test_a_late_reply_on_a_weekend_is_late(judge) -> None:
    friday = event("received", "2026-04-17")  # due Monday 2026-05-18
    due_friday = event("received", "2026-05-15")  # due Friday 2026-06-12
    assert told(judge(friday, event("replied", "2026-05-18")))[-1][0] == "FOI-B"
    late = judge(due_friday, event("replied", "2026-06-13"))
    assert told(late)[-1] == ("FOI-Y", "overdue:2026-06-12", "2026-06-15")
    assert judge(due_friday, event("replied", "2026-06-13"), as_of="2026-06-13").next_change == day("2026-06-15")


def test_a_reply_on_the_fifth_day_after_is_yellow_and_on_the_sixth_red(judge) -> None:
    assert told(judge(RECEIVED, event("replied", "2026-04-07"))) == [*BLUE, YELLOW]
    assert told(judge(RECEIVED, event("replied", "2026-04-08"))) == [*BLUE, YELLOW, RED]


def test_an_extension_moves_the_due_day_and_brings_new_reminders(judge) -> None:
    extended = event("extended", "2026-03-27", working_days=20, approved=True, applicant_told=True)
    found = told(judge(RECEIVED, extended, event("replied", "2026-04-28")))
    # The 27th's reminder is not issued: the extension of that day is known on it.
    assert found == [
        BLUE[0],
        ("FOI-B", "before-3:2026-04-28", "2026-04-23"),
        ("FOI-B", "before-1:2026-04-28", "2026-04-27"),
    ]


@pytest.mark.parametrize("fault", [{"approved": False}, {"applicant_told": False}])
def test_an_extension_that_is_not_approved_or_not_told_is_yellow(judge, fault: dict) -> None:
    found = told(judge(RECEIVED, event("extended", "2026-03-10", **fault), event("replied", "2026-03-20")))
    assert found == [("FOI-Y", "extension:2026-03-10", "2026-03-10")]


def test_an_extension_after_the_due_day_is_yellow_and_saves_nothing(judge) -> None:
    found = told(judge(RECEIVED, event("extended", "2026-04-01", approved=True, applicant_told=True)))
    assert found == [*BLUE, YELLOW, ("FOI-Y", "extension:2026-04-01", "2026-04-01"), RED]


def test_a_noted_defect_must_be_told_by_the_seventh_working_day(judge) -> None:
    noted = event("defect_noted", "2026-03-04")
    in_time, late = event("correction_asked", "2026-03-11"), event("correction_asked", "2026-03-12")
    assert told(judge(RECEIVED, noted, in_time)) == []
    assert told(judge(RECEIVED, noted, late)) == [("FOI-C7", "correction:2026-03-02", "2026-03-12")]


def test_no_reminder_while_an_open_consultation_holds_the_clock(judge) -> None:
    asked = event("third_party_asked", "2026-03-30")  # silent through 2026-04-21, which becomes the due day
    found = told(judge(RECEIVED, asked))
    assert [line for line in found if line[0] == "FOI-B"] == BLUE
    assert found[2:] == [
        ("FOI-Y", "overdue:2026-04-21", "2026-04-22"),
        ("FOI-R", "overdue:2026-04-21", "2026-04-29"),
    ]


def test_a_reminder_that_a_consultation_held_back_comes_when_it_is_answered(judge) -> None:
    asked, answered = event("third_party_asked", "2026-03-26"), event("third_party_answered", "2026-04-02")
    found = told(judge(RECEIVED, asked, answered, event("replied", "2026-04-07")))
    assert found == [
        BLUE[0],
        ("FOI-B", "before-3:2026-04-07", "2026-04-02"),
        ("FOI-B", "before-1:2026-04-07", "2026-04-03"),
    ]


def test_a_lost_review_is_red_even_after_a_reply(judge) -> None:
    replied = event("replied", "2026-03-20")
    lost = event("review_decided", "2026-06-01", result="set_aside_no_reply")
    assert told(judge(RECEIVED, replied, lost)) == [("FOI-R", "review:2026-06-01", "2026-06-01")]
    assert told(judge(RECEIVED, replied, event("review_decided", "2026-06-01", result="upheld"))) == []


def test_a_request_without_receipt_in_law_is_never_overdue(judge) -> None:
    outcome = judge(event("submitted", "2026-03-02", channel="internet"))
    assert (told(outcome), outcome.next_change) == ([], None)


def test_a_struck_out_reply_brings_the_missed_days_back_with_their_true_date(judge) -> None:
    wrong = event("replied", "2026-03-20")
    strike = event("corrected_entry", "2026-04-02", kind="replied", on="2026-03-20")
    assert told(judge(RECEIVED, wrong, strike, as_of="2026-04-02")) == [YELLOW]


def test_the_finding_carries_its_proof(judge, rulebook: Rulebook) -> None:
    facts = judge(RECEIVED).findings[-1].facts
    assert (facts["due"], facts["rulebook"]) == ("2026-03-30", rulebook.version)
    assert facts["calendar"] == rulebook.calendar.version
