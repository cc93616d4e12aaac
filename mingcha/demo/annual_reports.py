"""Columns of annual reports: one report a year, most of them in time, and the cards that follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Final

from mingcha.demo.expected import ExpectedCard, PlannedFault
from mingcha.demo.plan import AgencyPlan, ColumnPlan, SitePlan

CATEGORY: Final = "annual_report"
YEARS_SHOWN: Final = 5
LATE_SHARE: Final = 0.05


def with_reports(seed: int, as_of: date, column: ColumnPlan, kind: str) -> ColumnPlan:
    """The column with one report a year; a column that is stale or blank stays what it is, but for that."""
    if column.category != CATEGORY or column.newest is None and column.dated:
        return column
    draw = Random(f"{seed}:annual-reports:{column.path}")
    days = [day for day in column.dates if day <= as_of]
    newest = max(days)
    if newest + timedelta(days=column.limit_days) >= as_of:
        newest = _published(draw, as_of, kind)
    dates = tuple(_years_before(newest, years) for years in range(YEARS_SHOWN))
    if column.make == "pinned":
        dates = (_years_before(newest, YEARS_SHOWN), *dates)
    return replace(column, dates=dates)


def report_title(day: date) -> str:
    """What the report that was published on ``day`` is called."""
    return f"{day.year - 1}年政府信息公开工作年度报告"


def report_faults(site: SitePlan, agencies: Mapping[str, AgencyPlan], as_of: date) -> list[PlannedFault]:
    """The card for a report that was due and is not there, or was published late."""
    kind = agencies[site.agency_code].kind
    column = next(column for column in site.columns if column.category == CATEGORY)
    if not column.readable or site.in_maintenance:
        return []
    year = as_of.year - 1 if as_of > _last_day(as_of.year - 1, kind) else as_of.year - 2
    due = _last_day(year, kind)
    published = [day for day in column.dates if day.year - 1 == year]
    in_time = any(day <= due for day in published) if column.dated else bool(published)
    if in_time:
        return []
    card = ExpectedCard("AR-R", "agency", site.agency_code, due + timedelta(days=1), "red")
    return [PlannedFault(site.agency_code, card)]


def _published(draw: Random, as_of: date, kind: str) -> date:
    """A day of the report that is due on ``as_of``; a few are late."""
    year = as_of.year - 1 if as_of > _last_day(as_of.year - 1, kind) else as_of.year - 2
    last = _last_day(year, kind)
    if draw.random() < LATE_SHARE and last + timedelta(days=20) <= as_of:
        return last + timedelta(days=draw.randint(1, 20))
    return last - timedelta(days=draw.randint(0, 20))


def _last_day(year: int, kind: str) -> date:
    """条例 第四十九条, said a second time here on purpose."""
    return date(year + 1, 3, 31) if kind == "government" else date(year + 1, 1, 31)


def _years_before(day: date, years: int) -> date:
    return day.replace(year=day.year - years, day=min(day.day, 28))
