"""What every part of one evaluation knows, and what they count together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TypeVar

from alerts.agency_days import AgencyDays
from alerts.evaluation.law_versions import UsedCalendars
from metrics.working_days import WorkingDays
from rulebook import Calendar, Rulebook

Judged = TypeVar("Judged")
Progress = Callable[[int], None]
"""Told after each batch how many matters it has visited."""


@dataclass(frozen=True)
class Evaluation:
    """One run: the law, the day it is for, and the moment at which it happens.

    ``calendars``: the one in force as it is kept, and those that were in force before.
    """

    run_id: int
    rulebook: Rulebook
    rulebook_version: str
    calendar_version: str
    as_of: date
    now: datetime
    calendars: UsedCalendars
    days: AgencyDays

    def law_of(self, agency_id: int, calendar: Calendar | None = None) -> tuple[Rulebook, WorkingDays]:
        """The law by which the matters of an agency are judged, with the calendar of its region; else ``calendar``."""
        days = self.days.of(agency_id, calendar or self.rulebook.calendar)
        if days.calendar is self.rulebook.calendar:
            return self.rulebook, days
        return replace(self.rulebook, calendar=days.calendar), days


@dataclass
class Tally:
    """What an evaluation did. ``due_days``: of open requests, moved or made firm by another calendar.

    ``agencies``: those whose findings changed, so that escalations must be looked at, with the first day that changed.

    ``problems``: matters that could not be judged, with the reason; they are tried again in the next evaluation.
    """

    visited: int = 0
    findings: int = 0
    withdrawn: int = 0
    due_days: int = 0
    cards: Counter[str] = field(default_factory=Counter)
    agencies: dict[int, date] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def touch(self, agency_id: int, *days: date) -> None:
        """Note that findings of the agency changed, which had or have arisen on these days."""
        self.agencies[agency_id] = min(*days, self.agencies.get(agency_id, date.max))

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
