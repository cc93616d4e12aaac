"""Sitemaps: plain, news and index files (sitemaps.org protocol 0.9), packed or not, read in linear time."""

import re
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from html import unescape
from typing import Final

from collectors.websites.dates.date_forms import FIRST_YEAR, LAST_YEAR, plain_digits
from collectors.websites.dates.moments import day_of_moment
from collectors.websites.dates.url_dates import date_in_url
from collectors.websites.feeds.generation_times import stamps_of_generation
from collectors.websites.page_view import Item
from metrics.law_days import law_day

_ENTRY: Final = re.compile(r"<(?:[\w-]+:)?(?:url|sitemap)(?=[\s>])[^<>]*>", re.I)
_END: Final = re.compile(r"</(?:[\w-]+:)?(?:url|sitemap)\s*>", re.I)
_LOCATION: Final = re.compile(r"<(?!image:|video:)(?:[\w-]+:)?loc\s{0,20}>\s*(?:<!\[CDATA\[\s*)?([^<\s]{1,2000})", re.I)
_DAY: Final = re.compile(
    r"<(?:[\w-]+:)?(?:lastmod|publication_date)(?:\s[^<>]{0,100})?>\s*(?:<!\[CDATA\[\s*)?([^<\]\s][^<\]]{3,60})", re.I
)
_NEWS_TITLE: Final = re.compile(r"<news:title\s*>\s*([^<]{1,300})", re.I)
_ROOT: Final = re.compile(r"<(?:[\w-]+:)?(?:urlset|sitemapindex)(?=[\s>/])", re.I)
_ONLY_ADDRESSES: Final = re.compile(r"\s*https?://[^\s<>]+(?:\s+https?://[^\s<>]+)*(?:\s+h?[^\s<>]*)?\s*")
MAX_ENTRIES: Final = 50_000
"""The protocol's own limit of entries in one file."""
_LONGEST_ENTRY: Final = 5_000
_MOST_ODD: Final = 10_000
_ONLY_DAY: Final = len("2026-09-16")
MAX_UNPACKED: Final = 50 * 1024 * 1024
"""The protocol's own limit of one file, in bytes."""
_MOST_PACKINGS: Final = 2
_MOST_MEMBERS: Final = 100


def is_sitemap(text: str) -> bool:
    """Whether the text starts as a sitemap does, or is nothing but addresses, line by line."""
    return _ROOT.search(text[:4000]) is not None or _ONLY_ADDRESSES.fullmatch(text[:4000]) is not None


def unpacked(body: bytes) -> bytes:
    """A packed (gz, zlib) file's contents up to the protocol's limit; anything else, or a damaged file, as it is.

    Packed twice where a server packs a .gz file once more on its way.
    """
    for _ in range(_MOST_PACKINGS):
        plain = b"".join(_members(body))
        if not plain:
            break
        body = plain
    return body


def _members(body: bytes) -> Iterator[bytes]:
    """What was packed, which may be several files put one behind the other."""
    left = MAX_UNPACKED
    for _ in range(_MOST_MEMBERS):
        if left <= 0 or not body.startswith((b"\x1f\x8b", b"\x78\x01", b"\x78\x9c", b"\x78\xda")):
            return
        engine = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
        try:
            plain = engine.decompress(body, left)
        except zlib.error:
            return
        yield plain
        left -= len(plain)
        body = engine.unused_data


def sitemap_items(text: str, today: date) -> list[Item]:
    """The entries with the day they were changed, else that in their address; a day after `today` is reported as
    "future". At most as many as the protocol allows."""
    if _ONLY_ADDRESSES.fullmatch(text[:4000]):
        return [_item("", line, None, today) for line in text.split(maxsplit=MAX_ENTRIES)[:MAX_ENTRIES]]
    chunks = _ENTRY.split(_without_comments(text), maxsplit=MAX_ENTRIES)[1:]
    chunks = [_END.split(chunk[:_LONGEST_ENTRY], maxsplit=1)[0] for chunk in chunks]
    times = [[match.group(1).strip() for match in _DAY.finditer(chunk)] for chunk in chunks]
    written = [time for found in times for time in found]
    day_of, generated = _days(written), stamps_of_generation(written, today.isoformat())
    items = []
    for chunk, found in zip(chunks, times, strict=True):
        location = _LOCATION.search(chunk)
        url = location.group(1) if location else chunk.strip()[:500]
        title = _NEWS_TITLE.search(chunk) if "news:" in chunk else None
        days = [day for time in found if time not in generated and (day := day_of[time])]
        not_dated = "generated" if generated.intersection(found) else "none"
        items.append(_item(title.group(1) if title else "", url, max(days, default=None), today, not_dated))
    return items


def _without_comments(text: str) -> str:
    """The text without its comments; one that is never closed is none."""
    pieces = []
    position = 0
    while (start := text.find("<!--", position)) >= 0 and (end := text.find("-->", start)) >= 0:
        pieces.append(text[position:start])
        position = end + 3
    return "".join([*pieces, text[position:]])


def _item(title: str, url: str, changed: date | None, today: date, not_dated: str = "none") -> Item:
    day = changed or date_in_url(url)
    future = day is not None and day > today
    why = "future" if future else "sitemap" if changed else "url" if day else not_dated
    return Item(unescape(title).strip(), unescape(url), None if future else day, why)


def _days(times: Iterable[str]) -> dict[str, date | None]:
    """The day in Shanghai of each time as it is written; of times in odd forms no more than can be read in time."""
    found: dict[str, date | None] = {}
    odd = 0
    for written in dict.fromkeys(times):
        try:
            found[written] = _plain_day(written)
        except (ValueError, OverflowError):
            odd += 1
            found[written] = day_of_moment(plain_digits(written)) if odd <= _MOST_ODD else None
    return found


def _plain_day(written: str) -> date | None:
    """The plain forms of the protocol (W3C date and time), without trying others."""
    if len(written) == _ONLY_DAY:
        day = date.fromisoformat(written)
    else:
        moment = datetime.fromisoformat(written)
        day = law_day(moment) if moment.tzinfo else moment.date()
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None
