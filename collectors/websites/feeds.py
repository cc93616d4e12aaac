"""RSS and Atom by feedparser. Bytes only: feedparser is never given an address, so it fetches nothing."""

import io
import re
from datetime import UTC, date, datetime
from time import struct_time
from typing import Any, Final
from zoneinfo import ZoneInfo

import feedparser

from collectors.websites.date_forms import dates_alone, dates_in_prose, plain_digits
from collectors.websites.page_view import Item

SHANGHAI: Final = ZoneInfo("Asia/Shanghai")
_WITH_ZONE: Final = re.compile(
    r"(?:[+-]\d\d:?\d\d|(?<![A-Za-z])(?:Z|GMT|UTC|UT|[ECMP][SD]T|CST))\s*(?:\([^)]*\))?\s*$|\dZ\s*$"
)


def parse_feed(body: bytes) -> Any | None:
    """feedparser's result, or None where the bytes are no feed. Never raises."""
    try:
        parsed = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    except Exception:
        return None
    return parsed if parsed.get("version") or parsed.get("entries") else None


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
    return moment.astimezone(SHANGHAI).date() if moment else None


def entry_moment(entry: Any) -> datetime | None:
    """When an entry was published, else updated. A time without a zone is Shanghai's; a day alone is its midnight."""
    for name in ("published", "updated", "created"):
        raw = plain_digits(_text(entry, name))
        parsed = _parsed(entry, name)
        if parsed is not None:
            return _moment(raw, parsed)
        forms = dates_in_prose(raw) or dates_alone(raw)
        day = forms[0].on() if forms else None
        if day:
            return datetime(day.year, day.month, day.day, tzinfo=SHANGHAI)
    return None


def _moment(raw: str, parsed: struct_time) -> datetime | None:
    try:
        moment = datetime(*parsed[:6], tzinfo=UTC)
        # feedparser reads a time without zone as UTC; on a Chinese feed it is local time.
        has_zone = _WITH_ZONE.search(raw) is not None
        return moment if has_zone else moment.replace(tzinfo=SHANGHAI)
    except (ValueError, OverflowError):
        return None


def _parsed(entry: Any, name: str) -> struct_time | None:
    value = entry.get(f"{name}_parsed") if name in entry else None
    return value if isinstance(value, struct_time) and 1990 <= value.tm_year <= 2099 else None


def _text(entry: Any, name: str) -> str:
    value = entry.get(name) if name in entry else ""
    return value if isinstance(value, str) else ""
