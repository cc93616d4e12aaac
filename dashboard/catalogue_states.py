"""How each duty of a catalogue stands today, told by the database: covered, too old, without a place, not checked.

The same answers as ``metrics.column_findings.column_state``, by the item's own limit where it has one.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select
from sqlalchemy.orm import Session, aliased

from alerts.days import start_of
from alerts.facts.sites import SEEN
from dashboard.scope import Scope
from rulebook import Rulebook
from store.maintenance import within_maintenance
from store.models import Agency, CatalogueDuty, CatalogueItem, ColumnCheck, Region, Site, SiteColumn

STATES = {
    "gap": "缺少公开位置",
    "stale": "超期或空白",
    "check_failed": "检查失败",
    "not_checked": "未检查",
    "covered": "已公开",
}
"""The worst first."""
STATE_SIGNS = {"gap": "■", "stale": "▲", "check_failed": "✕", "not_checked": "○", "covered": "✓"}

LAST, LAST_SEEN = aliased(ColumnCheck), aliased(ColumnCheck)


def duties(session: Session, scope: Scope, rulebook: Rulebook, today: date, *columns: Any) -> Select[Any]:
    """Select ``columns`` (or ``state_of``, ``limit_of``) of all duties in force and in scope.

    Joined are ``CatalogueDuty``, ``CatalogueItem``, ``Agency``, ``Region``, and where there is a place ``SiteColumn``,
    ``Site``, ``LAST`` (its newest look outside maintenance) and ``LAST_SEEN`` (the newest that showed it).
    """
    del session, rulebook
    return (
        select(*columns)
        .select_from(CatalogueDuty)
        .join(CatalogueItem, CatalogueItem.id == CatalogueDuty.item_id)
        .join(Agency, Agency.id == CatalogueDuty.agency_id)
        .join(Region, Region.code == Agency.region_code)
        .outerjoin(SiteColumn, and_(SiteColumn.id == CatalogueDuty.site_column_id, SiteColumn.active.is_(True)))
        .outerjoin(Site, Site.id == SiteColumn.site_id)
        .outerjoin(LAST, LAST.id == _newest_look(seen_only=False))
        .outerjoin(LAST_SEEN, LAST_SEEN.id == _newest_look(seen_only=True))
        .where(
            CatalogueItem.active,
            Agency.active,
            or_(CatalogueItem.in_force_from.is_(None), CatalogueItem.in_force_from <= today),
            scope.sees(CatalogueDuty.agency_id),
        )
    )


def limit_of(rulebook: Rulebook) -> ColumnElement[int | None]:
    """Calendar days that count for a duty: the item's, else the column's; a single page without a limit has none."""
    of_category = {code: one.limit_days for code, one in rulebook.column_categories.items() if one.is_column}
    return func.coalesce(
        CatalogueItem.limit_days, SiteColumn.limit_days, case(of_category, value=SiteColumn.category, else_=None)
    )


def state_of(session: Session, rulebook: Rulebook, today: date) -> ColumnElement[str]:
    """The state of a duty on ``today``, a key of ``STATES``."""
    trusted_from = start_of(today - timedelta(days=rulebook.limit("TRUST", "look_days")))
    limit = limit_of(rulebook)
    oldest = {days: today - timedelta(days=days) for days in _limits(session, rulebook)}
    too_old = LAST_SEEN.newest < case(oldest, value=limit, else_=literal(date.min))
    empty = or_(LAST_SEEN.items == 0, and_(limit.is_not(None), LAST_SEEN.newest.is_(None)))
    return case(
        (SiteColumn.id.is_(None), "gap"),
        (or_(LAST.id.is_(None), LAST.checked_at < trusted_from), "not_checked"),
        (LAST.outcome.not_in(SEEN), "check_failed"),
        (or_(empty, too_old), "stale"),
        else_="covered",
    )


def _limits(session: Session, rulebook: Rulebook) -> set[int]:
    """Every limit there is: the day before which an item is too old is worked out for each, not for each row."""
    of_items = session.scalars(select(CatalogueItem.limit_days).where(CatalogueItem.limit_days.is_not(None)).distinct())
    of_columns = session.scalars(select(SiteColumn.limit_days).where(SiteColumn.limit_days.is_not(None)).distinct())
    named = {one.limit_days for one in rulebook.column_categories.values()}
    return {days for days in [*of_items, *of_columns, *named] if days is not None}


def _newest_look(*, seen_only: bool) -> Any:
    query = select(ColumnCheck.id).where(
        ColumnCheck.site_column_id == SiteColumn.id,
        ~within_maintenance(ColumnCheck.checked_at, SiteColumn.site_id),
    )
    if seen_only:
        query = query.where(ColumnCheck.outcome.in_(SEEN))
    return query.order_by(ColumnCheck.id.desc()).limit(1).correlate(SiteColumn).scalar_subquery()
