"""Requests of a log become rows: identity once, events appended."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from sqlalchemy import select, tuple_, update
from sqlalchemy.orm import Session

from collectors.recording.agencies import AgencyNames, UnknownAgency, agency_not_told
from collectors.recording.event_log import ToldEvent, ToldLog, merge_logs
from collectors.requests.parsed_request import ParsedRequest
from collectors.tables.accounting import FileReading, RowRefused, repeated_number
from store.insert import insert_new
from store.models import CollectorRun, Request, RequestEvent
from store.models.facts import REVIEW_AT_ONCE

_AT_ONCE = 400
Known = dict[tuple[int, str], ParsedRequest]


def record_requests(
    session: Session,
    run: CollectorRun,
    reading: FileReading[ParsedRequest],
    names: AgencyNames,
    default_agency: int | None,
    now: datetime,
    today: date,
    again: bool = False,
) -> tuple[int, int]:
    """Record all requests of a file; returns how many rows brought something new and how many did not.

    Rows whose agency is not in the registry are refused into `reading`; those that name none belong to the default.
    `again`: the file was taken in before, and only requests that its source has not told of are taken in now.
    """
    accepted = unchanged = 0
    seen: Known = {}
    for known, repeated in _batches(reading, names, default_agency, seen):
        unchanged += repeated
        changed = _record_batch(session, run, known, now, today, again)
        accepted += changed
        unchanged += len(known) - changed
    return accepted, unchanged


def _batches(
    reading: FileReading[ParsedRequest], names: AgencyNames, default_agency: int | None, seen: Known
) -> Iterator[tuple[Known, int]]:
    """Requests by agency and number, some hundreds at a time, with the number of rows that only repeat.

    Two names of one agency (甲局, 某市甲局) may hide a repetition from the reader of the file; it is found here.
    """
    batch: Known = {}
    repeated = 0
    for request in reading.facts:
        try:
            key = (_agency(request, names, default_agency), request.number)
            earlier = seen.setdefault(key, request)
            if earlier is not request and earlier.content == request.content:
                repeated += 1
                continue
            if earlier is not request:
                raise repeated_number(request.number, earlier.row)
        except RowRefused as refusal:
            reading.refuse(request.row, refusal)
            continue
        batch[key] = request
        if len(batch) == _AT_ONCE:
            yield batch, repeated
            batch, repeated = {}, 0
    yield batch, repeated


def _agency(request: ParsedRequest, names: AgencyNames, default_agency: int | None) -> int:
    if request.agency:
        try:
            return names.find(request.agency)
        except UnknownAgency as unknown:
            raise RowRefused("agency", unknown.reason, str(unknown)) from unknown
    if default_agency is None:
        raise agency_not_told()
    return default_agency


def _record_batch(session: Session, run: CollectorRun, known: Known, now: datetime, today: date, again: bool) -> int:
    if not known:
        return 0
    rows = [
        {
            "agency_id": agency_id,
            "source_id": run.source_id,
            "number": number,
            "description": request.description or None,
            "next_review_on": REVIEW_AT_ONCE,
        }
        for (agency_id, number), request in known.items()
    ]
    new = set(insert_new(session, Request, rows))
    stored = _stored(session, list(known))
    told = {request_id: _told(known[key]) for key, (request_id, _) in stored.items()}
    changed = merge_logs(session, RequestEvent, told, run, now, today, only_untold=again)
    renamed = set() if again else _describe_anew(session, known, stored, new)
    for_review = list(changed - new)
    if for_review:
        session.execute(update(Request).where(Request.id.in_(for_review)).values(next_review_on=REVIEW_AT_ONCE))
    return len(changed | new | renamed)


def _stored(session: Session, keys: Sequence[tuple[int, str]]) -> dict[tuple[int, str], tuple[int, str | None]]:
    query = select(Request.agency_id, Request.number, Request.id, Request.description)
    query = query.where(tuple_(Request.agency_id, Request.number).in_(keys))
    return {(agency, number): (identity, words) for agency, number, identity, words in session.execute(query)}


def _told(request: ParsedRequest) -> ToldLog:
    events = [ToldEvent(event.kind.value, event.on, event.detail) for event in request.events]
    return ToldLog(events, frozenset(kind.value for kind in request.told_kinds))


def _describe_anew(
    session: Session, known: Known, stored: dict[tuple[int, str], tuple[int, str | None]], new: set[int]
) -> set[int]:
    changed: set[int] = set()
    for key, (request_id, words) in stored.items():
        told = known[key].description
        if told and told != words and request_id not in new:
            session.execute(update(Request).where(Request.id == request_id).values(description=told))
            changed.add(request_id)
    return changed
