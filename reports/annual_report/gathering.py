"""Tables 3 and 4 of any agencies and year, from the log of requests, some hundreds of requests at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from alerts.facts import stream_requests
from metrics.annual_report import Place, RequestTable, remedies_table, requests_table
from metrics.facts import RequestFacts
from metrics.working_days import WorkingDays
from rulebook import ReportForm, Rulebook
from store.models import Agency, Region, Request

_AT_ONCE = 500


def agencies_below(session: Session, region: Region | None) -> list[Agency]:
    """The active agencies of the region's subtree, or all of them."""
    query = select(Agency).join(Region, Region.code == Agency.region_code).where(Agency.active)
    if region is not None:
        query = query.where(Region.path.startswith(region.path, autoescape=True))
    return list(session.scalars(query.order_by(Agency.id)))


def count_tables(
    session: Session, rulebook: Rulebook, form: ReportForm, agency_ids: Sequence[int], year: int, as_of: date
) -> tuple[RequestTable, dict[Place, int]]:
    """Tables 3 and 4 of the agencies together."""
    working_days = WorkingDays(rulebook.calendar)
    requests = requests_table((), year, form, rulebook, working_days, as_of)
    remedies = remedies_table((), year, form, as_of)
    for logs in _logs(session, agency_ids, as_of):
        requests += requests_table(logs, year, form, rulebook, working_days, as_of)
        more = remedies_table(logs, year, form, as_of)
        remedies = {place: number + more[place] for place, number in remedies.items()}
    return requests, remedies


def _logs(session: Session, agency_ids: Sequence[int], as_of: date) -> Iterator[list[RequestFacts]]:
    ids = iter(agency_ids)
    while chunk := list(islice(ids, _AT_ONCE)):
        yield from stream_requests(session, select(Request).where(Request.agency_id.in_(chunk)), as_of)
