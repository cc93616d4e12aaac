"""Rows in quarantine whose request a later file has told of: somebody has mended them on the way."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectors.recording.agencies import AgencyNames
from collectors.recording.jobs import Job
from collectors.recording.requests import agency_finder
from collectors.tables.accounting import RowRefused
from collectors.tables.cells import plain_text
from collectors.tables.headings import load_headings
from store.models import QuarantineRow, Request, RequestEvent


def told_since(session: Session, job: Job, rows: Sequence[QuarantineRow]) -> set[int]:
    """Ids of the rows (all under the same headings) whose request got an entry from a file after they were set aside.

    A row that names no number, or an agency that the registry does not know, tells of no request.
    """
    if job.kind != "request_log" or not rows:
        return set()
    headings = list(rows[0].raw)
    columns = load_headings("collectors.requests").with_assigned(job.profile.headings).columns_of(headings)
    if "number" not in columns:
        return set()
    agency_of = agency_finder(AgencyNames(session, job.region_code, job.limit), job.agency_id)
    found: set[int] = set()
    for row in rows:
        number = row.raw[headings[columns["number"]]]
        agency = row.raw[headings[columns["agency"]]] if "agency" in columns else None
        try:
            agency_id = agency_of("" if agency is None else plain_text(agency))
        except RowRefused:
            continue
        if number is not None and _has_news(session, agency_id, plain_text(number), row):
            found.add(row.id)
    return found


def _has_news(session: Session, agency_id: int, number: str, row: QuarantineRow) -> bool:
    query = select(RequestEvent.id).join(Request, Request.id == RequestEvent.request_id)
    query = query.where(Request.agency_id == agency_id, Request.number == number)
    since = (RequestEvent.run_id.is_not(None), RequestEvent.recorded_at > row.recorded_at)
    return session.scalar(query.where(*since).limit(1)) is not None
