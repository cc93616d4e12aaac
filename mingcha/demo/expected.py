"""A card that must come of the world, and nothing else may."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class ExpectedCard(NamedTuple):
    """What a card is known by from outside. ``subject``: natural key (agency code/request number, URL path …)."""

    rule: str
    subject_kind: str
    subject: str
    triggered_on: date
    colour: str


class PlannedFault(NamedTuple):
    """A card and the agency that gets it."""

    agency_code: str
    card: ExpectedCard
