"""Hands the settings to the collectors."""

from __future__ import annotations

from datetime import timedelta

from collectors.context import CollectContext
from collectors.fetching import FetchLimits
from mingcha.environment_secrets import environment_secret
from mingcha.house import House
from mingcha.settings import Settings


def collect_context(house: House) -> CollectContext:
    """Return folders, limits and clock as this installation decides."""
    settings = house.settings
    return CollectContext(
        inbox=settings.inbox_folder,
        evidence=settings.evidence_folder,
        clock=house.clock,
        limits=fetch_limits(settings),
        workers=settings.fetch_workers,
        trust_validators=timedelta(hours=settings.trust_unchanged_hours),
        log_bytes=settings.log_bytes,
        pull_seconds=settings.pull_seconds,
        secret_of=environment_secret,
    )


def fetch_limits(settings: Settings) -> FetchLimits:
    """Return how much one fetch may take, as this installation decides."""
    return FetchLimits(
        whole_answer_seconds=settings.fetch_seconds,
        connect_seconds=min(settings.fetch_seconds, 10.0),
        max_bytes=settings.fetch_bytes,
        max_redirects=settings.fetch_redirects,
        host_spacing_seconds=settings.host_spacing_seconds,
        host_concurrency=settings.host_connections,
        allow_private=settings.allow_private_addresses,
    )
