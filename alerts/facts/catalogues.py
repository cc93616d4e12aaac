"""Facts of duties to publish: the item, its place, and looks at the place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from alerts.days import end_of
from alerts.facts.sites import column_facts, newest_column_look
from metrics.catalogue_findings import DutyFacts
from metrics.maintenance import counted
from store.maintenance import maintenance_of
from store.models import CatalogueDuty, CatalogueItem, ColumnCheck, SiteColumn


def load_duties(
    session: Session, duties: Sequence[CatalogueDuty], as_of: date, *which: ColumnElement[bool]
) -> list[DutyFacts]:
    """Facts of ``duties``, with those looks at their places that meet ``which`` (conditions on ``ColumnCheck`` and
    ``SiteColumn``), made on ``as_of`` or before and outside maintenance.
    """
    columns = _columns(session, duties)
    rows = session.scalars(
        select(ColumnCheck)
        .join(SiteColumn, SiteColumn.id == ColumnCheck.site_column_id)
        .where(SiteColumn.id.in_(columns), ColumnCheck.checked_at < end_of(as_of), *which)
        .order_by(ColumnCheck.id)
    )
    looks: dict[int, list[ColumnCheck]] = defaultdict(list)
    for check in rows:
        looks[check.site_column_id].append(check)
    windows = maintenance_of(session, {column.site_id for column in columns.values()})
    shown = {id_: counted(looks[id_], windows.get(column.site_id, [])) for id_, column in columns.items()}
    items = _items(session, duties)
    return [_facts(duty, items[duty.item_id], columns, shown) for duty in duties]


def newest_duty_look(session: Session, duty: CatalogueDuty, as_of: date) -> DutyFacts:
    """The duty with the newest look up to ``as_of`` that showed its place."""
    columns = _columns(session, [duty])
    shown = {id_: newest_column_look(session, column, as_of) for id_, column in columns.items()}
    return _facts(duty, _items(session, [duty])[duty.item_id], columns, shown)


def _columns(session: Session, duties: Sequence[CatalogueDuty]) -> dict[int, SiteColumn]:
    wanted = {duty.site_column_id for duty in duties if duty.site_column_id is not None}
    return {column.id: column for column in session.scalars(select(SiteColumn).where(SiteColumn.id.in_(wanted)))}


def _items(session: Session, duties: Sequence[CatalogueDuty]) -> dict[int, CatalogueItem]:
    wanted = {duty.item_id for duty in duties}
    return {item.id: item for item in session.scalars(select(CatalogueItem).where(CatalogueItem.id.in_(wanted)))}


def _facts(
    duty: CatalogueDuty,
    item: CatalogueItem,
    columns: dict[int, SiteColumn],
    looks: dict[int, list[ColumnCheck]],
) -> DutyFacts:
    column = columns.get(duty.site_column_id or 0)
    return DutyFacts(
        id=duty.id,
        agency_id=duty.agency_id,
        item=item.name,
        field=item.field,
        limit_days=item.limit_days,
        missing_since=duty.missing_since,
        column=column_facts(column, duty.agency_id, looks[column.id]) if column is not None else None,
    )
