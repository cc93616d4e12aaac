"""The requests behind a figure, as they stood on the day of the figure."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import Session

from alerts.facts import load_requests, stream_requests
from metrics.annual_report.request_life import life_after
from metrics.facts import RequestEventKind, RequestFacts
from metrics.regional_days import RegionalDays
from metrics.request_clock import RequestState, state_after
from metrics.request_log import events_known_on
from metrics.request_measures import Period, is_behind, tally_requests
from metrics.request_walk import RequestWalk
from metrics.working_days import WorkingDays
from reports.request_measures.gathering import can_count, not_ended
from rulebook import Rulebook
from store.models import Agency, Region, Request, RequestEvent

_STILL_OPEN = frozenset(
    f"request_{name}" for name in ("open", "overdue", "due_soon", "earlier_open", "earlier_overdue")
)
_REVIEW = (RequestEventKind.REVIEW_FILED, RequestEventKind.REVIEW_DECIDED)
_LAWSUIT = (RequestEventKind.LAWSUIT_FILED, RequestEventKind.LAWSUIT_DECIDED)
_NEEDS = {
    "request_extended_share": (RequestEventKind.EXTENDED,),
    "request_correction_share": (RequestEventKind.CORRECTION_ASKED,),
    "request_reviews_filed": _REVIEW,
    "request_reviews_lost": _REVIEW,
    "request_lawsuits_filed": _LAWSUIT,
    "request_lawsuits_lost": _LAWSUIT,
}
"""The entries without any of which a measure does not count a request."""


@dataclass(frozen=True, slots=True)
class MeasuredRequest:
    """``received``: as it is counted (条例 第三十一条); ``outcome``: code of the reply kind, once closed."""

    id: int
    number: str
    agency: str
    received: date | None
    state: RequestState
    outcome: str | None


@dataclass(frozen=True, slots=True)
class RequestsBehind:
    """``ids``: the newest first. ``unread_before``: requests with a smaller id were not read; none where all were."""

    ids: array[int]
    unread_before: int | None


def requests_behind(
    session: Session,
    rulebook: Rulebook,
    period: Period,
    as_of: date,
    agencies: Select[int],
    measure: str,
    outcome: str | None = None,
    *,
    before: int | None = None,
    most_read: int | None = None,
) -> RequestsBehind:
    """The requests of ``agencies`` (a query of ids) that ``measure`` counts; with ``outcome`` those closed so.

    Logs are read from the newest on, or from the one before the id ``before``, until about ``most_read`` were read:
    a million of them takes as long as the figures themselves. KeyError for an unknown measure.
    """
    days = _days_by_agency(session, rulebook, agencies)
    wanted = select(Request).where(*_candidates(measure, period, as_of), Request.agency_id.in_(agencies))
    if before is not None:
        wanted = wanted.where(Request.id < before)
    found, read = array("q"), 0
    for requests in stream_requests(session, wanted, as_of, newest_first=True):
        for facts in requests:
            alone = tally_requests([facts], period, rulebook, days[facts.agency_id], as_of)
            if is_behind(alone, measure, outcome):
                found.append(facts.id)
        read += len(requests)
        if most_read is not None and read >= most_read:
            return RequestsBehind(found, requests[-1].id)
    return RequestsBehind(found, None)


def _candidates(measure: str, period: Period, as_of: date) -> tuple[ColumnElement[bool], ...]:
    """What a log must have to be counted, as far as the database can tell: few logs are read for what is rare."""
    if measure in _STILL_OPEN:
        return (not_ended(as_of),)
    if measure not in _NEEDS:
        return (can_count(period, as_of),)
    entry = (RequestEvent.request_id == Request.id, RequestEvent.kind.in_([kind.value for kind in _NEEDS[measure]]))
    return (can_count(period, as_of), exists().where(*entry, RequestEvent.happened_on <= as_of))


def measured_requests(session: Session, rulebook: Rulebook, ids: Sequence[int], as_of: date) -> list[MeasuredRequest]:
    """The requests with these ids as they stood on ``as_of``, in the order of ``ids``."""
    days = _days_by_agency(session, rulebook, select(Request.agency_id).where(Request.id.in_(ids)))
    rows = session.execute(
        select(Request, Agency.name).join(Agency, Agency.id == Request.agency_id).where(Request.id.in_(ids))
    ).all()
    found = {request.id: (request.number, agency) for request, agency in rows}
    logs = load_requests(session, [request for request, _ in rows], as_of)
    return [_measured(logs[id_].facts, *found[id_], rulebook, days, as_of) for id_ in ids if id_ in found]


def _measured(
    facts: RequestFacts, number: str, agency: str, rulebook: Rulebook, days: dict[int, WorkingDays], as_of: date
) -> MeasuredRequest:
    events = events_known_on(facts.events, as_of)
    walk = RequestWalk.through(events, rulebook, days[facts.agency_id])
    life = life_after(walk, events, as_of)
    return MeasuredRequest(facts.id, number, agency, life.received, state_after(walk, events, as_of), life.reply)


def _days_by_agency(session: Session, rulebook: Rulebook, agencies: Select[int]) -> dict[int, WorkingDays]:
    days = RegionalDays(rulebook.calendar)
    paths = session.execute(
        select(Agency.id, Region.path).join(Region, Region.code == Agency.region_code).where(Agency.id.in_(agencies))
    )
    return {id_: days.of(path) for id_, path in paths}
