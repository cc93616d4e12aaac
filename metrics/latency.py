"""How long answers take. The median counts the unanswered as still open; the applicant's own time is not counted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from metrics.facts import CaseFacts
from metrics.request_clock import RequestState
from metrics.working_days import WorkingDays


@dataclass(frozen=True, slots=True)
class Latency:
    """Working days until the answer. ``median`` None with ``open`` > 0: the middle one is itself still open."""

    median: float | None
    answered: int
    open: int


def median_with_open(answered: Sequence[int], open_count: int) -> Latency:
    """The median of all, open ones standing behind every answered one."""
    days = sorted(answered)
    total = len(days) + open_count
    upper = total // 2
    if total == 0 or upper >= len(days):
        return Latency(None, len(days), open_count)
    lower = upper if total % 2 else upper - 1
    return Latency((days[lower] + days[upper]) / 2, len(days), open_count)


def request_latency(states: Iterable[RequestState], year: int) -> Latency:
    """From the base day to the reply without excluded days, for requests whose base day lies in ``year``."""
    answered, still_open = [], 0
    for state in states:
        if state.base is None or state.base.year != year:
            continue
        if state.reply_days is not None:
            answered.append(state.reply_days)
        elif state.due is not None and not state.state.closed:
            still_open += 1
    return median_with_open(answered, still_open)


def case_latency(cases: Iterable[CaseFacts], year: int, working_days: WorkingDays, day: date) -> Latency:
    """From the question to its answer, for cases asked in ``year`` and known on ``day``."""
    answered, still_open = [], 0
    for case in cases:
        if case.asked_on.year != year or case.asked_on > day:
            continue
        if case.answered_on is not None and case.answered_on <= day:
            answered.append(working_days.count_between(case.asked_on, case.answered_on))
        else:
            still_open += 1
    return median_with_open(answered, still_open)
