"""The state of a request on a day, and its due day explained day by day (条例 第三十至三十五条)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from metrics.consultations import excluded_dates
from metrics.facts import RequestEvent, RequestEventKind, RequestFacts
from metrics.request_log import events_known_on
from metrics.request_walk import RequestWalk
from metrics.working_days import DayLine, DueDay, WorkingDays
from rulebook import Rulebook

Kind = RequestEventKind


class RequestStanding(StrEnum):
    """Where a request stands."""

    UNCONFIRMED = "unconfirmed"
    RUNNING = "running"
    CONSULTING = "consulting"
    AWAITING_CORRECTION = "awaiting_correction"
    AWAITING_FEE = "awaiting_fee"
    OVERDUE = "overdue"
    REPLIED = "replied"
    TRANSFERRED = "transferred"
    WITHDRAWN = "withdrawn"
    ABANDONED = "abandoned"

    @property
    def closed(self) -> bool:
        """Whether nothing more is expected of the agency."""
        return self in _CLOSED


_CLOSED = frozenset(
    {RequestStanding.REPLIED, RequestStanding.TRANSFERRED, RequestStanding.WITHDRAWN, RequestStanding.ABANDONED}
)
_CLOSING = {
    Kind.REPLIED: RequestStanding.REPLIED,
    Kind.TRANSFERRED: RequestStanding.TRANSFERRED,
    Kind.WITHDRAWN: RequestStanding.WITHDRAWN,
    Kind.CORRECTION_LAPSED: RequestStanding.ABANDONED,
}


@dataclass(frozen=True, slots=True)
class RequestState:
    """A request on one day. ``due`` is None while there is no receipt in law or the applicant has the next step.

    ``received``: receipt under 第三十一条; ``base``: the day the running clock counts from (receipt, or the day the
    correction or fee came); day counts are working days. ``own_days``: from the base day to the end of the request, or
    to the day it is looked at, without ``spared_days`` (consultations) and the applicant's time.
    """

    state: RequestStanding
    submitted_on: date | None
    received: date | None
    base: date | None
    first_due: date | None
    due: date | None
    provisional: bool
    extension_days: int
    excluded_days: int
    replied_on: date | None
    own_days: int | None
    spared_days: int
    closed_on: date | None
    overdue_working_days: int
    days_to_confirm: int | None

    @property
    def reply_days(self) -> int | None:
        """The agency's own working days until the reply; None while there is none, or no receipt."""
        return self.own_days if self.replied_on is not None else None

    @property
    def in_time(self) -> bool | None:
        """Whether it was replied to by the due day; False also for one that went past it without reply; None: neither.

        第三十三条: a reply on the due day is in time. Where no clock ran, no reply is late.
        """
        if self.overdue_working_days > 0:
            return False
        return True if self.replied_on is not None else None


def due_day(received: date, working_days: WorkingDays, rulebook: Rulebook) -> DueDay:
    """The due day of a plain request: 第三十三条, the 20th working day after receipt."""
    return working_days.nth_after(received, rulebook.limit("A33-2", "working_days"))


def request_state(facts: RequestFacts, rulebook: Rulebook, working_days: WorkingDays, as_of: date) -> RequestState:
    """The state of the request on ``as_of``, knowing only what had happened by then."""
    events = events_known_on(facts.events, as_of)
    return state_after(RequestWalk.through(events, rulebook, working_days), events, as_of)


def state_after(walk: RequestWalk, events: Sequence[RequestEvent], as_of: date) -> RequestState:
    """The state on ``as_of`` of the request whose ``events`` known by then have been walked."""
    due, first_due = walk.due, walk.first_due
    submitted = next((event.on for event in events if event.kind is Kind.SUBMITTED), None)
    end = walk.closed_on or as_of
    own = walk.own_days(end)
    confirm = (walk.received - submitted).days if submitted and walk.received else None
    return RequestState(
        state=_standing(walk, as_of),
        submitted_on=submitted,
        received=walk.received,
        base=walk.base,
        first_due=first_due.day if first_due else None,
        due=due.day if due else None,
        provisional=due.provisional if due else False,
        extension_days=walk.extension,
        excluded_days=walk.excluded if due else 0,
        replied_on=walk.closed_on if walk.closed_by is Kind.REPLIED else None,
        own_days=own[0] if own else None,
        spared_days=own[1] if own else 0,
        closed_on=walk.closed_on,
        overdue_working_days=_overdue(due.day, end, walk.working_days) if due else 0,
        days_to_confirm=confirm,
    )


def explain_due(facts: RequestFacts, rulebook: Rulebook, working_days: WorkingDays, as_of: date) -> list[DayLine]:
    """Every day from the one after the base day through the due day; empty while there is no due day."""
    walk = RequestWalk.through(events_known_on(facts.events, as_of), rulebook, working_days)
    due = walk.due
    if walk.base is None or due is None:
        return []
    return working_days.explain(walk.base, due.day, excluded_dates(walk.consultations, walk.base))


def _standing(walk: RequestWalk, as_of: date) -> RequestStanding:
    if walk.closed_by is not None:
        return _CLOSING[walk.closed_by]
    if walk.waiting_for is not None:
        if walk.waiting_until is not None and as_of > walk.waiting_until:
            return RequestStanding.ABANDONED  # 第三十条; 国办函〔2020〕109号
        waiting = {"correction": RequestStanding.AWAITING_CORRECTION, "fee": RequestStanding.AWAITING_FEE}
        return waiting[walk.waiting_for]
    due = walk.due
    if due is None:
        return RequestStanding.UNCONFIRMED
    if as_of > due.day:
        return RequestStanding.OVERDUE
    still = walk.still_until
    return RequestStanding.CONSULTING if still is not None and as_of <= still else RequestStanding.RUNNING


def _overdue(due: date, end: date, working_days: WorkingDays) -> int:
    """Working days past due; an answer on a weekend after the due day is one day late, not none."""
    if end <= due:
        return 0
    return max(1, working_days.count_between(due, end))
