"""The day that a value in a JSON record tells."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from collectors.websites.dates.date_forms import calendar_day, dates_alone, plain_digits, relative_day
from collectors.websites.dates.moments import day_of_moment, day_of_number

_SHORTEST: Final = 2
_LONGEST: Final = 40
_EPOCHS: Final = ("time", "seconds", "epochSecond", "$date")
_MOST_PARTS: Final = 12


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


def moment_in_parts(record: Mapping[str, Any]) -> Any | None:
    """The moment that an object is in parts (as systems in Java write theirs), as a value for `day_of_value`: its epoch
    number, or year, month and day; None for any other object."""
    for name in _EPOCHS:
        if isinstance(record.get(name), int) and len(record) <= _MOST_PARTS:
            return record[name]
    year = _number(record.get("year"))
    if year is None:
        return None
    month, day = (
        _number(record.get("monthValue", record.get("month"))),
        _number(record.get("dayOfMonth", record.get("day"))),
    )
    if month is not None and day is not None:
        return [year, month, day]
    rest = record.get("monthDay", record.get("md"))
    return f"{year}-{rest}" if isinstance(rest, str) else None


def _number(value: Any) -> int | None:
    if isinstance(value, str) and value.isdigit() and len(value) <= 4:
        return int(value)
    return value if type(value) is int else None
