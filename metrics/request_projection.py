"""What lists and calendars ask of many requests at once, said so that it stays true until the next event."""

from dataclasses import dataclass
from datetime import date

from metrics.annual_report.request_life import life_after
from metrics.facts import RequestFacts
from metrics.request_clock import RequestStanding, state_after
from metrics.request_log import channel, events_known_on
from metrics.request_walk import RequestWalk
from metrics.working_days import WorkingDays
from rulebook import Rulebook

_DAY_DECIDES = frozenset({RequestStanding.RUNNING, RequestStanding.CONSULTING, RequestStanding.OVERDUE})
_WAITING = {"correction": RequestStanding.AWAITING_CORRECTION, "fee": RequestStanding.AWAITING_FEE}


@dataclass(frozen=True, slots=True)
class RequestProjection:
    """A request without the words that change by the day.

    ``phase`` RUNNING: consulting through ``consulting_until``, overdue after ``due_on``, otherwise running. A phase
    that awaits the applicant becomes ABANDONED after ``waiting_until``. ``outcome``: code of the reply kind of a closed
    request, None where the log does not say one that the rulebook knows.
    """

    phase: RequestStanding
    received_on: date | None
    due_on: date | None
    due_provisional: bool
    consulting_until: date | None
    waiting_until: date | None
    closed_on: date | None
    channel: str | None
    outcome: str | None


def request_projection(
    facts: RequestFacts, rulebook: Rulebook, working_days: WorkingDays, as_of: date
) -> RequestProjection:
    """The projection from what had happened by ``as_of``; on any later day it says what ``request_state`` says then."""
    events = events_known_on(facts.events, as_of)
    walk = RequestWalk.through(events, rulebook, working_days)
    state = state_after(walk, events, as_of)
    closed = walk.closed_by is not None
    waits = _WAITING[walk.waiting_for] if walk.waiting_for is not None and not closed else None
    return RequestProjection(
        phase=waits or (RequestStanding.RUNNING if state.state in _DAY_DECIDES else state.state),
        received_on=walk.received,
        due_on=state.due,
        due_provisional=state.provisional,
        consulting_until=None if closed else walk.still_until,
        waiting_until=walk.waiting_until if waits else None,
        closed_on=walk.closed_on,
        channel=channel(events),
        outcome=life_after(walk, events, as_of).reply if closed else None,
    )
