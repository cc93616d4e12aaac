"""No bytes end in a traceback, and large pages take time in proportion."""
# ruff: noqa: E501 - markup is easier to read on one line

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import example, given, settings
from hypothesis import strategies as st

from collectors.websites.inspect import inspect_page
from metrics.facts import CheckOutcome
from tests.collectors.websites import makes

NOW = datetime(2026, 11, 21, 1, tzinfo=UTC)
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


def test_a_page_nested_thousands_deep_is_refused() -> None:
    html = "<div>" * 50_000 + makes.without_html_element(makes.entries(date(2026, 9, 16)))
    assert inspect_page(html.encode(), "http://example.gov.cn/", NOW).outcome is CheckOutcome.UNREADABLE


def test_a_page_with_very_many_entries_is_read_to_the_end() -> None:
    rows = makes.entries(date(2026, 9, 16), count=3000, step=1)
    view = inspect_page(makes.date_after_link(rows).encode(), "http://example.gov.cn/", NOW)
    assert len(view.items) == 3000
