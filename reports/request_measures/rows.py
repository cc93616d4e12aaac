"""The requests behind a figure, as they stood on the day of the figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from alerts.facts import load_requests, stream_requests
from metrics.annual_report.request_life import life_after
from metrics.facts import RequestFacts
from metrics.regional_days import RegionalDays
from metrics.request_clock import RequestState, state_after
from metrics.request_log import events_known_on
from metrics.request_measures import Period, is_behind, tally_requests
from metrics.request_walk import RequestWalk
from metrics.working_days import WorkingDays
from reports.request_measures.gathering import can_count
from rulebook import Rulebook
from store.models import Agency, Region, Request


@dataclass(frozen=True, slots=True)
class MeasuredRequest:
    """``received``: as it is counted (条例 第三十一条); ``outcome``: code of the reply kind, once closed."""

    id: int
    number: str
    agency: str
    received: date | None
    state: RequestState
    outcome: str | None


def requests_behind(
    session: Session,
    rulebook: Rulebook,
    period: Period,
    as_of: date,
    agencies: Select[int],
    measure: str,
    outcome: str | None = None,
) -> list[int]:
    """Ids of the requests of ``agencies`` (a query of ids) that ``measure`` counts; with ``outcome`` those closed so.

    KeyError for an unknown measure. Every log that the period can touch is read: as dear as the figures themselves.
    """
    days = _days_by_agency(session, rulebook, agencies)
    wanted = select(Request).where(can_count(period, as_of), Request.agency_id.in_(agencies))
    return [
        facts.id
        for requests in stream_requests(session, wanted, as_of)
        for facts in requests
        if is_behind(
            tally_requests([facts], period, rulebook, days[facts.agency_id], as_of),
            measure,
            outcome,
        )
    ]


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
