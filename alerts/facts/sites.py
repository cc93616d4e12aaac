"""Facts of a website and its columns: the looks that no evaluation has used yet, and what was known before them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from alerts.days import end_of
from metrics import facts as judged
from metrics.facts import CheckOutcome
from metrics.law_days import law_day
from metrics.maintenance import Maintenance, counted
from store.maintenance import maintenance_of, outside
from store.models import ColumnCheck, Site, SiteCheck, SiteColumn

SEEN = [outcome.value for outcome in CheckOutcome if outcome.seen]


@dataclass(frozen=True, slots=True)
class LoadedSite:
    """One site. ``new``: only looks after the last evaluation; ``known``: with them what each column showed before."""

    known: judged.SiteFacts
    new: judged.SiteFacts
    newest_check_id: int
    newest_column_check_ids: dict[int, int]


def load_site(session: Session, site: Site, as_of: date) -> LoadedSite:
    """The looks of ``site`` after the marks of the last evaluation, and the last seen look before them."""
    until = end_of(as_of)
    windows = _windows(session, site.id)
    columns = _active_columns(session, site, lock=True)
    new = {
        column.id: _column_checks(session, column, ColumnCheck.id > column.reviewed_check_id, until_as_of(as_of))
        for column in columns
    }
    before = {column.id: _last_seen_column_check(session, column, windows) for column in columns}
    visits = list(
        session.scalars(
            select(SiteCheck)
            .where(SiteCheck.site_id == site.id, SiteCheck.id > site.reviewed_check_id, SiteCheck.checked_at < until)
            .order_by(SiteCheck.id)
        )
    )
    reviewed = (SiteCheck.id <= site.reviewed_check_id, *outside(SiteCheck.checked_at, windows))
    earlier = _last_seen_visit(session, site, *reviewed)
    known = {id_: [*before[id_], *new[id_]] for id_ in new}
    return LoadedSite(
        known=_site_facts(site, [*earlier, *visits], columns, known, windows),
        new=_site_facts(site, visits, columns, new, windows),
        newest_check_id=max((visit.id for visit in visits), default=site.reviewed_check_id),
        newest_column_check_ids={id_: checks[-1].id for id_, checks in new.items() if checks},
    )


def newest_site_looks(session: Session, site: Site, as_of: date) -> judged.SiteFacts:
    """What the site shows now: the newest look up to ``as_of`` that showed its home page and each column."""
    columns = _active_columns(session, site)
    windows = _windows(session, site.id)
    looks = {column.id: newest_column_look(session, column, as_of) for column in columns}
    visits = _last_seen_visit(session, site, until_visit(as_of), *outside(SiteCheck.checked_at, windows))
    return _site_facts(site, visits, columns, looks, windows)


def newest_column_look(session: Session, column: SiteColumn, as_of: date) -> list[ColumnCheck]:
    """The newest look up to ``as_of`` that showed the column outside maintenance; empty when there is none."""
    counts = outside(ColumnCheck.checked_at, _windows(session, column.site_id))
    return _last_seen(session, ColumnCheck.site_column_id == column.id, until_as_of(as_of), *counts)


def column_facts(column: SiteColumn, agency_id: int, checks: Sequence[ColumnCheck]) -> judged.ColumnFacts:
    """Facts of one column and these looks at it."""
    return judged.ColumnFacts(
        id=column.id,
        agency_id=agency_id,
        site_id=column.site_id,
        category=column.category,
        limit_days=column.limit_days,
        checks=[_column_check(check) for check in checks],
    )


def until_as_of(as_of: date) -> ColumnElement[bool]:
    """Looks at columns made on ``as_of`` or before."""
    return ColumnCheck.checked_at < end_of(as_of)


def until_visit(as_of: date) -> ColumnElement[bool]:
    """Visits of home pages made on ``as_of`` or before."""
    return SiteCheck.checked_at < end_of(as_of)


def _active_columns(session: Session, site: Site, lock: bool = False) -> list[SiteColumn]:
    rows = select(SiteColumn).where(SiteColumn.site_id == site.id, SiteColumn.active).order_by(SiteColumn.id)
    return list(session.scalars(rows.with_for_update(key_share=True) if lock else rows))


def _column_checks(session: Session, column: SiteColumn, *which: ColumnElement[bool]) -> list[ColumnCheck]:
    rows = select(ColumnCheck).where(ColumnCheck.site_column_id == column.id, *which).order_by(ColumnCheck.id)
    return list(session.scalars(rows))


def _windows(session: Session, site_id: int) -> list[Maintenance]:
    return maintenance_of(session, [site_id]).get(site_id, [])


def _last_seen_column_check(session: Session, column: SiteColumn, windows: Sequence[Maintenance]) -> list[ColumnCheck]:
    reviewed = (ColumnCheck.site_column_id == column.id, ColumnCheck.id <= column.reviewed_check_id)
    return _last_seen(session, *reviewed, *outside(ColumnCheck.checked_at, windows))


def _last_seen(session: Session, *which: ColumnElement[bool]) -> list[ColumnCheck]:
    seen = ColumnCheck.outcome.in_(SEEN)
    return list(session.scalars(select(ColumnCheck).where(*which, seen).order_by(ColumnCheck.id.desc()).limit(1)))


def _last_seen_visit(session: Session, site: Site, *which: ColumnElement[bool]) -> list[SiteCheck]:
    """The newest visit that showed items; one without says nothing of what the home page is like."""
    shown = (SiteCheck.outcome.in_(SEEN), SiteCheck.items > 0)
    rows = select(SiteCheck).where(SiteCheck.site_id == site.id, *which, *shown)
    return list(session.scalars(rows.order_by(SiteCheck.id.desc()).limit(1)))


def _site_facts(
    site: Site,
    visits: Sequence[SiteCheck],
    columns: Sequence[SiteColumn],
    checks: dict[int, list[ColumnCheck]],
    windows: Sequence[Maintenance],
) -> judged.SiteFacts:
    """Looks within ``windows`` are left out here, whoever loaded them: they prove nothing (rule MAINT)."""
    return judged.SiteFacts(
        id=site.id,
        agency_id=site.agency_id,
        checks=[_site_check(visit) for visit in counted(visits, windows)],
        columns=[column_facts(column, site.agency_id, counted(checks[column.id], windows)) for column in columns],
    )


def _column_check(check: ColumnCheck) -> judged.ColumnCheck:
    return judged.ColumnCheck(
        id=check.id,
        checked_at=check.checked_at,
        outcome=CheckOutcome(check.outcome),
        newest=check.newest,
        items=check.items,
        dated=check.dated,
        seen_since=check.seen_since or law_day(check.checked_at),
        evidence_hash=check.evidence_hash,
    )


def _site_check(check: SiteCheck) -> judged.SiteCheck:
    return judged.SiteCheck(
        id=check.id,
        checked_at=check.checked_at,
        outcome=CheckOutcome(check.outcome),
        elapsed_ms=check.elapsed_ms or 0,
        newest=check.newest,
        items=check.items,
        seen_since=check.seen_since or law_day(check.checked_at),
    )
