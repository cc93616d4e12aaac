"""Tallies of each agency from the logs in the store; what a period cannot touch is not read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, exists, not_, select
from sqlalchemy.orm import Session, aliased

from alerts.facts import stream_requests
from metrics.facts import RequestEventKind, RequestFacts
from metrics.regional_days import RegionalDays
from metrics.request_measures import Period, RequestTally, tally_requests
from rulebook import Rulebook
from store.models import Agency, Region, Request, RequestEvent

ENDS = [kind.value for kind in (RequestEventKind.REPLIED, RequestEventKind.WITHDRAWN, RequestEventKind.TRANSFERRED)]


@dataclass(frozen=True, slots=True)
class AgencyTally:
    """One agency and its counts. ``region_path``: codes from the province down, each followed by a slash."""

    id: int
    code: str
    name: str
    region_path: str
    tally: RequestTally


def agency_tallies(
    session: Session, rulebook: Rulebook, period: Period, as_of: date, below: str = ""
) -> list[AgencyTally]:
    """The counts of every agency in the order of the divisions; inactive ones only where they have a log.

    ``below``: path of the region whose agencies, and those of what is below it, are meant; else all.
    """
    agencies = session.execute(
        select(Agency.id, Agency.code, Agency.name, Agency.active, Region.path, _has_log(as_of))
        .join(Region, Region.code == Agency.region_code)
        .where(Region.path.startswith(below, autoescape=True))
        .order_by(Region.path, Agency.name)
    ).all()
    found = _tallies(session, rulebook, period, as_of, below, {id_: path for id_, _, _, _, path, _ in agencies})
    return [
        AgencyTally(id_, code, name, path, RequestTally(logged=logged) + found[id_])
        for id_, code, name, active, path, logged in agencies
        if active or logged
    ]


def _tallies(
    session: Session, rulebook: Rulebook, period: Period, as_of: date, below: str, paths: Mapping[int, str]
) -> dict[int, RequestTally]:
    """Counts by agency, each by the working days of its region, whose path is in ``paths``."""
    days = RegionalDays(rulebook.calendar)
    found: dict[int, RequestTally] = defaultdict(RequestTally)
    wanted = select(Request).where(can_count(period, as_of))
    if below:
        inside = select(Agency.id).join(Region, Region.code == Agency.region_code)
        wanted = wanted.where(Request.agency_id.in_(inside.where(Region.path.startswith(below, autoescape=True))))
    for requests in stream_requests(session, wanted, as_of):
        for id_, of_agency in _by_agency(requests).items():
            found[id_] += tally_requests(of_agency, period, rulebook, days.of(paths[id_]), as_of)
    return found


def _by_agency(requests: Iterable[RequestFacts]) -> dict[int, list[RequestFacts]]:
    grouped: dict[int, list[RequestFacts]] = defaultdict(list)
    for request in requests:
        grouped[request.agency_id].append(request)
    return grouped


def can_count(period: Period, as_of: date) -> ColumnElement[bool]:
    """Whether no entry that stands had ended the request before the period began."""
    return not_ended(min(as_of, period.first - timedelta(days=1)))


def not_ended(on: date) -> ColumnElement[bool]:
    """Whether no entry that stands ended the request on that day or before."""
    end, correction = aliased(RequestEvent), aliased(RequestEvent)
    corrected = exists().where(correction.request_id == end.request_id, correction.corrects_id == end.id)
    return not_(
        exists().where(end.request_id == Request.id, end.kind.in_(ENDS), end.happened_on <= on, not_(corrected))
    )


def _has_log(as_of: date) -> ColumnElement[bool]:
    joined = Request.id == RequestEvent.request_id
    return exists().where(Request.agency_id == Agency.id, joined, RequestEvent.happened_on <= as_of)
