"""Days of machine-written moments: ISO 8601 with its zone, epoch seconds and milliseconds."""

import re
from datetime import UTC, date, datetime
from typing import Final

from collectors.websites.dates.date_forms import calendar_day, dates_alone
from metrics.law_days import SHANGHAI, law_day

_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?\s*(?:Z|[+-]\d\d:?\d\d)", re.I)
_RUN_TOGETHER: Final = re.compile(r"\s*((?:19|20)\d{6})(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?\s*")
"""20260916093000, 202609160930: day and time without signs."""
_EPOCH_IN_TEXT: Final = re.compile(r"\s*(?:/Date\()?(\d{10}|\d{13})(?:[+-]\d{4})?(?:\)/)?\s*")
_FIRST_SECOND: Final = 631_152_000
"""1990-01-01T00:00:00Z; smaller numbers are ids and counts."""
_LAST_SECOND: Final = 4_102_444_800


def day_of_moment(text: str) -> date | None:
    """The day in Shanghai of a moment written for machines; the day as written where no zone is given.

    A page that hands its server's midnight to a script writes 2026-09-15T16:00:00Z for the 16th.
    """
    iso = _ISO.search(text)
    if iso:
        try:
            moment = datetime.fromisoformat(re.sub(r"\s+(?=[Zz+-])", "", iso.group(0)).replace(",", "."))
            day = law_day(moment)
            return calendar_day(day.year, day.month, day.day)
        except (ValueError, OverflowError):
            pass
    epoch = _EPOCH_IN_TEXT.fullmatch(text)
    if epoch:
        return day_of_number(int(epoch.group(1)))
    run = _RUN_TOGETHER.fullmatch(text)
    if run:
        return day_of_number(int(run.group(1)))
    return next((form.on() for form in dates_alone(text) if form.year is not None), None)


def day_of_number(number: float) -> date | None:
    """The day in Shanghai of epoch seconds or milliseconds, or of 20260916 with or without a time; else None."""
    if 19900101 <= number <= 20991231:
        whole = int(number)
        return calendar_day(whole // 10000, whole // 100 % 100, whole % 100)
    if 10**13 < number < 10**14 and (run := _RUN_TOGETHER.fullmatch(str(int(number)))):
        return day_of_number(int(run.group(1)))
    seconds = number / 1000 if number > 10**11 else number
    if not _FIRST_SECOND <= seconds <= _LAST_SECOND:
        return None
    return datetime.fromtimestamp(seconds, UTC).astimezone(SHANGHAI).date()
