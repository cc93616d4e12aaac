"""What is known of each agency's report on a year, by the law room's own rule."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from alerts.days import end_of
from alerts.facts.annual_reports import IN_USE, PUBLISHED
from dashboard.places import in_place
from dashboard.scope import Scope
from metrics.annual_report.timeliness import ReportFacts, ReportLook, ReportSeen, ReportState, report_state
from metrics.facts import CheckOutcome
from metrics.law_days import law_day
from rulebook import Rulebook
from store.maintenance import within_maintenance
from store.models import Agency, AnnualReportEntry, Card, ColumnCheck, Finding, Region, Site, SiteColumn


@dataclass(frozen=True)
class ReportLine:
    """One agency with the state of its report. ``column_id``: where it is looked for; ``url``: of the report seen;
    ``card_id``: the newest card on it."""

    agency: str
    place: str
    kind: str
    state: ReportState
    submitted_on: date | None
    column_id: int | None
    url: str | None
    card_id: int | None = None


def report_lines(
    session: Session, scope: Scope, rulebook: Rulebook, year: int, today: date, region: str | None
) -> list[ReportLine]:
    """Return every active agency in scope, by place."""
    agencies = session.execute(
        select(Agency, Region.name)
        .join(Region, Region.code == Agency.region_code)
        .where(Agency.active, scope.sees(Agency.id), *([in_place(region)] if region else []))
        .order_by(Region.path, Agency.kind.desc(), Agency.id)
    ).all()
    looks, columns = _looks(session, scope, today)
    entries, cards = _entries(session, scope), _cards(session, scope, year)
    found = []
    for agency, place in agencies:
        own = entries[agency.id]
        published = [
            ReportSeen(e.year, e.happened_on, e.first_seen_on, e.site_column_id) for e in own if e.kind == PUBLISHED
        ]
        facts = ReportFacts(agency.id, agency.kind, looks[agency.id], published)
        of_year = [entry for entry in own if entry.year == year]
        submitted = [e.happened_on for e in of_year if e.kind != PUBLISHED and e.happened_on is not None]
        found.append(
            ReportLine(
                agency=agency.name,
                place=place,
                kind=agency.kind,
                state=report_state(facts, year, rulebook, today),
                submitted_on=min(submitted, default=None),
                column_id=columns.get(agency.id),
                url=next((e.url for e in of_year if e.kind == PUBLISHED and e.url), None),
                card_id=cards.get(agency.id),
            )
        )
    return found


def _looks(session: Session, scope: Scope, today: date) -> tuple[dict[int, list[ReportLook]], dict[int, int]]:
    """The newest look at each column of annual reports by agency, and one such column of each agency."""
    newest = (
        select(ColumnCheck.id)
        .where(
            ColumnCheck.site_column_id == SiteColumn.id,
            ColumnCheck.checked_at < end_of(today),
            ~within_maintenance(ColumnCheck.checked_at, SiteColumn.site_id),
        )
        .order_by(ColumnCheck.id.desc())
        .limit(1)
        .correlate(SiteColumn)
        .scalar_subquery()
    )
    rows = session.execute(
        select(Site.agency_id, SiteColumn.id, ColumnCheck)
        .join(Site, Site.id == SiteColumn.site_id)
        .outerjoin(ColumnCheck, ColumnCheck.id == newest)
        .where(*IN_USE, scope.sees(Site.agency_id))
        .order_by(SiteColumn.id)
    )
    looks: dict[int, list[ReportLook]] = defaultdict(list)
    columns: dict[int, int] = {}
    for agency_id, column_id, check in rows:
        columns.setdefault(agency_id, column_id)
        if check is not None:
            seen = CheckOutcome(check.outcome).seen
            looks[agency_id].append(ReportLook(check.id, column_id, law_day(check.checked_at), seen, check.items))
    return looks, columns


def _cards(session: Session, scope: Scope, year: int) -> dict[int, int]:
    """The newest card of each agency on its report on ``year``."""
    of_year = (Finding.rule == "AR-R", Finding.facts["year"].as_integer() == year)
    query = select(Card.agency_id, Card.id).join(Finding, Finding.id == Card.finding_id)
    rows = session.execute(query.where(*of_year, scope.sees(Card.agency_id)).order_by(Card.id))
    return {agency_id: card_id for agency_id, card_id in rows}


def _entries(session: Session, scope: Scope) -> dict[int, list[AnnualReportEntry]]:
    found: dict[int, list[AnnualReportEntry]] = defaultdict(list)
    rows = session.scalars(
        select(AnnualReportEntry).where(scope.sees(AnnualReportEntry.agency_id)).order_by(AnnualReportEntry.id)
    )
    for entry in rows:
        found[entry.agency_id].append(entry)
    return found
