"""The reminders that the catalogue must lead to: gaps, and items older than they may be."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from mingcha.demo.expected import ExpectedCard, PlannedFault
from mingcha.demo.plan import ColumnPlan, DutyPlan, SitePlan


def catalogue_faults(duties: Iterable[DutyPlan], sites: Iterable[SitePlan], as_of: date) -> list[PlannedFault]:
    """Every reminder after the catalogue was imported and all columns were looked at, both on ``as_of``."""
    shown = {column.path: (site, column) for site in sites for column in site.columns}
    found = []
    for duty in duties:
        subject = f"{duty.agency_code}/{duty.item.code}"
        if duty.column_path is None:
            card = ExpectedCard("CAT-GAP", "catalogue", subject, as_of, "blue")
            found.append(PlannedFault(duty.agency_code, card))
            continue
        since = _too_old_since(duty, *shown[duty.column_path])
        if since is not None and since <= as_of:
            card = ExpectedCard("CAT-OLD", "catalogue", subject, since, "blue")
            found.append(PlannedFault(duty.agency_code, card))
    return found


def _too_old_since(duty: DutyPlan, site: SitePlan, column: ColumnPlan) -> date | None:
    """Only where the item's limit is the shorter one: otherwise the column's own card says it."""
    limit, newest = duty.item.limit_days, column.newest
    if limit is None or newest is None or limit >= column.limit_days:
        return None
    if site.in_maintenance or not column.readable:
        return None
    return newest + timedelta(days=limit + 1)
