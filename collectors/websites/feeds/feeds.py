"""RSS and Atom by feedparser. Bytes only: feedparser is never given an address, so it fetches nothing."""

import io
import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from time import struct_time
from typing import Any, Final

from collectors.websites.dates.date_forms import dates_alone, dates_in_prose, plain_digits
from collectors.websites.dates.entry_dates import Dated, Piece, date_of_entry
from collectors.websites.dates.moments import day_of_moment
from collectors.websites.feeds.generation_times import all_at_once
from collectors.websites.feeds.right_encoding import in_its_encoding, with_plain_start
from collectors.websites.feeds.shortening import shortened
from collectors.websites.page_view import CUT_OFF, Item
from collectors.websites.scripts.json_days import day_of_value
from metrics.law_days import SHANGHAI, law_day

_CLOCK: Final = re.compile(r"(\d{1,2})[:时](\d{1,2})(?::\d\d)?\s*([ap]\.?m\b)?", re.I)
_WITH_ZONE: Final = re.compile(
    r"(?:[+-](?:0\d|1[0-4]):?[0-5]\d|(?<![A-Za-z])(?:Z|GMT|UTC|UT|[ECMP][SD]T))\s*(?:\([^)]*\))?\s*$|\dZ\s*$"
)
_HALVES: Final = re.compile(r"\d\s*[ap]\.?m\b", re.I)
"""Halves of the day: feedparser reads 1:55 PM as five to two in the morning."""
_CHINA: Final = re.compile(r"\s+CST(?=\s|$)")
"""Java prints China's standard time with the letters that elsewhere mean America's."""
_CHINESE: Final = re.compile("[\u4e00-\u9fff]")
_OFFSET: Final = re.compile(r"(?:GMT|UTC)?([+-])(\d\d):?(\d\d)\s*$|(?<![A-Za-z])([ECMP])([SD])T\s*$")
_HOURS_BEHIND: Final = {"E": 5, "C": 6, "M": 7, "P": 8}
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NO_YEAR: Final = re.compile(r"\s*-?0\d{3}-")
"""0000-00-00, -0001-11-30: what programs make of no date."""
_MONTH: Final = re.compile(r"(?<=\s)(1[0-2]|[1-9])月(?=\s)")
_SHORT_YEAR: Final = re.compile(r"(?<=\d[ -][A-Za-z]{3}[ -])(\d\d)(?=\s+\d{1,2}:)")
"""18-Nov-26 08:00:00, as RFC 850 has it."""
_CENTURY: Final = 70
_LONGEST_DATE: Final = 100


def parse_feed(body: bytes, content_type: str | None = None) -> Any | None:
    """feedparser's result, or None where the bytes are no feed; "cut_off" in it says whether entries were left out.
    Never raises."""
    import feedparser  # few pages are feeds, and it loads much of the network with it

    body, is_cut = shortened(with_plain_start(in_its_encoding(body, content_type)))
    try:
        parsed = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    except Exception:
        return None
    parsed[CUT_OFF] = is_cut
    return parsed if parsed.get("version") or parsed.get("entries") else None


def feed_items(parsed: Any, today: date) -> list[Item]:
    """The entries as items, dated by their day in Shanghai; a day after `today` is reported as "future".

    Where all bear the minute in which the feed was made, and where they bear none, their titles and addresses tell.
    """
    moments = [entry_moment(entry) for entry in parsed.entries]
    stamps = [f"{moment:%Y-%m-%dT%H:%M}" for moment in moments if moment]
    are_its_own = all_at_once(stamps, "") and len(stamps) == len(moments)
    items = []
    for entry, moment in zip(parsed.entries, moments, strict=True):
        title, link = _text(entry, "title"), _text(entry, "link")
        day = None if are_its_own else _own_day(entry, moment, today)
        found = _believed(day, today) if day else date_of_entry([Piece(plain_digits(title), True)], (), link, today)
        items.append(Item(title, link, found.day, "generated" if are_its_own and found.why == "none" else found.why))
    return items


def _own_day(entry: Any, moment: datetime | None, today: date) -> date | None:
    return law_day(moment) if moment else day_of_value(_text(entry, "published"), today)


def _believed(day: date, today: date) -> Dated:
    return Dated(None, "future") if day > today else Dated(day, "feed")


def entry_moment(entry: Any) -> datetime | None:
    """When an entry was published, else updated. A time without a zone is Shanghai's; a day alone is its midnight."""
    is_chinese = _CHINESE.search(_text(entry, "title")) is not None
    for name in ("published", "updated", "created"):
        raw = _MONTH.sub(lambda month: _MONTHS[int(month[1]) - 1], plain_digits(_text(entry, name)[:_LONGEST_DATE]))
        raw = _SHORT_YEAR.sub(lambda year: f"{19 if int(year[1]) >= _CENTURY else 20}{year[1]}", raw)
        zoned = _CHINA.sub("", raw) if is_chinese else raw
        has_zone = _WITH_ZONE.search(zoned) is not None
        as_written = _epoch_moment(raw) or _written_moment(raw, _zone(zoned) if has_zone else SHANGHAI)
        parsed = _parsed(entry, name, raw, has_zone)
        moment = parsed or as_written if has_zone and not _HALVES.search(raw) else as_written or parsed
        if moment is not None:
            return moment
    return None


def _epoch_moment(raw: str) -> datetime | None:
    """The midnight of the day of an epoch number."""
    day = day_of_moment(raw) if raw.strip().isdigit() else None
    return datetime(day.year, day.month, day.day, tzinfo=SHANGHAI) if day else None


def _written_moment(raw: str, zone: tzinfo) -> datetime | None:
    """A time in any form that a page may use; feedparser knows few and misreads 2026年9月16日 and 18-11-2026."""
    forms = dates_in_prose(raw) or dates_alone(raw)
    day = forms[0].on() if forms else None
    if day is None:
        return None
    clock = _CLOCK.search(raw, forms[0].end) or _CLOCK.search(raw)
    hours, minutes = (int(clock[1]), int(clock[2])) if clock else (0, 0)
    hours += 12 if clock and clock[3] and clock[3][0] in "pP" and hours < 12 else 0
    return datetime(day.year, day.month, day.day, min(hours, 23), min(minutes, 59), tzinfo=zone)


def _zone(raw: str) -> tzinfo:
    """The zone written behind a time; Shanghai's where there is none."""
    if raw.rstrip().endswith(("GMT", "UTC", "UT", "Z")):
        return UTC
    found = _OFFSET.search(raw)
    if found is None:
        return SHANGHAI
    if found[1]:
        minutes = int(found[2]) * 60 + int(found[3])
        offset = timedelta(minutes=-minutes if found[1] == "-" else minutes)
    else:
        offset = -timedelta(hours=_HOURS_BEHIND[found[4]] - (found[5] == "D"))
    return timezone(offset) if abs(offset) < timedelta(hours=24) else SHANGHAI


def _parsed(entry: Any, name: str, raw: str, has_zone: bool) -> datetime | None:
    value = entry.get(f"{name}_parsed") if name in entry else None
    if not isinstance(value, struct_time) or not 1990 <= value.tm_year <= 2099:
        return None
    year = _YEAR.search(raw)
    if raw.strip().isdigit() or _NO_YEAR.match(raw) or (year is not None and int(year[0]) != value.tm_year):
        return None
    try:
        # feedparser reads a time without zone as UTC; on a Chinese feed it is local time.
        return datetime(*value[:6], tzinfo=UTC if has_zone else SHANGHAI)
    except (ValueError, OverflowError):
        return None


def _text(entry: Any, name: str) -> str:
    value = entry.get(name) if name in entry else ""
    return value if isinstance(value, str) else ""
