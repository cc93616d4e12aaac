"""Counts of requests that add up: those of a league are the sum of those of its agencies."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from metrics.annual_report.remedies import remedies_of
from metrics.annual_report.request_life import RequestLife, life_after
from metrics.facts import RequestEvent, RequestEventKind, RequestFacts
from metrics.request_clock import RequestStanding, RequestState, state_after
from metrics.request_log import events_known_on
from metrics.request_measures.period import Period
from metrics.request_walk import RequestWalk
from metrics.working_days import WorkingDays
from rulebook import Rulebook

UNSAID = "unsaid"


class Count(StrEnum):
    """What is counted; all but the last three among the requests received in the period."""

    RECEIVED = "received"
    REPLIED = "replied"
    OTHERWISE_CLOSED = "otherwise_closed"
    OPEN = "open"
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    IN_TIME = "in_time"
    SETTLED = "settled"
    EXTENDED = "extended"
    CORRECTION_ASKED = "correction_asked"
    SPARED = "spared"
    SPARED_DAYS = "spared_days"
    REVIEWS_FILED = "reviews_filed"
    REVIEWS_LOST = "reviews_lost"
    LAWSUITS_FILED = "lawsuits_filed"
    LAWSUITS_LOST = "lawsuits_lost"
    UNCONFIRMED = "unconfirmed"
    EARLIER_OPEN = "earlier_open"
    EARLIER_OVERDUE = "earlier_overdue"


@dataclass(frozen=True, slots=True)
class RequestTally:
    """``replied_after``, ``unreplied_for``: how many requests by the agency's own working days, the second for those
    open or otherwise closed; one that ended without a receipt in law has no such time.

    ``outcomes``: closed requests by code of the reply kind, ``UNSAID`` where the log names none of the rulebook.
    ``logged``: whether there is any request at all, whenever it came.
    """

    counts: Counter[Count] = field(default_factory=Counter)
    replied_after: Counter[int] = field(default_factory=Counter)
    unreplied_for: Counter[int] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    logged: bool = False

    def __add__(self, other: "RequestTally") -> "RequestTally":
        """Both together."""
        return RequestTally(
            self.counts + other.counts,
            self.replied_after + other.replied_after,
            self.unreplied_for + other.unreplied_for,
            self.outcomes + other.outcomes,
            self.logged or other.logged,
        )


def tally_requests(
    requests: Iterable[RequestFacts], period: Period, rulebook: Rulebook, working_days: WorkingDays, as_of: date
) -> RequestTally:
    """The requests received in ``period`` as they stood on ``as_of``; beside them, those that stand in no period.

    One that ended without a receipt in law (条例 第三十一条) is received on the day it ended, as in the annual report.
    """
    tally = RequestTally()
    logged = False
    for facts in requests:
        events = events_known_on(facts.events, as_of)
        if not events:
            continue
        logged = True
        walk = RequestWalk.through(events, rulebook, working_days)
        state, life = state_after(walk, events, as_of), life_after(walk, events, as_of)
        if life.received is None:
            tally.counts[Count.UNCONFIRMED] += events[0].on in period
        elif life.received in period:
            _count(tally, state, life, walk, as_of)
            tally.counts.update(_correction_and_remedies(events, rulebook))
        elif life.received < period.first and not state.state.closed:
            tally.counts[Count.EARLIER_OPEN] += 1
            tally.counts[Count.EARLIER_OVERDUE] += state.state is RequestStanding.OVERDUE
    return RequestTally(logged=logged) + tally  # a sum holds no zeros, so that equal tallies are equal


def _count(tally: RequestTally, state: RequestState, life: RequestLife, walk: RequestWalk, as_of: date) -> None:
    tally.counts.update(_standing(state))
    tally.counts[Count.DUE_SOON] += _is_due_soon(state, walk, as_of)
    if state.spared_days:
        tally.counts[Count.SPARED] += 1
        tally.counts[Count.SPARED_DAYS] += state.spared_days
    if state.own_days is not None:
        times = tally.replied_after if state.replied_on is not None else tally.unreplied_for
        times[state.own_days] += 1
    if state.state.closed:
        tally.outcomes[life.reply or UNSAID] += 1


def _standing(state: RequestState) -> Iterator[Count]:
    yield Count.RECEIVED
    if state.state is RequestStanding.REPLIED:
        yield Count.REPLIED
    else:
        yield Count.OTHERWISE_CLOSED if state.state.closed else Count.OPEN
    if state.state is RequestStanding.OVERDUE:
        yield Count.OVERDUE
    if state.in_time is not None:
        yield Count.SETTLED
    if state.in_time:
        yield Count.IN_TIME
    if state.extension_days:
        yield Count.EXTENDED


def _is_due_soon(state: RequestState, walk: RequestWalk, as_of: date) -> bool:
    if state.state.closed or state.due is None or state.due < as_of:
        return False
    ahead = walk.rulebook.measures["request_due_soon"].within_working_days or 0
    return walk.working_days.count_between(as_of, state.due) <= ahead


def _correction_and_remedies(events: list[RequestEvent], rulebook: Rulebook) -> Iterator[Count]:
    if any(event.kind is RequestEventKind.CORRECTION_ASKED for event in events):
        yield Count.CORRECTION_ASKED
    for block, remedy in remedies_of(events):
        review = block == "review"
        yield Count.REVIEWS_FILED if review else Count.LAWSUITS_FILED
        lost = rulebook.measures["request_reviews_lost" if review else "request_lawsuits_lost"].results
        if remedy.result in lost:
            yield Count.REVIEWS_LOST if review else Count.LAWSUITS_LOST
