"""How bad it is, in few steps: cards per supervised agency, so that many agencies alone make no league dark."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.pages.overview.queries import Place

LEVELS = 4
_ROUND = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0)


@dataclass(frozen=True)
class Shading:
    """Steps of equal ``size`` (cards per agency); level 1 ends at ``size``, level 4 at four times that, included."""

    size: float

    def level(self, rate: float) -> int:
        """Return 0 for no card at all, else 1 to 4."""
        return min(LEVELS, math.ceil(round(rate / self.size, 6)))

    def spans(self) -> list[str]:
        """Return what each level from 1 on means, such as "0.5–1"."""
        ends = [f"{self.size * step:g}" for step in range(LEVELS + 1)]
        return [f"{low}–{high}" for low, high in itertools.pairwise(ends)]


def rate_of(place: Place) -> float | None:
    """Return red and yellow cards per agency; none without an agency, where there is nothing to divide by."""
    return (place.cards["red"] + place.cards["yellow"]) / place.agencies if place.agencies else None


def shading_for(places: Sequence[Place]) -> Shading:
    """Return the smallest round steps that reach the worst place."""
    largest = max((rate_of(place) or 0.0 for place in places), default=0.0)
    return Shading(next(size for size in _round_numbers() if size * LEVELS >= largest))


def _round_numbers() -> Iterator[float]:
    """0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 1, 1.5 …: never so small that a single card makes a league dark."""
    return (round(digit * 10.0**power, 6) for power in itertools.count(-1) for digit in _ROUND)
