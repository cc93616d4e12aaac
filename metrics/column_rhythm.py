"""The rhythm of a column: how often it is updated and how long it was silent, from the days of its items."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median


@dataclass(frozen=True, slots=True)
class Silence:
    """The days between two updates, or from the last update until ``ended`` where it still lasts.

    ``days``: calendar days from ``began`` (the day of an update) to ``ended``.
    """

    began: date
    ended: date
    running: bool

    @property
    def days(self) -> int:
        """Calendar days without an update; 1 where the column was updated on the very next day."""
        return (self.ended - self.began).days


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How a column was updated. ``update_days``: days with at least one item. ``median_gap``: calendar days, at least
    1, none with fewer than two such days: one update has no rhythm."""

    update_days: int
    first: date | None
    last: date | None
    median_gap: float | None
    longest: Silence | None


def column_rhythm(days: Iterable[date], as_of: date) -> Rhythm:
    """Return the rhythm of a column whose items carry these ``days``, in any order and as often as they come.

    Days after ``as_of`` are no updates and left out. The silence that still lasts on ``as_of`` counts as one: a column
    that fell silent for ever must not look lively by its past.
    """
    updates = sorted({day for day in days if day <= as_of})
    if not updates:
        return Rhythm(0, None, None, None, None)
    silences = [Silence(before, after, running=False) for before, after in pairwise(updates)]
    gap = float(median(silence.days for silence in silences)) if silences else None
    running = Silence(updates[-1], as_of, running=True)
    longest = max([*silences, running], key=lambda silence: (silence.days, silence.ended))
    return Rhythm(len(updates), updates[0], updates[-1], gap, longest)
