"""The day that a value in a JSON record tells."""

from datetime import date
from typing import Any, Final

from collectors.websites.date_forms import calendar_day, dates_alone, plain_digits, relative_day
from collectors.websites.moments import day_of_moment, day_of_number

_SHORTEST: Final = 2
_LONGEST: Final = 40


def day_of_value(value: Any, today: date) -> date | None:
    """The day in Shanghai of a text, an epoch number or an array of year, month and day (as Java writes a local time).

    A day without a year is the latest that is past, as 昨天 and 3小时前 are counted from `today`.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return day_of_number(value)
    if isinstance(value, str) and _SHORTEST <= len(value) <= _LONGEST:
        text = plain_digits(value)
        return day_of_moment(text) or relative_day(text, today) or _latest_past(text, today)
    if isinstance(value, list) and 3 <= len(value) <= 7 and all(type(part) is int for part in value):
        return calendar_day(*value[:3])
    return None


def _latest_past(text: str, today: date) -> date | None:
    """11-18 as the latest such day that is past; only from signs that say month and day, not from any two numbers."""
    for form in dates_alone(text) if "-" in text or "月" in text else ():
        this_year = form.on(today.year)
        return this_year if this_year and this_year <= today else form.on(today.year - 1)
    return None
