"""Examples made by hand. A plain request received on 2026-03-02 is due on 2026-03-30."""

import pytest

from metrics.facts import RequestEvent, RequestFacts
from metrics.request_measures import Figure, Period
from metrics.request_measures.tally import UNSAID
from rulebook import Rulebook
from tests.metrics.make import day, event, request
from tests.metrics.request_measures.conftest import Measure, Tally


def received(on: str = "2026-03-02", *events: RequestEvent) -> RequestFacts:
    return request(event("received", on), *events)


def replied(received_on: str, on: str, **detail: str) -> RequestFacts:
    return received(received_on, event("replied", on, **detail))


def test_every_measure_of_the_rulebook_is_computed_and_no_other(measure: Measure, rulebook: Rulebook) -> None:
    assert measure([], "2026-03-10").keys() | {"request_outcomes"} == rulebook.measures.keys()


def test_a_month_of_four_requests(measure: Measure) -> None:
    found = measure(
        [
            replied("2026-03-02", "2026-03-30"),  # on the due day: 20 working days
            replied("2026-03-02", "2026-03-31"),  # a day late
            received("2026-03-02", event("withdrawn", "2026-03-10")),
            received("2026-03-02"),
        ],
        "2026-04-01",
    )
    counts = ["received", "replied", "otherwise_closed", "open", "overdue", "due_soon"]
    assert [found[f"request_{name}"].value for name in counts] == [4, 2, 1, 1, 1, 0]
    assert found["request_on_time_rate"] == Figure(100 / 3, 3)
    assert found["request_reply_time"] == Figure(21, 3)  # 20, 21, over 21, and one that left after 6


def test_without_any_log_nothing_is_known_and_nothing_is_zero(measure: Measure) -> None:
    found = measure([], "2026-04-01")
    assert {figure.value for figure in found.values()} == {None}


def test_a_log_without_requests_of_the_period_counts_zero_but_has_no_shares(measure: Measure) -> None:
    found = measure([replied("2025-03-03", "2025-03-10")], "2026-04-01")
    assert (found["request_received"].value, found["request_open"].value) == (0, 0)
    assert found["request_on_time_rate"] == found["request_extended_share"] == Figure(None, 0)
    assert found["request_reply_time"] == Figure(None, 0)


def test_a_request_that_is_not_due_yet_is_in_no_rate(measure: Measure) -> None:
    found = measure([received()], "2026-03-30")
    assert found["request_on_time_rate"] == Figure(None, 0)
    assert measure([received()], "2026-03-31")["request_on_time_rate"] == Figure(0, 1)


def test_open_includes_overdue(measure: Measure) -> None:
    found = measure([received(), received("2026-03-20")], "2026-03-31")
    assert (found["request_open"].value, found["request_overdue"].value) == (2, 1)


@pytest.mark.parametrize(
    ("as_of", "soon"),
    [("2026-03-24", 0), ("2026-03-25", 1), ("2026-03-29", 1), ("2026-03-30", 1), ("2026-03-31", 0)],
)
def test_due_soon_is_within_three_working_days_and_not_past(measure: Measure, as_of: str, soon: int) -> None:
    assert measure([received()], as_of)["request_due_soon"].value == soon


def test_an_extension_counts_only_where_the_law_knows_it(measure: Measure) -> None:
    legal = received("2026-03-02", event("extended", "2026-03-20", approved=True, applicant_told=True))
    untold = received("2026-03-02", event("extended", "2026-03-20", approved=True, applicant_told=False))
    assert measure([legal, untold], "2026-04-01")["request_extended_share"] == Figure(50, 2)


def test_the_time_of_the_applicant_and_of_those_asked_is_not_the_agencys(measure: Measure) -> None:
    corrected = received(
        "2026-03-02",
        event("correction_asked", "2026-03-04"),
        event("correction_received", "2026-03-16"),
        event("replied", "2026-03-18"),
    )
    consulted = received(
        "2026-03-02",
        event("third_party_asked", "2026-03-09"),
        event("third_party_answered", "2026-03-13"),
        event("replied", "2026-03-16"),
    )
    found = measure([corrected, consulted], "2026-04-01")
    assert found["request_reply_time"].value == (2 + 6) / 2
    assert found["request_correction_share"] == Figure(50, 2)
    assert found["request_excluded_days"] == Figure(4, 1)


def test_a_consultation_that_is_still_open_spares_only_the_days_gone_by(measure: Measure) -> None:
    consulting = received("2026-03-02", event("third_party_asked", "2026-03-09"))
    assert measure([consulting], "2026-03-11")["request_excluded_days"] == Figure(2, 1)


def test_while_the_applicant_is_waited_for_no_time_of_the_agency_passes(tally: Tally) -> None:
    waiting = received("2026-03-02", event("correction_asked", "2026-03-04"))
    assert tally([waiting], "2026-03-31").unreplied_for == tally([waiting], "2026-03-05").unreplied_for == {2: 1}


def test_the_median_does_not_leave_out_the_unanswered(measure: Measure) -> None:
    quick = [replied("2026-03-02", "2026-03-03")] * 2
    slow = [received("2026-03-02")] * 3
    assert measure(quick, "2026-04-30")["request_reply_time"].value == 1
    assert measure(quick + slow, "2026-04-30")["request_reply_time"] == Figure(None, 3 + 2, more_than=42)


def test_an_unconfirmed_web_request_is_counted_apart(measure: Measure) -> None:
    found = measure([request(event("submitted", "2026-03-02", channel="internet"))], "2026-06-01")
    assert (found["request_received"].value, found["request_unconfirmed"].value) == (0, 1)


def test_one_that_was_answered_without_a_receipt_is_received_and_answered_that_day(measure: Measure) -> None:
    answered = request(event("submitted", "2026-02-27", channel="internet"), event("replied", "2026-03-02"))
    found = measure([answered], "2026-06-01", first="2026-03-01")
    assert (found["request_received"].value, found["request_replied"].value) == (1, 1)
    assert found["request_on_time_rate"] == Figure(100, 1)
    assert found["request_reply_time"].value is None


def test_what_is_left_of_earlier_periods_is_not_hidden(measure: Measure) -> None:
    found = measure([received("2025-11-03"), received("2025-12-30")], "2026-01-20")
    assert (found["request_earlier_open"].value, found["request_earlier_overdue"].value) == (2, 1)
    assert found["request_open"].value == 0
    assert found["request_on_time_rate"] == Figure(0, 1)


def test_an_old_overdue_request_weighs_on_every_period_until_it_is_answered(measure: Measure) -> None:
    given = [received("2025-11-03", event("replied", "2026-06-01")), replied("2026-03-02", "2026-03-10")]
    assert measure(given, "2026-05-31")["request_on_time_rate"] == Figure(50, 2)
    assert measure(given, "2026-06-01")["request_on_time_rate"] == Figure(100, 1)


def test_both_ends_of_the_period_belong_to_it(measure: Measure) -> None:
    given = [received("2026-03-02"), received("2026-03-31"), received("2026-04-01")]
    assert measure(given, "2026-04-10", first="2026-03-02", last="2026-03-31")["request_received"].value == 2


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="早于起始日"):
        Period(day("2026-03-02"), day("2026-03-01"))


def test_outcomes_are_counted_by_kind_of_reply_and_the_unsaid_apart(tally: Tally) -> None:
    given = [
        replied("2026-03-02", "2026-03-05", outcome="granted"),
        replied("2026-03-02", "2026-03-06", outcome="granted"),
        replied("2026-03-02", "2026-03-06", outcome="nonsense"),
        replied("2026-03-02", "2026-03-06"),
        received("2026-03-02", event("withdrawn", "2026-03-06")),
        received("2026-03-02", event("correction_asked", "2026-03-04", until="2026-03-10")),
    ]
    assert tally(given, "2026-04-01").outcomes == {"granted": 2, UNSAID: 2, "other": 1, "not_corrected": 1}


def test_reviews_and_lawsuits_are_counted_as_filed_and_as_lost(measure: Measure) -> None:
    filed = event("review_filed", "2026-04-10")
    given = [
        received("2026-03-02", event("replied", "2026-04-07"), filed),
        received("2026-03-02", filed, event("review_decided", "2026-05-20", result="upheld")),
        received("2026-03-02", filed, event("review_decided", "2026-05-20", result="set_aside_no_reply")),
        received("2026-03-02", event("lawsuit_decided", "2026-06-20", result="set_aside")),
    ]
    found = measure(given, "2026-05-31")
    assert (found["request_reviews_filed"].value, found["request_reviews_lost"].value) == (3, 1)
    assert found["request_lawsuits_filed"].value == 0
    later = measure(given, "2026-06-30")
    assert (later["request_lawsuits_filed"].value, later["request_lawsuits_lost"].value) == (1, 1)
