"""What every part of one evaluation knows, and what they count together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

from metrics.working_days import WorkingDays
from rulebook import Rulebook

Judged = TypeVar("Judged")
Progress = Callable[[int], None]
"""Told after each batch how many matters it has visited."""


@dataclass(frozen=True)
class Evaluation:
    """One run: the law, the day it is for, and the moment at which it happens."""

    run_id: int
    rulebook: Rulebook
    rulebook_version: str
    calendar_version: str
    as_of: date
    now: datetime

    @cached_property
    def working_days(self) -> WorkingDays:
        """The working days of the rulebook's calendar."""
        return WorkingDays(self.rulebook.calendar)


@dataclass
class Tally:
    """What an evaluation did. ``agencies``: those whose findings changed, so that escalations must be looked at.

    ``problems``: matters that could not be judged, with the reason; they are tried again in the next evaluation.
    """

    visited: int = 0
    findings: int = 0
    withdrawn: int = 0
    cards: Counter[str] = field(default_factory=Counter)
    agencies: set[int] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)

    def judge(self, matter: str, judge: Callable[[], Judged]) -> Judged | None:
        """What ``judge`` says of ``matter``; a matter that cannot be judged is noted and does not stop the others."""
        try:
            return judge()
        except (KeyError, TypeError, ValueError) as error:
            self.problems.append(f"{matter}: {type(error).__name__}: {error}")
            return None


def in_batches(ids: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    """``ids`` in pieces of at most ``size``."""
    for start in range(0, len(ids), size):
        yield ids[start : start + size]
