"""Feeds and sitemaps as columns."""

from __future__ import annotations

import gzip
from datetime import UTC, date, datetime

import pytest

from collectors.websites.inspect import inspect_page
from collectors.websites.page_view import PageKind, PageView

NOW = datetime(2026, 11, 21, 1, tzinfo=UTC)


def look(text: str) -> PageView:
    return inspect_page(text.encode(), "http://www.example.gov.cn/rss.xml", NOW)


def rss(*dates: str) -> str:
    items = "".join(
        f"<item><title>第{n}条</title><link>/a{n}.html</link><pubDate>{day}</pubDate></item>"
        for n, day in enumerate(dates)
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>通知</title>{items}</channel></rss>'
    )


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Wed, 16 Sep 2026 20:30:00 GMT", date(2026, 9, 17)),
        ("Wed, 16 Sep 2026 20:30:00 +0800", date(2026, 9, 16)),
        ("2026-09-16 20:30:00", date(2026, 9, 16)),
        ("2026-09-16T20:30:00Z", date(2026, 9, 17)),
        ("2026-09-16T20:30:00+08:00", date(2026, 9, 16)),
        ("2026-09-16", date(2026, 9, 16)),
        ("2026年9月16日", date(2026, 9, 16)),
        ("2026/9/16 8:05", date(2026, 9, 16)),
        ("星期三, 16 九月 2026 10:00:00 +0800", date(2026, 9, 16)),
        ("Wed, 16 9月 2026 10:00:00 +0800", date(2026, 9, 16)),
        ("Wed, 16 Sep 2026 23:30:00 CST", date(2026, 9, 16)),
        ("Wed,16 Sep 2026 10:00:00 +0800", date(2026, 9, 16)),
        ("Wed, 16th Sep 2026 20:30:00 GMT", date(2026, 9, 17)),
        ("Wed, September 16, 2026, 11:12 PM EST", date(2026, 9, 17)),
        ("Wed, 16 Sep 2026 1:55 PM EST", date(2026, 9, 17)),
        ("Wed 16 Sep 2026, 20:30:00 EDT", date(2026, 9, 17)),
        ("1789524000", date(2026, 9, 16)),
        ("1789524000000", date(2026, 9, 16)),
        ("20260916100000", date(2026, 9, 16)),
        ("16-09-2026", date(2026, 9, 16)),
        ("9月16日", date(2026, 9, 16)),
        ("昨天", date(2026, 11, 20)),
    ],
)
def test_the_day_of_a_feed_entry_is_that_of_shanghai(written: str, day: date) -> None:
    assert look(rss(written)).newest == day


def test_a_feed_is_the_newest_of_its_entries_and_never_of_the_future() -> None:
    view = look(rss("2026-01-05", "2026-09-16", "2027-01-01", "nonsense"))
    assert (view.kind, view.newest, len(view.items), view.dated) == (PageKind.FEED, date(2026, 9, 16), 4, 2)
    assert "future_date" in view.flags


def test_the_time_of_a_feed_itself_is_no_entrys() -> None:
    feed = '<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><updated>2026-11-20T00:00:00Z</updated></feed>'
    view = look(feed)
    assert (view.newest, len(view.items)) == (None, 0)


def test_a_sitemap_shows_its_newest_page_packed_or_not() -> None:
    urls = "".join(f"<url><loc>http://e.gov.cn/{n}</loc><lastmod>2026-09-{n:02}</lastmod></url>" for n in (3, 16, 9))
    text = f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
    for body in (text.encode(), gzip.compress(text.encode())):
        view = inspect_page(body, "http://e.gov.cn/sitemap.xml", NOW)
        assert (view.kind, view.newest, len(view.items)) == (PageKind.SITEMAP, date(2026, 9, 16), 3)


def test_a_sitemap_that_is_a_plain_list_of_addresses_has_entries_and_no_days() -> None:
    view = look("http://www.example.gov.cn/1.html\nhttp://www.example.gov.cn/2.html\n")
    assert (view.kind, view.newest, len(view.items)) == (PageKind.SITEMAP, None, 2)


def test_addresses_of_pictures_and_commented_entries_are_no_pages_of_a_sitemap() -> None:
    entry = "<url><image:image><image:loc>http://e.cn/a.jpg</image:loc></image:image><loc>http://e.cn/?a=1&amp;b=2</loc></url>"
    view = look(f"<urlset><!-- <url><loc>http://e.cn/old</loc><lastmod>2026-11-01</lastmod></url> -->{entry}</urlset>")
    assert [(item.url, item.date) for item in view.items] == [("http://e.cn/?a=1&b=2", None)]


def test_a_packed_feed_is_read() -> None:
    view = inspect_page(gzip.compress(rss("2026-09-16").encode()), "http://www.example.gov.cn/rss.xml", NOW)
    assert (view.kind, view.newest) == (PageKind.FEED, date(2026, 9, 16))


def test_a_feed_is_told_behind_a_long_comment_and_by_any_prefix() -> None:
    entry = "<a:entry><a:title>通知</a:title><a:updated>2026-09-16T08:00:00+08:00</a:updated></a:entry>"
    feed = f"<a:feed xmlns:a='http://www.w3.org/2005/Atom'>{entry}</a:feed>"
    view = look(f"<?xml version='1.0'?><?xml-stylesheet href='x.xsl'?><!-- {'x' * 5000} -->{feed}")
    assert (view.kind, view.newest) == (PageKind.FEED, date(2026, 9, 16))


@pytest.mark.parametrize("written", ["2026-09-15T20:00:00Z", "<![CDATA[2026-09-16]]>", "2026-09-16T23:59:59+08:00"])
def test_the_day_of_a_page_in_a_sitemap_is_that_of_shanghai(written: str) -> None:
    view = look(f"<urlset><url><loc>http://e.cn/1</loc><lastmod>{written}</lastmod></url></urlset>")
    assert view.newest == date(2026, 9, 16)


def test_an_interface_that_answers_in_xml_is_a_list() -> None:
    rows = "".join(
        f"<item><title>关于第{n}批的通知</title><url>/a/{n}.html</url><pubdate>2026-09-{n}</pubdate></item>"
        for n in range(10, 17)
    )
    view = look(f"<?xml version='1.0' encoding='utf-8'?><data><total>7</total>{rows}</data>")
    assert (view.kind, view.newest, len(view.items)) == (PageKind.LIST, date(2026, 9, 16), 7)
    assert view.items[0].url == "http://www.example.gov.cn/a/10.html"


def test_central_time_of_america_stays_what_it_is_on_a_feed_without_chinese() -> None:
    assert look(rss("Wed, 16 Sep 2026 23:30:00 CST").replace("第0条", "News")).newest == date(2026, 9, 17)


def test_a_sitemap_packed_twice_or_without_a_page_is_still_one() -> None:
    packed = gzip.compress(
        gzip.compress(b"<urlset><url><loc>http://e.cn/1</loc><lastmod>2026-09-16</lastmod></url></urlset>")
    )
    assert inspect_page(packed, "http://e.cn/sitemap.xml.gz", NOW).newest == date(2026, 9, 16)
    empty = look('<?xml version="1.0"?><sitemapindex/>')
    assert (empty.kind, empty.flags) == (PageKind.SITEMAP, ("blank",))
