"""How long answers take. The median counts the unanswered as still open; the applicant's own time is not counted."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from metrics.facts import CaseFacts
from metrics.request_clock import RequestState
from metrics.survival import kaplan_meier
from metrics.working_days import WorkingDays


@dataclass(frozen=True, slots=True)
class Latency:
    """Working days until the answer. ``median`` None with ``open`` > 0: not reached, at least half is still open."""

    median: float | None
    answered: int
    open: int


def request_latency(states: Iterable[RequestState], year: int) -> Latency:
    """From the base day to the reply without excluded days, for requests whose base day lies in ``year``."""
    answered: Counter[int] = Counter()
    still_open: Counter[int] = Counter()
    for state in states:
        if state.base is None or state.base.year != year or state.own_days is None:
            continue
        if state.replied_on is not None:
            answered[state.own_days] += 1
        elif state.due is not None and not state.state.closed:
            still_open[state.own_days] += 1
    return _latency(answered, still_open)


def case_latency(cases: Iterable[CaseFacts], year: int, working_days: WorkingDays, day: date) -> Latency:
    """From the question to its answer, for cases asked in ``year`` and known on ``day``."""
    answered: Counter[int] = Counter()
    still_open: Counter[int] = Counter()
    for case in cases:
        if case.asked_on.year != year or case.asked_on > day:
            continue
        if case.answered_on is not None and case.answered_on <= day:
            answered[working_days.count_between(case.asked_on, case.answered_on)] += 1
        else:
            still_open[working_days.count_between(case.asked_on, day)] += 1
    return _latency(answered, still_open)


def _latency(answered: Mapping[int, int], still_open: Mapping[int, int]) -> Latency:
    found = kaplan_meier(answered, still_open)
    return Latency(found.median, found.ended, found.open)
