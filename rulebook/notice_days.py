"""Days as a notice's CSV writes them: one day or a range of days."""

import re
from datetime import date, timedelta
from typing import Final

_DAY: Final = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_RANGE: Final = re.compile(r"\s*(?:\.\.+|…+|至|到|~|—+|–)\s*")
_LONGEST_RANGE: Final = 31


def read_days(cell: str) -> list[date]:
    """The days of 2027-02-06, 2027年2月6日 or a range 2027-02-06..2027-02-12, both ends with it; else ValueError."""
    if not cell:
        raise ValueError("missing")
    parts = _RANGE.split(cell)
    if len(parts) > 2:
        raise ValueError(f"'{cell}' is neither a date like 2027-02-06 nor a range like 2027-02-06..2027-02-12")
    first, last = _read_day(parts[0]), _read_day(parts[-1])
    if not 0 <= (last - first).days < _LONGEST_RANGE:
        raise ValueError(f"'{cell}' ends before it begins, or is longer than {_LONGEST_RANGE} days")
    return [first + timedelta(days=i) for i in range((last - first).days + 1)]


def _read_day(text: str) -> date:
    match = _DAY.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"'{text}' is neither a date like 2027-02-06 nor a range like 2027-02-06..2027-02-12")
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise ValueError(f"'{text}' is not a day of the calendar") from None
