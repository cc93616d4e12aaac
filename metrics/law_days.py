"""From instants to the days of the law: Asia/Shanghai."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def law_day(instant: datetime) -> date:
    """The day in Asia/Shanghai on which ``instant`` (aware) falls."""
    return instant.astimezone(SHANGHAI).date()


def law_minute(instant: datetime) -> str:
    """Date and time of day of ``instant`` in Asia/Shanghai, as people are shown it: 2026-11-20 09:00."""
    return instant.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


def quarter(day: date) -> str:
    """The calendar quarter of ``day``, such as 2026Q3."""
    return f"{day.year}Q{(day.month + 2) // 3}"


def first_day_of_quarter(day: date) -> date:
    """The first day of the calendar quarter of ``day``."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def next_quarter(day: date) -> date:
    """The first day of the quarter after that of ``day``."""
    first = first_day_of_quarter(day)
    return date(first.year + (first.month + 2) // 12, (first.month + 2) % 12 + 1, 1)


def months_after(day: date, months: int) -> date:
    """The same day of a later month; the last day of that month where it has no such day (民法典 第二百零二条)."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
