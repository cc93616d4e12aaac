"""A calendar as plain data and back, so that the one a matter was judged by can be kept beside it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from rulebook.calendar import Calendar, LocalDay, RegionalNotice, YearNotice


def notice_content(notice: YearNotice) -> dict[str, Any]:
    """The fields of a notice, ready for JSON."""
    return notice.model_dump(mode="json", exclude_none=True)


def notice_from_content(content: Mapping[str, Any]) -> YearNotice | RegionalNotice:
    """The notice that ``notice_content`` wrote down; a ``region`` makes it a regional one."""
    model = RegionalNotice if "region" in content else YearNotice
    return model.model_validate(dict(content), strict=False)


def calendar_content(calendar: Calendar) -> dict[str, Any]:
    """All of a calendar, ready for JSON."""
    return {
        "version": calendar.version,
        "notices": [notice_content(notice) for notice in calendar.years.values()],
        "off_days": _iso(calendar.off_days),
        "working_weekends": _iso(calendar.working_weekends),
        "regional": {
            code: {day.isoformat(): list(local) for day, local in sorted(days.items())}
            for code, days in sorted(calendar.regional.items())
        },
    }


def calendar_from_content(content: Mapping[str, Any]) -> Calendar:
    """The calendar that ``calendar_content`` wrote down."""
    national = Calendar.from_notices(content["version"], map(notice_from_content, content["notices"]))
    return replace(
        national,
        off_days=frozenset(map(date.fromisoformat, content["off_days"])),
        working_weekends=frozenset(map(date.fromisoformat, content["working_weekends"])),
        regional={
            code: {date.fromisoformat(day): LocalDay(*local) for day, local in days.items()}
            for code, days in content["regional"].items()
        },
    )


def _iso(days: frozenset[date]) -> list[str]:
    return sorted(day.isoformat() for day in days)
