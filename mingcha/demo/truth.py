"""The generator's own truth: which cards the world must lead to, no more and no fewer.

It counts days on its own and shares no code with ``metrics``: when the two differ, one of them is wrong.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from mingcha.demo.account_truth import account_faults, message_faults
from mingcha.demo.annual_reports import report_faults
from mingcha.demo.catalogue_truth import catalogue_faults
from mingcha.demo.day_count import DayCount
from mingcha.demo.escalation_truth import escalated_faults
from mingcha.demo.expected import ExpectedCard, PlannedFault
from mingcha.demo.plan import MessagePlan, World
from mingcha.demo.request_truth import request_faults
from mingcha.demo.site_truth import site_faults
from rulebook import load_rulebook


def expected_cards(world: World, as_of: date | None = None) -> frozenset[ExpectedCard]:
    """Every card after the logs are taken in and all sources are looked at once, on ``as_of`` (the world's day).

    Two findings of a site on one day with one rule (W3 and W4a) are two cards and one entry here: see
    ``expected_card_list`` for the number.
    """
    return frozenset(expected_card_list(world, as_of))


def expected_card_list(world: World, as_of: date | None = None) -> list[ExpectedCard]:
    """Every card, one entry each, in the order of their days."""
    day = as_of or world.as_of
    days = DayCount(load_rulebook().calendar)
    on_account: dict[str | None, list[MessagePlan]] = defaultdict(list)
    for message in world.messages:
        on_account[message.account_key].append(message)
    faults: list[PlannedFault] = []
    for request in world.requests:
        faults += request_faults(request, days, day)
    for site in world.sites:
        faults += site_faults(site, day)
        faults += report_faults(site, world.agency_named(), day)
    faults += catalogue_faults(world.duties, world.sites, day)
    for account in world.accounts:
        faults += account_faults(account, on_account[account.key], days, day)
    for message in world.messages:
        faults += message_faults(message, days, day)
    faults += escalated_faults(faults)
    return sorted((fault.card for fault in faults), key=lambda card: (card.triggered_on, card))
