"""Hands the settings to the collectors."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from collectors.context import CollectContext
from collectors.recording.next_look import HOME
from collectors.tables.personal import Conceal
from metrics.look_times import ActiveHours, LookPolicy
from mingcha.environment_secrets import environment_secret
from mingcha.fetching import page_limits
from mingcha.house import House
from mingcha.settings import Settings

if TYPE_CHECKING:
    from collectors.fetching.fetcher import Fetcher


def collect_context(house: House, fetcher: Fetcher | None = None) -> CollectContext:
    """Return folders, limits and clock as this installation decides; ``fetcher``: one that outlives the round."""
    settings = house.settings
    return CollectContext(
        inbox=settings.inbox_folder,
        evidence=settings.evidence_folder,
        clock=house.clock,
        limits=page_limits(settings),
        workers=settings.fetch_workers,
        trust_validators=timedelta(hours=settings.trust_unchanged_hours),
        times=look_policy(settings),
        limit_days=_limit_days(house),
        fetcher=fetcher,
        page_workers=house.page_workers,
        log_bytes=settings.log_bytes,
        pull_seconds=settings.pull_seconds,
        secret_of=environment_secret,
        conceal=Conceal(settings.applicant_key()),
        settle_seconds=settings.settle_seconds,
    )


def look_policy(settings: Settings) -> LookPolicy:
    """Return how often pages are looked at; a cap below the floor is the floor."""
    floor = timedelta(minutes=settings.look_floor_minutes)
    cap = max(timedelta(minutes=settings.look_cap_minutes), floor)
    return LookPolicy(floor, cap, ActiveHours(settings.active_from, settings.active_until))


def _limit_days(house: House) -> dict[str, int]:
    """Calendar days without news that each category of columns, and a home page, may have."""
    rulebook = house.rulebook
    limits = {code: category.limit_days for code, category in rulebook.column_categories.items()}
    return limits | {HOME: rulebook.limit("W3", "limit_days")}
