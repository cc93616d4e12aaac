"""Hands the settings to the visits of home pages."""

from __future__ import annotations

from collectors.availability import VisitContext
from collectors.fetching.fetcher import Fetcher
from mingcha.fetching import page_limits
from mingcha.house import House


def visit_context(house: House, fetcher: Fetcher | None = None) -> VisitContext:
    """Return how home pages are visited (W2)."""
    settings = house.settings
    return VisitContext(
        clock=house.clock,
        per_day=settings.visits_per_day,
        open_within_seconds=house.rulebook.limit("W2", "open_within_seconds"),
        references=settings.references,
        limits=page_limits(settings),
        workers=settings.fetch_workers,
        fetcher=fetcher,
        evidence=settings.evidence_folder,
    )
