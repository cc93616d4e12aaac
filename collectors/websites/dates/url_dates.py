"""Dates written into the addresses of articles, such as /202607/t20260716_123.html."""

import re
from datetime import date
from typing import Final

from collectors.websites.dates.date_forms import calendar_day

_FORMS: Final = (
    re.compile(r"[/_\-=tT]((?:19|20)\d\d)(\d\d)(\d\d)(?=[_/.\-&]|$)"),
    re.compile(r"/((?:19|20)\d\d)[-_](\d{1,2})[-_](\d{1,2})(?=[-/_.?&]|$)"),
    # /2026/10/13.html is the thirteenth file of a month, or of an issue.
    re.compile(r"/((?:19|20)\d\d)/(\d{1,2})[-/_](\d{1,2})(?=[-/_?&]|$)"),
    re.compile(r"/((?:19|20)\d\d)(\d\d)/(\d\d)(?=/)"),
    re.compile(r"/((?:19|20)\d\d)-?(\d\d)/(\d\d)(?=[/_])"),
    re.compile(r"[/_]((?:20)\d\d)(\d\d)(\d\d)[0-2]\d[0-5]\d[0-5]\d\d*(?=[_/.\-&]|$)"),
    re.compile(r"=((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})(?=&|$)"),
)

_SHORT_YEAR: Final = re.compile(r"/([012]\d)/(\d\d)(\d\d)/\d\d/[A-Z0-9]{12,20}\.html?")
"""A portal's /26/0916/08/FGHIJKLM00018990.html."""


def date_in_url(url: str) -> date | None:
    """The day in an address, or None. Year and month alone are not a day."""
    short = _SHORT_YEAR.search(url[:500])
    if short:
        return calendar_day(2000 + int(short[1]), int(short[2]), int(short[3]))
    if "20" not in url and "19" not in url:
        return None
    for form in _FORMS:
        for match in form.finditer(url[:500]):
            day = calendar_day(int(match[1]), int(match[2]), int(match[3]))
            if day:
                return day
    return None
