"""The generator's arithmetic on cases worked out by hand: the truth must not rest on the code it is to judge."""

from datetime import date

from mingcha.demo.day_count import DayCount
from mingcha.demo.plan import PlannedEvent, RequestPlan
from mingcha.demo.request_truth import request_faults
from rulebook import Rulebook

AS_OF = date(2026, 11, 20)


def cards_of(rulebook: Rulebook, *events: tuple[str, str], **details: dict[str, object]) -> list[tuple[str, str]]:
    planned = tuple(PlannedEvent(kind, date.fromisoformat(day), details.get(kind, {})) for kind, day in events)
    plan = RequestPlan("150100-000", "150100", "HS-1", "某事项", "registered_post", "by hand", planned)
    faults = request_faults(plan, DayCount(rulebook.calendar), AS_OF)
    return sorted((fault.card.triggered_on.isoformat(), fault.card.rule) for fault in faults)


def test_a_reply_on_the_due_day_is_reminded_twice_and_not_late(rulebook: Rulebook) -> None:
    cards = cards_of(rulebook, ("received", "2026-03-02"), ("replied", "2026-03-30"))
    assert cards == [("2026-03-25", "FOI-B"), ("2026-03-27", "FOI-B")]


def test_a_reply_on_the_day_after_is_late(rulebook: Rulebook) -> None:
    cards = cards_of(rulebook, ("received", "2026-03-02"), ("replied", "2026-03-31"))
    assert cards[-1] == ("2026-03-31", "FOI-Y")


def test_the_sixth_working_day_after_the_due_day_is_red(rulebook: Rulebook) -> None:
    # Due 03-30; Qingming 04-04 to 04-06 lies between: the fifth working day is 04-07.
    assert cards_of(rulebook, ("received", "2026-03-02"), ("replied", "2026-04-07"))[-1][1] == "FOI-Y"
    assert cards_of(rulebook, ("received", "2026-03-02"), ("replied", "2026-04-08"))[-1] == ("2026-04-08", "FOI-R")


def test_the_worked_example_of_a_consultation_moves_the_due_day_to_april_20(rulebook: Rulebook) -> None:
    cards = cards_of(
        rulebook,
        ("received", "2026-03-02"),
        ("third_party_asked", "2026-03-09"),
        ("third_party_answered", "2026-03-27"),
        ("replied", "2026-04-21"),
    )
    assert cards == [("2026-04-15", "FOI-B"), ("2026-04-17", "FOI-B"), ("2026-04-21", "FOI-Y")]


def test_a_correction_notice_after_the_seventh_working_day_is_yellow(rulebook: Rulebook) -> None:
    cards = cards_of(
        rulebook,
        ("received", "2026-03-02"),
        ("defect_noted", "2026-03-04"),
        ("correction_asked", "2026-03-12"),
        ("correction_lapsed", "2026-04-03"),
        correction_asked={"until": "2026-04-02"},
    )
    assert cards == [("2026-03-12", "FOI-C7")]


def test_an_extension_without_approval_is_yellow_and_extends_nothing(rulebook: Rulebook) -> None:
    cards = cards_of(
        rulebook,
        ("received", "2026-03-02"),
        ("extended", "2026-03-20"),
        ("replied", "2026-03-31"),
        extended={"working_days": 20, "approved": False, "applicant_told": True},
    )
    assert ("2026-03-20", "FOI-Y") in cards
    assert ("2026-03-31", "FOI-Y") in cards
