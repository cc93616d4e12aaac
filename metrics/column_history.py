"""A column day by day: on which days it was updated, and on which its last update was longer ago than its limit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class DayState(StrEnum):
    """What is known of a column on one day."""

    UNKNOWN = "unknown"
    """before the oldest update that was seen"""
    UPDATED = "updated"
    QUIET = "quiet"
    OVER_LIMIT = "over_limit"


@dataclass(frozen=True, slots=True)
class HistoryDay:
    """One day; ``items`` carry its date, 0 unless it was updated."""

    day: date
    state: DayState
    items: int


def history_days(updates: Mapping[date, int], limit_days: int, first: date, last: date) -> list[HistoryDay]:
    """Return every day from ``first`` to ``last``, both included.

    ``updates``: items by day, also from before ``first``; those after ``last`` are left out. A day is over the limit
    when more than ``limit_days`` calendar days have passed since the newest update up to it (国办秘函〔2019〕19号).
    """
    found: list[HistoryDay] = []
    known = sorted(day for day, items in updates.items() if items > 0)
    newest = max((day for day in known if day < first), default=None)
    day = first
    while day <= last:
        if updates.get(day, 0) > 0:
            newest = day
            found.append(HistoryDay(day, DayState.UPDATED, updates[day]))
        elif newest is None:
            found.append(HistoryDay(day, DayState.UNKNOWN, 0))
        else:
            over = (day - newest).days > limit_days
            found.append(HistoryDay(day, DayState.OVER_LIMIT if over else DayState.QUIET, 0))
        day += timedelta(days=1)
    return found


def stale_from(newest: date | None, limit_days: int) -> date | None:
    """The first day on which a column with this newest item is past its limit; none where no item is dated."""
    return None if newest is None else newest + timedelta(days=limit_days + 1)
