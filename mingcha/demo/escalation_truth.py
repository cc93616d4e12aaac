"""What the faults of one agency add up to: more red cards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from mingcha.demo.expected import ExpectedCard, PlannedFault

YELLOWS_OF_A_MATTER = 2
YELLOWS_OF_A_QUARTER = 3
REDS_OF_A_QUARTER = 3


def escalated_faults(faults: Iterable[PlannedFault]) -> list[PlannedFault]:
    """The cards that follow from ``faults`` of all agencies: a second yellow, a third yellow, a third red."""
    of_agency: dict[str, list[ExpectedCard]] = defaultdict(list)
    for agency_code, card in faults:
        of_agency[agency_code].append(card)
    return [
        PlannedFault(agency_code, card)
        for agency_code, cards in of_agency.items()
        for card in _escalate(agency_code, cards)
    ]


def _escalate(agency_code: str, cards: list[ExpectedCard]) -> list[ExpectedCard]:
    yellow = [card for card in cards if card.colour == "yellow"]
    of_matter: dict[tuple[str, str], list[date]] = defaultdict(list)
    for card in yellow:
        of_matter[(card.subject_kind, card.subject)].append(card.triggered_on)
    reds = [
        ExpectedCard("ESC-MATTER", kind, subject, day, "red")
        for (kind, subject), days in of_matter.items()
        for day in sorted(days)[YELLOWS_OF_A_MATTER - 1 :: YELLOWS_OF_A_MATTER]
    ]
    reds += [
        ExpectedCard("ESC-QUARTER", "agency", agency_code, day, "red")
        for day in _nth_of_each_quarter(yellow, YELLOWS_OF_A_QUARTER)
    ]
    all_reds = [*(card for card in cards if card.colour == "red"), *reds]
    return reds + [
        ExpectedCard("ESC-TALK", "agency", agency_code, day, "red")
        for day in _nth_of_each_quarter(all_reds, REDS_OF_A_QUARTER)
    ]


def _nth_of_each_quarter(cards: list[ExpectedCard], count: int) -> list[date]:
    quarters: dict[tuple[int, int], list[date]] = defaultdict(list)
    for card in cards:
        quarters[(card.triggered_on.year, (card.triggered_on.month - 1) // 3)].append(card.triggered_on)
    return [sorted(days)[count - 1] for days in quarters.values() if len(days) >= count]
