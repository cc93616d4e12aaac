"""Facts of an agency's annual reports: looks at its columns for them, and the reports known to be published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from alerts.days import end_of
from metrics.annual_report.timeliness import ReportFacts, ReportLook, ReportSeen
from metrics.facts import CheckOutcome
from metrics.law_days import law_day
from metrics.maintenance import counted
from store.maintenance import maintenance_of
from store.models import Agency, AnnualReportEntry, ColumnCheck, Site, SiteColumn

CATEGORY = "annual_report"
"""Category of the columns in which annual reports are looked for."""
PUBLISHED = "published"


def report_facts(session: Session, agency: Agency, as_of: date, *which: ColumnElement[bool]) -> ReportFacts:
    """The agency's reports, and of the looks at its columns those that meet ``which`` (conditions on ``ColumnCheck``
    and ``SiteColumn``), made on ``as_of`` or before and outside maintenance.
    """
    rows = session.execute(
        select(ColumnCheck, SiteColumn.site_id)
        .join(SiteColumn, SiteColumn.id == ColumnCheck.site_column_id)
        .join(Site, Site.id == SiteColumn.site_id)
        .where(Site.agency_id == agency.id, *IN_USE, ColumnCheck.checked_at < end_of(as_of), *which)
        .order_by(ColumnCheck.checked_at, ColumnCheck.id)
    ).all()
    windows = maintenance_of(session, {site_id for _, site_id in rows})
    looks = [_look(check) for check, site_id in rows if counted([check], windows.get(site_id, []))]
    return ReportFacts(agency.id, agency.kind, looks, _published(session, agency.id))


def newest_report_looks(session: Session, agency: Agency, as_of: date) -> ReportFacts:
    """The agency's reports, and the newest look at each of its columns for them."""
    newest = (
        select(ColumnCheck.id)
        .where(ColumnCheck.site_column_id == SiteColumn.id, ColumnCheck.checked_at < end_of(as_of))
        .order_by(ColumnCheck.id.desc())
        .limit(1)
        .correlate(SiteColumn)
        .scalar_subquery()
    )
    return report_facts(session, agency, as_of, ColumnCheck.id == newest)


def columns_by_agency(session: Session, agencies: Collection[int]) -> dict[int, list[int]]:
    """Ids of the columns of annual reports that each agency has in use."""
    found: dict[int, list[int]] = defaultdict(list)
    rows = session.execute(
        select(Site.agency_id, SiteColumn.id)
        .join(Site, Site.id == SiteColumn.site_id)
        .where(Site.agency_id.in_(agencies), *IN_USE)
    )
    for agency_id, column_id in rows:
        found[agency_id].append(column_id)
    return dict(found)


IN_USE: tuple[ColumnElement[bool], ...] = (
    SiteColumn.category == CATEGORY,
    SiteColumn.active.is_(True),
    Site.active.is_(True),
)
"""Conditions on ``SiteColumn`` and ``Site``: a column of annual reports that is looked at."""


def _published(session: Session, agency_id: int) -> list[ReportSeen]:
    rows = session.scalars(
        select(AnnualReportEntry)
        .where(AnnualReportEntry.agency_id == agency_id, AnnualReportEntry.kind == PUBLISHED)
        .order_by(AnnualReportEntry.id)
    )
    return [ReportSeen(row.year, row.happened_on, row.first_seen_on, row.site_column_id) for row in rows]


def _look(check: ColumnCheck) -> ReportLook:
    return ReportLook(
        check_id=check.id,
        column_id=check.site_column_id,
        day=law_day(check.checked_at),
        seen=CheckOutcome(check.outcome).seen,
        items=check.items,
        evidence_hash=check.evidence_hash,
    )
