"""Days that stand alone beneath a heading with their month: 12 under 2026年9月."""

import re
from datetime import date
from typing import Final

from collectors.websites.dates.date_forms import MONTH_NAME, MONTHS, calendar_day, plain_digits
from collectors.websites.lists.groups import Group, Record
from collectors.websites.lists.headings_between import YEAR_HEADING, headings_between
from collectors.websites.tree import Node

_MONTH_HEADING: Final = re.compile(
    r"[\s\[【(（]*(?:(?P<year>(?:19|20)\d\d)\s*[年./-]\s*(?P<month>\d{1,2})\s*月?份?|(?P<alone>\d{1,2})\s*月份?"
    rf"|(?P<named>{MONTH_NAME})[.,]?\s*(?P<of>(?:19|20)\d\d)?)[\s\]】)）:：]*",
    re.I,
)
_DAY: Final = re.compile(r"[\s\[【(（]*(\d{1,2})\s*[日号]?[\s\]】)）]*")


def days_beneath_months(group: Group) -> dict[Node, date]:
    """By entry its day, if each entry stands beneath a month and bears one number that is a day of it. Numbers 1, 2, 3
    are those of the entries."""
    months = _months(group)
    if not months:
        return {}
    found = {}
    for record in group.records:
        days = _numbers(record)
        day = calendar_day(*months[record.node], days[0]) if len(days) == 1 else None
        if day is None:
            return {}
        found[record.node] = day
    counted = [day.day for day in found.values()] == list(range(1, len(found) + 1))
    return {} if counted and len(found) > 1 else found


def _months(group: Group) -> dict[Node, tuple[int, int]]:
    """Year and month of each entry: of a heading, or of two (2026年, and beneath it 9月)."""
    headings = {node: _year_and_month(match) for node, match in headings_between(group, _MONTH_HEADING).items()}
    if all(year for year, _ in headings.values()):
        return headings
    years = headings_between(group, YEAR_HEADING)
    if not years or any(year for year, _ in headings.values()):
        return {}
    return {node: (int(years[node][1]), month) for node, (_, month) in headings.items()}


def _year_and_month(match: re.Match[str]) -> tuple[int, int]:
    """What a heading says; 0 for a year that it leaves to the heading above it."""
    if name := match["named"]:
        return int(match["of"] or 0), MONTHS[name[:3].lower()]
    return int(match["year"] or 0), int(match["month"] or match["alone"])


def _numbers(record: Record) -> list[int]:
    texts = (text.text for node in (record.node, *record.neighbours) for text in node.texts())
    return [int(match[1]) for text in texts if (match := _DAY.fullmatch(plain_digits(text)))]
