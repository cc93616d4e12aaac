"""No bytes end in a traceback, and large pages take time in proportion."""
# ruff: noqa: E501 - markup is easier to read on one line

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from collectors.websites.inspect import inspect_page
from collectors.websites.page_view import PageKind
from metrics.facts import CheckOutcome
from tests.collectors.websites import makes
from tests.collectors.websites.gallery.samples import TODAY, Sample
from tests.collectors.websites.test_gallery import ALL

NOW = datetime(2026, 11, 21, 1, tzinfo=UTC)
SPLINTERS = [
    b"<",
    b"</",
    b"<!--",
    b"{",
    b"[[",
    b"'",
    b"\\",
    b"&#x110000;",
    b"1e999",
    b"\xff\xfe",
    b"<table><td>",
    b"2026-13-45",
    b"{{",
]
TAGS = st.sampled_from(
    ["<ul>", "</ul>", "<li>", "<a href='a.html'>", "</a>", "<table><tr><td>", "2026-09-16", "09-16", "昨天", "<!--", "-->",
     "<![CDATA[", "]]>", "<record>", "<datastore>", "<rss version='2.0'>", "<item>", "<pubDate>", "<urlset>", "<url>", "&#x0;",
     "关于通知", "<script>", "{", "二〇二六年九月十六日", "\ud7ff", "<feed>", "16 2026-09", "<base href='http://['>"]
)  # fmt: skip


@given(st.binary(max_size=3000))
@example(b"<rss>" + b"\xff" * 100)
@example(b"<a href='http://[::1'>text of a link 2026-01-01</a>")
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_looked_at_without_a_traceback(body: bytes) -> None:
    view = inspect_page(body, "http://example.gov.cn/", NOW)
    assert view.newest is None or view.newest <= date(2026, 11, 21)


@given(st.lists(TAGS, max_size=60).map("".join))
@settings(max_examples=300, deadline=None)
def test_any_heap_of_tags_is_looked_at_and_never_dated_in_the_future(text: str) -> None:
    view = inspect_page(text.encode("utf-8", "replace"), "http://example.gov.cn/", datetime(2026, 8, 1, tzinfo=UTC))
    assert view.newest is None or view.newest <= date(2026, 8, 1)


@given(
    st.sampled_from(ALL),
    st.integers(0, 5000),
    st.integers(0, 5000),
    st.binary(max_size=12) | st.sampled_from(SPLINTERS),
)
@settings(max_examples=400, deadline=None)
def test_a_page_cut_or_damaged_anywhere_is_looked_at_and_never_dated_in_the_future(
    sample: Sample, start: int, length: int, splinter: bytes
) -> None:
    body = sample.body[:start] + splinter + sample.body[start + length :]
    view = inspect_page(body, sample.url, NOW, whole_page=length % 2 == 0)
    assert view.newest is None or view.newest <= TODAY
    assert all(item.date is None or item.date <= TODAY for item in view.items)


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.sampled_from(["2026-09-16", "关于通知", "", "\ud800"]),
                    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["title", "date", "url", "items", "version", "publishTime"]), inner, max_size=4),
                    max_leaves=30))  # fmt: skip
@settings(max_examples=200, deadline=None)
def test_any_document_of_an_interface_is_looked_at(document: object) -> None:
    text = json.dumps(document)
    for body in (text, f"callback({text})", f"<script>var data = {text}; var day = '2026-01-01';</script>"):
        view = inspect_page(body.encode(), "http://example.gov.cn/", NOW)
        assert view.newest is None or view.newest <= TODAY
        assert all(item.title.encode() is not None for item in view.items)


def test_a_page_nested_thousands_deep_is_refused() -> None:
    html = "<div>" * 50_000 + makes.without_html_element(makes.entries(date(2026, 9, 16)))
    assert inspect_page(html.encode(), "http://example.gov.cn/", NOW).outcome is CheckOutcome.UNREADABLE


def test_a_page_with_very_many_entries_is_read_to_the_end() -> None:
    rows = makes.entries(date(2026, 9, 16), count=3000, step=1)
    view = inspect_page(makes.date_after_link(rows).encode(), "http://example.gov.cn/", NOW)
    assert len(view.items) == 3000


@pytest.mark.parametrize(
    "start", [b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"\x1f\x8b\x08", b"\xd0\xcf\x11\xe0"]
)
def test_what_is_no_text_is_neither_list_nor_article(start: bytes) -> None:
    body = start + Random(7).randbytes(300_000)
    view = inspect_page(body, "http://www.example.gov.cn/a", NOW)
    assert (view.kind, view.detail) == (PageKind.UNKNOWN, "不是文字内容")
