"""Feeds as real software makes them: wrongly declared, dated in their addresses only, made anew with each answer."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from collectors.websites.feeds.shortening import shortened
from collectors.websites.inspect import inspect_page
from collectors.websites.page_view import PageKind, PageView

NOW = datetime(2026, 11, 22, 1, tzinfo=UTC)
TITLE = "关于做好安全生产工作的通知"
NEWEST = date(2026, 11, 16)


def look(body: bytes | str) -> PageView:
    return inspect_page(body if isinstance(body, bytes) else body.encode(), "http://www.example.gov.cn/rss.xml", NOW)


def item(title: str = TITLE, written: str = "", link: str = "http://www.example.gov.cn/a.html") -> str:
    dated = f"<pubDate>{written}</pubDate>" if written else ""
    return f"<item><title>{title}</title><link>{link}</link>{dated}<description>摘要</description></item>"


def rss(*items: str, declared: str = "UTF-8") -> str:
    return f'<?xml version="1.0" encoding="{declared}"?><rss version="2.0"><channel>{"".join(items)}</channel></rss>'


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("UTF-8", "gbk"), ("GB2312", "utf-8"), ("utf-16", "utf-8"), ("gb2312", "gbk"), ("utf-16", "utf-16")],
)
def test_a_feed_is_read_in_the_encoding_that_it_has_not_the_one_it_declares(declared: str, encoding: str) -> None:
    view = look(rss(item(written="2026-11-16 10:00:00"), declared=declared).encode(encoding))
    assert [(one.title, one.date) for one in view.items] == [(TITLE, NEWEST)]


def test_a_character_cut_in_two_leaves_the_titles_of_a_feed_whole() -> None:
    body = rss(item(written="2026-11-16")).encode()
    cut = body.index("摘要".encode()) + 4
    assert look(body[:cut] + body[cut + 1 :]).items[0].title == TITLE


@pytest.mark.parametrize(
    ("title", "link"),
    [
        (TITLE, "http://www.example.gov.cn/xxgk/202611/t20261116_123.html"),
        (TITLE, "http://www.example.gov.cn/art/2026/11/16/art_1_2.html"),
        (f"[2026-11-16]{TITLE}", "http://www.example.gov.cn/1.html"),
        (f"{TITLE} (2026-11-16)", "http://www.example.gov.cn/1.html"),
    ],
)
def test_an_entry_without_a_date_has_that_of_its_address_or_of_the_edge_of_its_title(title: str, link: str) -> None:
    assert look(rss(item(title, "", link), item("甲"))).newest == NEWEST


def test_a_day_that_a_title_speaks_of_is_no_date_of_an_entry() -> None:
    assert look(rss(item("关于2026年11月16日停水的公告"))).newest is None


def test_the_moment_in_which_a_feed_is_made_is_the_date_of_none_of_its_entries() -> None:
    made = "Sun, 22 Nov 2026 08:59:{:02} +0800"
    view = look(rss(*[item(f"通知{n}", made.format(50 + n)) for n in range(6)]))
    assert (view.newest, view.dated, "generation_time" in view.flags) == (None, 0, True)


def test_entries_of_one_day_without_a_time_are_of_that_day() -> None:
    assert look(rss(*[item(f"通知{n}", "Sun, 15 Nov 2026 16:00:00 GMT") for n in range(6)])).newest == NEWEST


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Monday, 16-Nov-26 08:00:00 UTC", NEWEST),
        ("周一, 16 11月 2026 08:00:00 +0800", NEWEST),
        ("2026/11/16 星期一 上午 9:30:00", NEWEST),
        ("Mon Nov 16 2026 08:00:00 GMT+0800 (China Standard Time)", NEWEST),
        ("1970-01-01T08:00:00+08:00", None),
        ("-0001-11-30T00:00:00+00:00", None),
    ],
)
def test_dates_of_entries_in_the_forms_that_programs_write(written: str, day: date | None) -> None:
    assert look(rss(item(written=written))).newest == day


def test_a_json_feed_is_dated_by_the_few_entries_that_have_a_day() -> None:
    entries = [{"id": str(n), "title": f"公告{n}"} for n in range(5)] + [
        {"id": "x", "content_html": "<p>正文</p>", "date_published": "2026-11-16T09:00:00+08:00"}
    ]
    view = look(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": entries}))
    assert (view.kind, view.newest, len(view.items), view.dated) == (PageKind.FEED, NEWEST, 6, 1)
    assert view.items[-1].title == "正文"


def test_a_document_of_the_news_protocol_with_one_entry_is_a_list() -> None:
    entry = item(written="2026-11-16 09:30")
    view = look(f'<?xml version="1.0" encoding="utf-8"?><document><webSite>x</webSite>{entry}</document>')
    assert (view.kind, view.newest, len(view.items)) == (PageKind.LIST, NEWEST, 1)


def test_the_texts_of_a_long_feed_take_no_entry_away() -> None:
    text = "<description><![CDATA[<p>正文</p>]]></description>".replace("正文", "正文" * 3_000)
    entries = [
        item(f"通知{n}", f"2026-10-{n % 28 + 1:02}").replace("<description>摘要</description>", text) for n in range(99)
    ]
    view = look(rss(*entries, item(TITLE, "2026-11-16")))
    assert (view.newest, len(view.items), view.flags) == (NEWEST, 100, ("first_is_not_newest",))


@pytest.mark.parametrize(
    "fill", ["<a>", "&", "<link>http://x/</link>", "<a b='c'/>", "<description>", "<![CDATA[", "x" * 99]
)
def test_what_stands_between_the_entries_of_a_feed_is_read_within_bounds(fill: str) -> None:
    body = rss(item(written="2026-11-16"), fill * (4_000_000 // len(fill)))
    assert look(body).kind is PageKind.FEED
    assert len(shortened(body.encode())[0]) <= 1_500_000


@pytest.mark.parametrize(
    "start",
    ['<?xml version="1.0"?>' + "\n" * 40_000, "<!-- generator -->" * 3_000, "<?xml <rss>" + "encoding='" * 5_000],
)
def test_what_stands_before_a_feed_costs_nothing(start: str) -> None:
    # Each of these takes up to a minute where a search goes over the whole line again and again.
    view = look(start + rss(item(written="2026-11-16")).partition("?>")[2])
    assert (view.kind, view.newest) == (PageKind.FEED, NEWEST)
