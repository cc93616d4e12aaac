"""How many open requests fall due on each day."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dashboard.request_filter import RequestFilter
from dashboard.request_standing import DueHorizon, is_due
from dashboard.scope import Scope
from store.models import Agency, Region, Request


def count_by_due_day(
    session: Session, scope: Scope, wanted: RequestFilter, horizon: DueHorizon, first: date, last: date
) -> dict[date, int]:
    """Return the number of open requests by due day, from ``first`` through ``last``; days without any are left out."""
    rows = session.execute(
        select(Request.due_on, func.count())
        .select_from(Request)
        .join(Agency, Agency.id == Request.agency_id)
        .join(Region, Region.code == Agency.region_code)
        .where(*wanted.conditions(scope, horizon), is_due(), Request.due_on.between(first, last))
        .group_by(Request.due_on)
    )
    return {day: number for day, number in rows if day is not None}
