"""Tables 3 and 4 of any agencies and year, from the log of requests, some hundreds of requests at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from alerts.evaluation.context import in_batches
from alerts.facts import stream_requests
from metrics.annual_report import Place, RequestTable, remedies_table, requests_table
from metrics.facts import RequestFacts
from metrics.regional_days import regional_days
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
    """Tables 3 and 4 of the agencies together, each request by the working days of its agency's region."""
    days = regional_days(rulebook.calendar)
    requests = requests_table((), year, form, rulebook, days.national, as_of)
    remedies = remedies_table((), year, form, as_of)
    for region, logs in _logs(session, agency_ids, as_of):
        requests += requests_table(logs, year, form, rulebook, days.of(region), as_of)
        more = remedies_table(logs, year, form, as_of)
        remedies = {place: number + more[place] for place, number in remedies.items()}
    return requests, remedies


def _logs(session: Session, agency_ids: Sequence[int], as_of: date) -> Iterator[tuple[str, list[RequestFacts]]]:
    """Some hundreds of requests at a time with the path of the region that their agencies belong to."""
    for region, ids in _by_region(session, agency_ids).items():
        for chunk in in_batches(ids, _AT_ONCE):
            for logs in stream_requests(session, select(Request).where(Request.agency_id.in_(chunk)), as_of):
                yield region, logs


def _by_region(session: Session, agency_ids: Sequence[int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for chunk in in_batches(agency_ids, _AT_ONCE):
        rows = select(Agency.id, Region.path).join(Region, Region.code == Agency.region_code)
        for id_, path in session.execute(rows.where(Agency.id.in_(chunk)).order_by(Agency.id)):
            found[path].append(id_)
    return found
