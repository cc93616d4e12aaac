"""What a correction of the log changed: the days on which the request stood elsewhere, or was due on another day, and
the days that its clock counts or leaves out otherwise."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from metrics.facts import RequestEvent, RequestFacts
from metrics.request_clock import RequestStanding, explain_due, request_state
from metrics.working_days import DayReason, WorkingDays
from rulebook import Rulebook

ONE_DAY = timedelta(days=1)
Told = tuple[RequestStanding, date | None]


@dataclass(frozen=True, slots=True)
class ChangedDays:
    """Days in a row, ``first`` through ``last``, that a correction changed, and what was said of them before and after.

    ``due_before`` and ``due_after`` None: no clock ran on these days.
    """

    first: date
    last: date
    before: RequestStanding
    after: RequestStanding
    due_before: date | None
    due_after: date | None


def changed_days(
    before: RequestFacts, after: RequestFacts, rulebook: Rulebook, working_days: WorkingDays, as_of: date
) -> list[ChangedDays]:
    """The days up to ``as_of`` of which the log ``after`` a correction says something else than the log ``before`` it.

    Each day is told by what is dated up to it, so a correction changes no day before the first entry that differs.
    """
    law = (rulebook, working_days)
    days = _days(before, after, as_of)
    told = ((day, _told(before, *law, day), _told(after, *law, day)) for day in days)
    changed = ((day, old, new) for day, old, new in told if old != new)
    found: list[ChangedDays] = []
    for day, old, new in changed:
        last = found[-1] if found else None
        if last is not None and day == last.last + ONE_DAY and _says(last) == (old, new):
            found[-1] = replace(last, last=day)
        else:
            found.append(ChangedDays(day, day, old[0], new[0], old[1], new[1]))
    return found


@dataclass(frozen=True, slots=True)
class ChangedCount:
    """Working days that the clock counts otherwise: ``days`` of them, ``first`` through ``last``.

    ``before`` and ``after``: COUNTS, EXCLUDED, or None before the clock began.
    """

    first: date
    last: date
    days: int
    before: DayReason | None
    after: DayReason | None


def changed_counts(
    before: RequestFacts, after: RequestFacts, rulebook: Rulebook, working_days: WorkingDays, as_of: date
) -> list[ChangedCount]:
    """The days that a correction takes out of the count or puts into it, up to the earlier of the two due days.

    That the clock then ends on another day is told by the due days. Empty where no clock ran before or runs after.
    """
    old, new = (
        {line.date: _counts(line.code) for line in explain_due(facts, rulebook, working_days, as_of)}
        for facts in (before, after)
    )
    if not old or not new:
        return []
    found: list[ChangedCount] = []
    goes_on = False
    day, last = min(min(old), min(new)), min(max(old), max(new))
    while day <= last:
        said = (old.get(day), new.get(day))
        if said[0] is said[1]:
            goes_on = goes_on and said[1] is None
        elif goes_on and (found[-1].before, found[-1].after) == said:
            found[-1] = replace(found[-1], last=day, days=found[-1].days + 1)
        else:
            found.append(ChangedCount(day, day, 1, *said))
            goes_on = True
        day += ONE_DAY
    return found


def _counts(code: DayReason) -> DayReason | None:
    if code is DayReason.EXCLUDED:
        return code
    return DayReason.COUNTS if code in (DayReason.COUNTS, DayReason.WORKING_WEEKEND) else None


def _says(days: ChangedDays) -> tuple[Told, Told]:
    return (days.before, days.due_before), (days.after, days.due_after)


def _days(before: RequestFacts, after: RequestFacts, as_of: date) -> Iterator[date]:
    old, new = Counter(map(_entry, before.events)), Counter(map(_entry, after.events))
    day = min((on for on, _, _ in (old - new) | (new - old)), default=as_of + ONE_DAY)
    while day <= as_of:
        yield day
        day += ONE_DAY


def _told(facts: RequestFacts, rulebook: Rulebook, working_days: WorkingDays, day: date) -> Told:
    state = request_state(facts, rulebook, working_days, day)
    return state.state, state.due


def _entry(event: RequestEvent) -> tuple[date, str, str]:
    return event.on, event.kind, str(sorted(event.detail.items()))
