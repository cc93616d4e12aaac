"""How much one fetch may take, as this installation decides."""

from __future__ import annotations

from dataclasses import replace

from collectors.fetching import FetchLimits
from mingcha.settings import Settings


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
        allowed_networks=settings.networks,
    )


def page_limits(settings: Settings) -> FetchLimits:
    """Return the same for pages that are watched: whose robots.txt may have a say."""
    return replace(fetch_limits(settings), respect_robots=settings.respect_robots)
