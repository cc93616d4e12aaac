"""Instants are UTC, the law's days are Asia/Shanghai."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from metrics.law_days import SHANGHAI


def start_of(day: date) -> datetime:
    """The instant, in UTC, at which ``day`` begins in Asia/Shanghai."""
    return datetime.combine(day, time.min, SHANGHAI).astimezone(UTC)


def end_of(day: date) -> datetime:
    """The first instant, in UTC, that no longer belongs to ``day``."""
    return start_of(day + timedelta(days=1))
