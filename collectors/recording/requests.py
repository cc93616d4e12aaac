"""Requests of a log become rows: identity once, events appended."""

from collections.abc import Callable, Sequence, Set
from datetime import date, datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from collectors.recording.agencies import AgencyNames, UnknownAgency, agency_not_told
from collectors.recording.by_number import matters_of
from collectors.recording.event_log import ToldEvent, ToldLog, merge_logs
from collectors.requests.parsed_request import ParsedRequest
from collectors.tables.accounting import RowRefused
from store.insert import insert_new
from store.models import CollectorRun, Request, RequestEvent
from store.models.facts import REVIEW_AT_ONCE

Known = dict[tuple[int, str], ParsedRequest]
AgencyOf = Callable[[str], int]


def agency_finder(names: AgencyNames, default_agency: int | None) -> AgencyOf:
    """Whom a row means: the agency of that name, or the default where the row names none. Raises `RowRefused`."""
    found: dict[str, int] = {}

    def agency_of(name: str) -> int:
        if name in found:
            return found[name]
        try:
            found[name] = names.find(name) if name else _default(default_agency)
        except UnknownAgency as unknown:
            raise RowRefused("agency", unknown.reason, str(unknown)) from unknown
        return found[name]

    return agency_of


def _default(agency_id: int | None) -> int:
    if agency_id is None:
        raise agency_not_told()
    return agency_id


def record_requests(
    session: Session,
    run: CollectorRun,
    requests: Sequence[ParsedRequest],
    agency_of: AgencyOf,
    now: datetime,
    today: date,
    again: bool = False,
) -> int:
    """Record some requests of a file, each of another matter; returns how many brought something new.

    `again`: the file was taken in before, and only requests that its source has not told of are taken in now.
    """
    known: Known = {(agency_of(request.agency), request.number): request for request in requests}
    if not known:
        return 0
    rows = [
        {
            "agency_id": agency_id,
            "source_id": run.source_id,
            "number": number,
            "description": request.description or None,
            "applicant_hash": request.applicant_hash,
            "next_review_on": REVIEW_AT_ONCE,
        }
        for (agency_id, number), request in known.items()
    ]
    new = set(insert_new(session, Request, rows))
    stored = matters_of(session, Request, list(known))
    told = {row.id: _told(known[(row.agency_id, row.number)]) for row in stored}
    changed = merge_logs(session, RequestEvent, told, run, now, today, only_untold=again, new=new)
    renamed = set() if again else _tell_anew(session, known, stored, new)
    for_review = list(changed - new)
    if for_review:
        session.execute(update(Request).where(Request.id.in_(for_review)).values(next_review_on=REVIEW_AT_ONCE))
    return len(changed | new | renamed)


def _told(request: ParsedRequest) -> ToldLog:
    events = [ToldEvent(event.kind.value, event.on, event.detail) for event in request.events]
    kinds = frozenset(kind.value for kind in request.told_kinds)
    return ToldLog(events, kinds, request.row.number, request.sheet)


def _tell_anew(session: Session, known: Known, stored: Sequence[Request], new: Set[int]) -> set[int]:
    """What is no event: the words of the request, and who applied."""
    changed: set[int] = set()
    for row in stored:
        told = known[(row.agency_id, row.number)]
        values = {"description": told.description, "applicant_hash": told.applicant_hash}
        values = {name: value for name, value in values.items() if value and value != getattr(row, name)}
        if values and row.id not in new:
            session.execute(update(Request).where(Request.id == row.id).values(**values))
            changed.add(row.id)
    return changed
