import pytest

from metrics.facts import RequestEvent
from metrics.request_clock import RequestStanding, RequestState, explain_due, request_state
from metrics.working_days import DayReason, WorkingDays
from rulebook import Rulebook
from tests.metrics.make import day, event, request

RECEIVED = event("received", "2026-03-02")


@pytest.fixture
def state(rulebook: Rulebook, working_days: WorkingDays):
    def judge(*events: RequestEvent, as_of: str = "2026-12-31") -> RequestState:
        return request_state(request(*events), rulebook, working_days, day(as_of))

    return judge


def test_the_worked_example_of_a_consultation(state) -> None:
    asked = event("third_party_asked", "2026-03-09")
    answered = event("third_party_answered", "2026-03-27")
    found = state(RECEIVED, asked, answered, as_of="2026-04-01")
    assert (found.excluded_days, found.due, found.state) == (14, day("2026-04-20"), RequestStanding.RUNNING)


def test_the_due_day_is_in_time_and_the_day_after_is_not(state) -> None:
    assert state(RECEIVED, as_of="2026-03-30").state is RequestStanding.RUNNING
    late = state(RECEIVED, as_of="2026-03-31")
    assert (late.state, late.overdue_working_days) == (RequestStanding.OVERDUE, 1)


def test_a_reply_on_the_weekend_after_the_due_day_is_a_day_late(state) -> None:
    friday = event("received", "2026-03-06")  # due Friday 2026-04-03
    assert state(friday, event("replied", "2026-04-03")).overdue_working_days == 0
    assert state(friday, event("replied", "2026-04-04")).overdue_working_days == 1


@pytest.mark.parametrize(
    ("channel", "expected"),
    [
        ("in_person", "2026-03-02"),
        ("registered_post", "2026-03-04"),
        ("post", "2026-03-06"),
        ("internet", "2026-03-06"),
        ("fax", "2026-03-06"),
        (None, "2026-03-04"),
    ],
)
def test_what_makes_the_receipt_depends_on_the_channel(state, channel: str | None, expected: str) -> None:
    submitted = event("submitted", "2026-03-02", channel=channel)
    found = state(submitted, event("received", "2026-03-04"), event("confirmed", "2026-03-06"))
    assert found.received == found.base == day(expected)


@pytest.mark.parametrize("channel", ["internet", "fax", "post"])
def test_an_unconfirmed_request_has_no_receipt_in_law(state, channel: str) -> None:
    found = state(event("submitted", "2026-03-02", channel=channel), event("received", "2026-03-02"))
    assert (found.state, found.received, found.due) == (RequestStanding.UNCONFIRMED, None, None)


def test_the_days_from_submission_to_confirmation_are_measured_apart(state) -> None:
    found = state(event("submitted", "2026-03-02", channel="internet"), event("confirmed", "2026-03-09"))
    assert (found.days_to_confirm, found.base) == (7, day("2026-03-09"))


def test_a_correction_starts_the_clock_anew_in_full(state) -> None:
    asked = event("correction_asked", "2026-03-09", until="2026-03-30")
    waiting = state(RECEIVED, asked, as_of="2026-03-20")
    assert (waiting.state, waiting.due) == (RequestStanding.AWAITING_CORRECTION, None)
    found = state(RECEIVED, asked, event("correction_received", "2026-03-20"), as_of="2026-03-31")
    assert (found.base, found.received) == (day("2026-03-20"), day("2026-03-02"))
    assert found.due == state(event("received", "2026-03-20")).due


def test_a_correction_sent_again_does_not_start_the_clock_again(state) -> None:
    asked, came = event("correction_asked", "2026-03-09"), event("correction_received", "2026-03-20")
    assert state(RECEIVED, asked, came, event("correction_received", "2026-03-25")).base == day("2026-03-20")


def test_a_second_correction_notice_does_not_stop_the_clock(state) -> None:
    asked, came = event("correction_asked", "2026-03-09"), event("correction_received", "2026-03-20")
    found = state(RECEIVED, asked, came, event("correction_asked", "2026-03-24"), as_of="2026-03-25")
    assert found.state is RequestStanding.RUNNING


def test_asking_for_a_correction_does_not_save_an_overdue_request(state) -> None:
    found = state(RECEIVED, event("correction_asked", "2026-04-01"), as_of="2026-04-02")
    assert (found.state, found.due) == (RequestStanding.OVERDUE, day("2026-03-30"))


def test_a_correction_asked_after_the_due_day_does_not_start_the_clock_anew(state) -> None:
    late, came = event("correction_asked", "2026-04-01"), event("correction_received", "2026-04-08")
    found = state(RECEIVED, late, came, as_of="2026-04-09")
    assert (found.base, found.due, found.state) == (day("2026-03-02"), day("2026-03-30"), RequestStanding.OVERDUE)
    on_the_day = event("correction_asked", "2026-03-30")
    assert state(RECEIVED, on_the_day, came, as_of="2026-04-09").base == day("2026-04-08")
    assert state(RECEIVED, came, as_of="2026-04-09").base == day("2026-04-08"), "no notice in the log is no late notice"


def test_a_request_not_corrected_in_time_is_abandoned(state) -> None:
    asked = event("correction_asked", "2026-03-09", until="2026-03-30")
    assert state(RECEIVED, asked, as_of="2026-03-30").state is RequestStanding.AWAITING_CORRECTION
    assert state(RECEIVED, asked, as_of="2026-03-31").state is RequestStanding.ABANDONED
    lapsed = state(RECEIVED, event("correction_asked", "2026-03-09"), event("correction_lapsed", "2026-03-25"))
    assert (lapsed.state, lapsed.closed_on) == (RequestStanding.ABANDONED, day("2026-03-25"))


def test_silence_excludes_through_the_fifteenth_working_day(state) -> None:
    found = state(RECEIVED, event("third_party_asked", "2026-03-09"), as_of="2026-03-20")
    assert (found.excluded_days, found.state) == (15, RequestStanding.CONSULTING)
    assert found.due == day("2026-04-21")
    after = state(RECEIVED, event("third_party_asked", "2026-03-09"), as_of="2026-03-31")
    assert (after.excluded_days, after.state) == (15, RequestStanding.RUNNING)


def test_an_answer_after_the_fifteenth_working_day_excludes_no_more(state) -> None:
    asked = event("agency_asked", "2026-03-09")
    assert state(RECEIVED, asked, event("agency_answered", "2026-04-10")).excluded_days == 15


def test_overlapping_consultations_are_united(state) -> None:
    found = state(
        RECEIVED,
        event("third_party_asked", "2026-03-09", consultation="a"),
        event("agency_asked", "2026-03-11", consultation="b"),
        event("agency_answered", "2026-03-13", consultation="b"),
        event("third_party_answered", "2026-03-17", consultation="a"),
    )
    assert found.excluded_days == 6  # 10 to 13, 16 and 17 March


def test_answers_are_paired_by_the_name_of_the_consultation(state) -> None:
    found = state(
        RECEIVED,
        event("third_party_asked", "2026-03-09", consultation="a"),
        event("third_party_asked", "2026-03-09", consultation="b"),
        event("third_party_answered", "2026-03-10", consultation="b"),
        event("third_party_answered", "2026-03-12", consultation="a"),
    )
    assert found.excluded_days == 3


def test_an_answer_that_names_nothing_answers_the_oldest_question_of_its_kind(state) -> None:
    first = event("third_party_asked", "2026-03-09", consultation="甲")
    second = event("third_party_asked", "2026-03-11", consultation="乙")
    answered = event("third_party_answered", "2026-03-16")
    assert state(RECEIVED, first, answered).excluded_days == 5
    assert state(RECEIVED, first, second, answered).excluded_days == 17, "the second is silent through 2026-04-01"
    unnamed = event("third_party_asked", "2026-03-09")
    assert state(RECEIVED, unnamed, event("third_party_answered", "2026-03-16", consultation="甲")).excluded_days == 5
    other = event("third_party_answered", "2026-03-16", consultation="丙")
    assert state(RECEIVED, first, other).excluded_days == 15, "another one's answer is none"


def test_a_consultation_begun_after_the_due_day_excludes_nothing(state) -> None:
    assert state(RECEIVED, event("third_party_asked", "2026-03-30")).excluded_days == 15
    assert state(RECEIVED, event("third_party_asked", "2026-03-31")).excluded_days == 0


def test_a_pause_over_a_weekend_takes_no_working_day_out(state) -> None:
    found = state(RECEIVED, event("agency_asked", "2026-03-06"), event("agency_answered", "2026-03-08"))
    assert (found.excluded_days, found.due) == (0, day("2026-03-30"))


def test_an_extension_counts_once_and_at_most_twenty_days(state) -> None:
    good = {"approved": True, "applicant_told": True}
    once = state(RECEIVED, event("extended", "2026-03-30", working_days=30, **good))
    assert (once.first_due, once.due, once.extension_days) == (day("2026-03-30"), day("2026-04-28"), 20)
    again = event("extended", "2026-04-02", working_days=20, **good)
    twice = state(RECEIVED, event("extended", "2026-03-25", working_days=10, **good), again)
    assert twice.extension_days == 10


@pytest.mark.parametrize(
    ("on", "detail"),
    [("2026-03-20", {"approved": False}), ("2026-03-20", {"applicant_told": False}), ("2026-03-31", {})],
)
def test_an_extension_without_approval_without_notice_or_too_late_gives_no_time(state, on: str, detail: dict) -> None:
    assert state(RECEIVED, event("extended", on, working_days=20, **detail)).due == day("2026-03-30")


def test_abnormal_volume_sets_its_own_period(state) -> None:
    until = state(RECEIVED, event("volume_period_set", "2026-03-10", until="2026-06-30", applicant_told=True))
    assert until.due == day("2026-06-30")
    sunday = state(RECEIVED, event("volume_period_set", "2026-03-10", until="2026-06-28"))
    assert sunday.due == day("2026-06-29")
    secret = state(RECEIVED, event("volume_period_set", "2026-03-10", until="2026-06-30", applicant_told=False))
    assert secret.due == day("2026-03-30")


def test_a_paid_fee_starts_the_clock_anew_and_an_unpaid_one_ends_it(state) -> None:
    noticed = event("fee_noticed", "2026-03-10")
    assert state(RECEIVED, noticed, as_of="2026-04-08").state is RequestStanding.AWAITING_FEE
    assert state(RECEIVED, noticed, as_of="2026-04-09").state is RequestStanding.ABANDONED
    assert state(RECEIVED, noticed, event("fee_paid", "2026-03-20")).base == day("2026-03-20")


def test_a_payment_starts_the_clock_anew_unless_its_notice_came_after_the_due_day(state) -> None:
    paid = event("fee_paid", "2026-04-08")
    assert state(RECEIVED, paid, as_of="2026-04-09").base == day("2026-04-08"), "no notice in the log is no late notice"
    assert state(RECEIVED, paid, event("fee_paid", "2026-04-10"), as_of="2026-04-13").base == day("2026-04-08")
    late = event("fee_noticed", "2026-04-01")
    found = state(RECEIVED, late, paid, as_of="2026-04-09")
    assert (found.base, found.state) == (day("2026-03-02"), RequestStanding.OVERDUE)


def test_a_correction_and_then_a_fee_start_the_clock_anew_each(state) -> None:
    corrected = (event("correction_asked", "2026-03-05"), event("correction_received", "2026-03-12"))
    noticed, paid = event("fee_noticed", "2026-03-18"), event("fee_paid", "2026-03-25")
    waiting = state(RECEIVED, *corrected, noticed, as_of="2026-03-19")
    assert (waiting.state, waiting.due) == (RequestStanding.AWAITING_FEE, None)
    found = state(RECEIVED, *corrected, noticed, paid, as_of="2026-03-26")
    assert (found.base, found.due) == (day("2026-03-25"), day("2026-04-23"))
    assert state(RECEIVED, *corrected, noticed, as_of="2026-04-16").state is RequestStanding.AWAITING_FEE
    assert state(RECEIVED, *corrected, noticed, as_of="2026-04-17").state is RequestStanding.ABANDONED


def test_a_struck_out_entry_counts_no_more_from_the_day_it_is_struck_out(state) -> None:
    wrong = event("replied", "2026-03-12")
    strike = event("corrected_entry", "2026-03-16", kind="replied", on="2026-03-12")
    assert state(RECEIVED, wrong, strike, as_of="2026-03-15").state is RequestStanding.REPLIED
    assert state(RECEIVED, wrong, strike, as_of="2026-03-16").state is RequestStanding.RUNNING


def test_nothing_is_known_before_it_happened(state) -> None:
    found = state(RECEIVED, event("replied", "2026-03-12"), as_of="2026-03-11")
    assert (found.state, found.replied_on) == (RequestStanding.RUNNING, None)


def test_the_due_day_is_explained_day_by_day(rulebook: Rulebook, working_days: WorkingDays) -> None:
    facts = request(RECEIVED, event("third_party_asked", "2026-03-09"), event("third_party_answered", "2026-03-27"))
    lines = explain_due(facts, rulebook, working_days, day("2026-04-01"))
    assert (lines[0].date, lines[-1].date) == (day("2026-03-03"), day("2026-04-20"))
    assert sum(line.counts for line in lines) == 20
    assert sum(line.code is DayReason.EXCLUDED for line in lines) == 14


def test_without_a_due_day_there_is_nothing_to_explain(rulebook: Rulebook, working_days: WorkingDays) -> None:
    facts = request(event("submitted", "2026-03-02", channel="internet"))
    assert explain_due(facts, rulebook, working_days, day("2026-04-01")) == []


def test_a_correction_ends_the_extension_of_the_old_clock_and_allows_a_new_one(state) -> None:
    extended = event("extended", "2026-03-05", working_days=20)
    asked, came = event("correction_asked", "2026-03-09"), event("correction_received", "2026-03-20")
    plain = state(event("received", "2026-03-20"))
    assert state(RECEIVED, extended, asked, came).due == plain.due
    again = state(RECEIVED, extended, asked, came, event("extended", "2026-04-01", working_days=5))
    assert (again.extension_days, again.first_due) == (5, plain.due)
