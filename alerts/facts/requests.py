"""Facts of requests (依申请公开)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from alerts.facts.log import LoadedLog, by_matter, effective, up_to
from metrics import facts as judged
from store.models import Request, RequestEvent

AT_ONCE = 500


def load_requests(
    session: Session, requests: Sequence[Request], as_of: date
) -> dict[int, LoadedLog[judged.RequestFacts]]:
    """Facts of ``requests`` by their id."""
    wanted = [request.id for request in requests]
    rows = session.scalars(select(RequestEvent).where(RequestEvent.request_id.in_(wanted)).order_by(RequestEvent.id))
    logs = by_matter((row.request_id, row) for row in rows)
    return {request.id: _loaded(request, logs.get(request.id, []), as_of) for request in requests}


def stream_requests(
    session: Session, wanted: Select[Request], as_of: date, *, newest_first: bool = False
) -> Iterator[list[judged.RequestFacts]]:
    """Facts of the ``wanted`` requests by their id, some hundreds at a time; the session forgets their rows."""
    query = wanted.order_by(Request.id.desc() if newest_first else Request.id).limit(AT_ONCE)
    further = query
    while requests := list(session.scalars(further)):
        last = requests[-1].id
        yield [log.facts for log in load_requests(session, requests, as_of).values()]
        session.expunge_all()  # memory stays the same however many there are
        further = query.where(Request.id < last if newest_first else Request.id > last)


def _loaded(request: Request, log: Sequence[RequestEvent], as_of: date) -> LoadedLog[judged.RequestFacts]:
    known, next_entry_on = up_to(effective(log), as_of)
    events = [
        judged.RequestEvent(judged.RequestEventKind(entry.kind), entry.happened_on, entry.detail) for entry in known
    ]
    return LoadedLog(judged.RequestFacts(request.id, request.agency_id, events), next_entry_on)
