"""What one page shows, decided from its bytes alone."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from collectors.decoding import decode
from collectors.websites.feeds.feeds import feed_items, parse_feed
from collectors.websites.feeds.sitemaps import MAX_ENTRIES, is_sitemap, sitemap_items, unpacked
from collectors.websites.feeds.xml_lists import xml_list
from collectors.websites.html_pages import inspect_html
from collectors.websites.page_view import CUT_OFF, Notes, PageKind, PageView
from collectors.websites.scripts.json_answers import view_of_json
from collectors.websites.views import describe, note_reasons, view_of_items, view_of_nothing
from metrics.facts import CheckOutcome
from metrics.law_days import law_day

_FEED_START: Final = re.compile(r"<(?:[a-z][\w-]{0,20}:)?(?:rss|feed|rdf)[\s>]", re.I)
_CHANNEL_START: Final = re.compile(r"\s*<channel[\s>]", re.I)
_PROLOGUE: Final = re.compile(r"\s*(?:<!--.{0,20000}?-->|<\?.{0,2000}?\?>|<!doctype[^>]{0,2000}>)", re.S | re.I)
_CONTROLS: Final = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_FEW_CONTROLS: Final = 30
"""A text with more than one control character in so many is a picture, an archive, a program."""
_BLANKS: Final = re.compile(r"\s*")
_HEAD: Final = 4000
_START: Final = 1000
_FEW: Final = 100
"""A page with fewer zero characters than one of so many is text in which some went astray."""


def inspect_page(
    body: bytes,
    url: str,
    fetched_at: datetime,
    content_type: str | None = None,
    selector: str | None = None,
    whole_page: bool = False,
) -> PageView:
    """Kind, newest date and items of a page. Pure, linear in the size of the page, never raises for any bytes.

    `fetched_at` is aware; its day in Shanghai is the last that can be believed. `selector` (CSS) names the entries, or
    the one element that holds them, where the list is not found without. `whole_page` reads every dated list and not
    only the main one: a home page has many.
    """
    today = law_day(fetched_at)
    body = unpacked(body)
    text, encoding = decode(body, content_type)
    head = _head(text)
    if is_sitemap(head):
        entries = sitemap_items(text, today)
        notes = _cut(len(entries) >= MAX_ENTRIES)
        note_reasons(entries, notes)
        return view_of_items(PageKind.SITEMAP, entries, encoding, notes)
    if _FEED_START.search(head) or _CHANNEL_START.match(head):
        parsed = parse_feed(body, content_type)
        if parsed is not None:
            entries, notes = feed_items(parsed, today), _cut(parsed[CUT_OFF])
            describe(entries, notes)
            return view_of_items(PageKind.FEED, entries, encoding, notes)
    if text.count("\x00", 0, _START) * _FEW <= min(len(text), _START):
        text = text.replace("\x00", "")
    if not text.strip() or _is_no_text(text[:_START]):
        detail = "页面是空的" if not text.strip() else "不是文字内容"
        return view_of_nothing(CheckOutcome.UNREADABLE, "unreadable", encoding, detail)
    answer = view_of_json(text, url, today, encoding)
    rows = xml_list(text, url, today) if answer is None else []
    if rows:
        return view_of_items(PageKind.LIST, rows, encoding)
    return answer or inspect_html(text, url, today, encoding, selector, whole_page)


def _is_no_text(start: str) -> bool:
    return "\x00" in start or len(_CONTROLS.findall(start)) * _FEW_CONTROLS > len(start) > _FEW_CONTROLS


def _cut(is_cut: bool) -> Notes:
    notes = Notes()
    if is_cut:
        notes.add(CUT_OFF)
    return notes


def _head(text: str) -> str:
    """The first elements of a document, its comments and instructions left out."""
    position = 0
    while match := _PROLOGUE.match(text, position):
        position = match.end()
    blanks = _BLANKS.match(text, position)
    position = blanks.end() if blanks else position
    return text[position : position + _HEAD]
