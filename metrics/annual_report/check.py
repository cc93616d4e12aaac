"""What an audit says: one line for each thing that is not as it should be."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Check:
    """A check that fails. ``where``: table, row and column; ``expected``, ``found``: what should be there and what is.

    ``id``: AR1–AR11 of the rulebook; ``severity`` error: the report is not in order.
    """

    id: str
    where: str
    expected: int | str
    found: int | str
    severity: Severity


@dataclass(frozen=True, slots=True)
class NotChecked:
    """A check that could not be made, and what was missing for it (Chinese)."""

    id: str
    reason: str
