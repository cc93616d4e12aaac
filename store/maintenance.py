"""Times of maintenance as they stand: those that were cancelled count no more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, not_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from metrics.maintenance import Maintenance
from store.models import MaintenanceWindow


def maintenance_of(session: Session, site_ids: Collection[int]) -> dict[int, list[Maintenance]]:
    """Windows by site, oldest first; sites without one are left out."""
    found: dict[int, list[Maintenance]] = defaultdict(list)
    rows = session.scalars(
        select(MaintenanceWindow)
        .where(MaintenanceWindow.site_id.in_(site_ids), MaintenanceWindow.cancelled_at.is_(None))
        .order_by(MaintenanceWindow.starts_at, MaintenanceWindow.id)
    )
    for row in rows:
        found[row.site_id].append(Maintenance(row.starts_at, row.ends_at))
    return dict(found)


def outside(moment: InstrumentedAttribute[datetime], windows: Sequence[Maintenance]) -> tuple[ColumnElement[bool], ...]:
    """Conditions that ``moment`` lies in none of ``windows``."""
    return tuple(not_((moment >= window.starts_at) & (moment < window.ends_at)) for window in windows)


def within_maintenance(
    moment: InstrumentedAttribute[datetime], site_id: InstrumentedAttribute[int]
) -> ColumnElement[bool]:
    """Condition that ``moment`` lies in a window of the site; for lists of many sites."""
    window = select(MaintenanceWindow.id).where(
        MaintenanceWindow.site_id == site_id,
        MaintenanceWindow.cancelled_at.is_(None),
        moment >= MaintenanceWindow.starts_at,
        moment < MaintenanceWindow.ends_at,
    )
    return window.correlate_except(MaintenanceWindow).exists()
