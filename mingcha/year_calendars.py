"""One year of the calendar as the verb ``calendar`` shows it, and what a new notice would change in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from metrics.working_days import WorkingDays
from rulebook import Calendar, RegionalNotice, YearNotice
from rulebook.calendar_content import notice_from_content
from store.calendars import NATIONAL, in_force
from store.models import CalendarNotice


def changed_days(calendar: Calendar, notice: YearNotice) -> list[dict[str, Any]]:
    """Each day that ``notice`` sets otherwise than ``calendar`` does: date, and kind before and after (or none)."""
    before = _kinds(calendar, notice)
    after: dict[date, str] = {day.date: day.kind for day in notice.days}
    return [
        {"date": day.isoformat(), "was": before.get(day), "now": after.get(day)}
        for day in sorted(before.keys() | after.keys())
        if before.get(day) != after.get(day)
    ]


def _kinds(calendar: Calendar, notice: YearNotice) -> dict[date, str]:
    if isinstance(notice, RegionalNotice):
        added = calendar.regional.get(notice.region, {})
        return {day: "off" for day in added if day.year == notice.year}
    known = calendar.years.get(notice.year)
    return {day.date: day.kind for day in known.days} if known else {}


def year_calendar(working_days: WorkingDays, imported: Sequence[CalendarNotice], year: int) -> dict[str, Any]:
    """The notice in force for ``year``, its days, what regions added, and every ``imported`` version, oldest first."""
    notice = working_days.calendar.years.get(year)
    standing = _standing(imported)
    national = standing.pop(NATIONAL, None)
    return {
        "year": year,
        "title": notice.title if notice else None,
        "number": notice.number if notice else None,
        "status": notice.status if notice else None,
        "version": national.version if national else None,
        "working_days": working_days.count_between(date(year - 1, 12, 31), date(year, 12, 31)) if notice else None,
        "days": _days(notice) if notice else [],
        "regional": [_regional(row) for row in standing.values()],
        "versions": [_version(row) for row in imported],
    }


def _standing(imported: Sequence[CalendarNotice]) -> dict[str, CalendarNotice]:
    of_area = {area: in_force(row for row in imported if row.area == area) for area in {row.area for row in imported}}
    return {area: row for area, row in sorted(of_area.items()) if row is not None}


def _days(notice: YearNotice) -> list[dict[str, str]]:
    return [{"date": day.date.isoformat(), "kind": day.kind, "holiday": day.holiday} for day in notice.days]


def _regional(row: CalendarNotice) -> dict[str, Any]:
    notice = notice_from_content(row.content)
    return {"region": row.area, "number": notice.number, "version": row.version, "days": _days(notice)}


def _version(row: CalendarNotice) -> dict[str, Any]:
    known = {"area": row.area, "version": row.version, "number": row.content["number"], "file": row.file}
    if row.withdraws is not None:
        known |= {"withdraws": row.withdraws, "reason": row.content["reason"]}
    return {**known, "imported_at": row.imported_at.isoformat()}
