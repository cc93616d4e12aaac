"""Which days of a month count for the place that is shown, and which are off only in some regions below it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.pages.request_month.month import Month
from dashboard.request_filter import RequestFilter
from dashboard.scope import Scope
from dashboard.services import Services
from metrics.working_days import DayLine
from store.models import Agency, Region


@dataclass(frozen=True)
class MonthDays:
    """``lines``: each day of the month for the whole place. ``local``: where in it a day is off besides, in words."""

    lines: Mapping[date, DayLine]
    local: Mapping[date, str]


def month_days(session: Session, services: Services, scope: Scope, wanted: RequestFilter, month: Month) -> MonthDays:
    """Return the days of ``month`` for the agency or region of ``wanted``, else for all that the user sees."""
    path = _path(session, scope, wanted)
    days = services.working_days_of(path)
    lines = {line.date: line for line in days.explain(month.first - timedelta(days=1), month.last)}
    off_below: dict[date, list[str]] = defaultdict(list)
    regional = services.rulebook.calendar.regional
    if regional and not wanted.agency:
        below = select(Region).where(Region.code.in_(regional), Region.path.startswith(path, autoescape=True))
        for region in session.scalars(below.order_by(Region.path)):
            for day, local in regional[region.code].items():
                if day in lines and lines[day].counts:
                    off_below[day].append(f"{region.name}放假（{local.holiday}，{local.source}）")
    return MonthDays(lines, {day: "；".join(words) for day, words in off_below.items()})


def _path(session: Session, scope: Scope, wanted: RequestFilter) -> str:
    """The chain of codes of the place; nothing where it is the whole country's calendar that counts."""
    agency = wanted.agency_id or scope.agency_id
    if agency is not None:
        of_agency = select(Region.path).join(Agency, Agency.region_code == Region.code)
        return session.scalar(of_agency.where(Agency.id == agency, scope.sees(Agency.id))) or ""
    if wanted.region:
        return session.scalar(select(Region.path).where(Region.code == wanted.region)) or ""
    return scope.region_path or ""
