"""RSS and Atom by feedparser. Bytes only: feedparser is never given an address, so it fetches nothing."""

import io
import re
from datetime import UTC, date, datetime
from time import struct_time
from typing import Any, Final

import feedparser

from collectors.websites.date_forms import dates_alone, dates_in_prose, plain_digits
from collectors.websites.page_view import Item
from metrics.law_days import SHANGHAI, law_day

_ENTRY: Final = re.compile(rb"<(?:[\w-]{1,20}:)?(?:item|entry)[\s>]", re.I)
_MOST_ENTRIES: Final = 3_000
_SMALL: Final = 200_000
_LONGEST: Final = 8_000_000
_CLOCK: Final = re.compile(r"(\d{1,2})[:时](\d{1,2})")
_WITH_ZONE: Final = re.compile(
    r"(?:[+-]\d\d:?\d\d|(?<![A-Za-z])(?:Z|GMT|UTC|UT|[ECMP][SD]T|CST))\s*(?:\([^)]*\))?\s*$|\dZ\s*$"
)


def parse_feed(body: bytes) -> Any | None:
    """feedparser's result, or None where the bytes are no feed. Never raises."""
    try:
        parsed = feedparser.parse(io.BytesIO(shortened(body)[0]), sanitize_html=False, resolve_relative_uris=False)
    except Exception:
        return None
    return parsed if parsed.get("version") or parsed.get("entries") else None


def shortened(body: bytes) -> tuple[bytes, bool]:
    """A feed without the entries in its middle if it has more than can be read in time, and whether any were left out.

    The newest entry stands at one of the ends.
    """
    if len(body) < _SMALL:
        return body, False
    starts = [match.start() for match in _ENTRY.finditer(body)]
    if len(starts) <= _MOST_ENTRIES:
        return (body, False) if len(body) <= _LONGEST else (body[:_LONGEST], True)
    kept = body[: starts[_MOST_ENTRIES // 2]] + body[starts[-_MOST_ENTRIES // 2] :]
    return kept[:_LONGEST], True


def feed_items(parsed: Any, today: date) -> list[Item]:
    """The entries as items, dated by their day in Shanghai; a day after `today` is reported as "future"."""
    items = []
    for entry in parsed.entries:
        day = entry_day(entry)
        future = day is not None and day > today
        why = "future" if future else "feed" if day else "none"
        items.append(Item(_text(entry, "title"), _text(entry, "link"), None if future else day, why))
    return items


def entry_day(entry: Any) -> date | None:
    """The day of publication of an entry in Shanghai, else of its update."""
    moment = entry_moment(entry)
    return law_day(moment) if moment else None


def entry_moment(entry: Any) -> datetime | None:
    """When an entry was published, else updated. A time without a zone is Shanghai's; a day alone is its midnight."""
    for name in ("published", "updated", "created"):
        raw = plain_digits(_text(entry, name))
        has_zone = _WITH_ZONE.search(raw) is not None
        moment = (None if has_zone else _local_moment(raw)) or _parsed(entry, name, has_zone)
        if moment is not None:
            return moment
    return None


def _local_moment(raw: str) -> datetime | None:
    """A time without a zone, in any form that a page may use; feedparser knows few and misreads 2026年9月16日."""
    forms = dates_in_prose(raw) or dates_alone(raw)
    day = forms[0].on() if forms else None
    if day is None:
        return None
    clock = _CLOCK.search(raw, forms[0].end)
    hours, minutes = (int(clock[1]), int(clock[2])) if clock else (0, 0)
    return datetime(day.year, day.month, day.day, min(hours, 23), min(minutes, 59), tzinfo=SHANGHAI)


def _parsed(entry: Any, name: str, has_zone: bool) -> datetime | None:
    value = entry.get(f"{name}_parsed") if name in entry else None
    if not isinstance(value, struct_time) or not 1990 <= value.tm_year <= 2099:
        return None
    try:
        # feedparser reads a time without zone as UTC; on a Chinese feed it is local time.
        return datetime(*value[:6], tzinfo=UTC if has_zone else SHANGHAI)
    except (ValueError, OverflowError):
        return None


def _text(entry: Any, name: str) -> str:
    value = entry.get(name) if name in entry else ""
    return value if isinstance(value, str) else ""
