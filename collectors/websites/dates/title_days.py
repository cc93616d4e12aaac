"""Days without a year at the ends of titles: 某某旗召开会议 9月5日.

One such title may speak of what it is about; where every title of a list ends so, it is the list's way of dating.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from collectors.websites.dates.date_forms import DateForm, calendar_day, plain_digits
from collectors.websites.dates.entry_dates import resolve

_LEAST: Final = 3
_AT_END: Final = re.compile(r"\S\s+(\d{1,2})(?:月(\d{1,2})日|[-/.](\d{1,2}))$")


def days_at_ends(titles: Sequence[str], today: date) -> list[date]:
    """For each title the day at its end, the latest that is past; empty if not every title has one."""
    if len(titles) < _LEAST:
        return []
    matches = [_AT_END.search(plain_digits(title)) for title in titles]
    found = [day for match in matches if match and (day := _day(match, today))]
    return found if len(found) == len(titles) else []


def _day(match: re.Match[str], today: date) -> date | None:
    month, day = int(match[1]), int(match[2] or match[3])
    if calendar_day(2000, month, day) is None:
        return None
    return resolve(DateForm(None, month, day, match.start(1), match.end()), None, today)
