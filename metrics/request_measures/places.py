"""Places in a ranking: only from a sufficient sample, and nobody wins or escapes by not answering."""

from collections.abc import Mapping
from dataclasses import dataclass

from metrics.assessment import Name, rank
from metrics.request_measures.figures import Figure
from rulebook import MeasureDefinition

TOO_FEW = "样本不足"
NOT_REACHED = "尚未达到中位数"


@dataclass(frozen=True, slots=True)
class Place:
    """``place`` None: not ranked, and ``reason`` (Chinese) says why."""

    place: int | None
    reason: str | None = None


def places(found: Mapping[Name, Figure], measure: MeasureDefinition) -> dict[Name, Place]:
    """Places by ``measure``, the best first, equal figures sharing one: 1, 2, 2, 4. KeyError if it is not ranked.

    A median not reached comes last where it is known to be no less than every other; else it has no place.
    """
    if measure.best is None or measure.minimum_sample is None:
        raise KeyError(f"{measure.id} is not ranked")
    enough = {name: figure for name, figure in found.items() if figure.sample >= measure.minimum_sample}
    slowest = max((figure.value for figure in enough.values() if figure.value is not None), default=0)
    sign = 1 if measure.best == "highest" else -1
    ranked = rank({name: _score(figure, sign, slowest) for name, figure in enough.items()})
    return {
        name: Place(ranked[name], None if ranked[name] else NOT_REACHED) if name in ranked else Place(None, TOO_FEW)
        for name in found
    }


def _score(figure: Figure, sign: int, slowest: float) -> float | None:
    if figure.value is not None:
        return sign * figure.value
    return float("-inf") if figure.more_than is not None and figure.more_than >= slowest else None
