"""Posts of accounts from RSS, Atom and JSON feeds."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from collectors.new_media.reading import read_posts
from metrics.facts import CheckOutcome

NOW = datetime(2026, 11, 20, 1, tzinfo=UTC)
RSS = """<rss version="2.0"><channel><title>发布</title><item><guid>p2</guid><title>第二条</title><link>http://e/2</link>
<pubDate>Wed, 18 Nov 2026 17:00:00 GMT</pubDate></item><item><guid>p1</guid><title>第一条</title><link>http://e/1</link>
<pubDate>Mon, 16 Nov 2026 08:00:00 +0800</pubDate></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>发布</title><entry><id>p2</id><title>第二条</title>
<link href="http://e/2"/><updated>2026-11-19T01:00:00+08:00</updated></entry><entry><id>p1</id><title>第一条</title>
<link href="http://e/1"/><published>2026-11-16T08:00:00+08:00</published></entry></feed>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {"id": "p2", "title": "第二条", "url": "http://e/2", "date_published": "2026-11-19T01:00:00+08:00"},
            {"id": "p1", "title": "第一条", "url": "http://e/1", "date_published": "2026-11-16T08:00:00"},
        ],
    }
)


@pytest.mark.parametrize("feed", [RSS, ATOM, JSON_FEED], ids=["rss", "atom", "json"])
def test_posts_are_the_same_from_every_kind_of_feed(feed: str) -> None:
    view = read_posts(feed.encode(), "http://e/feed", NOW)
    assert view.outcome is CheckOutcome.OK
    assert [(post.external_id, post.title, post.url) for post in view.posts] == [
        ("p2", "第二条", "http://e/2"),
        ("p1", "第一条", "http://e/1"),
    ]
    assert [post.published_at for post in view.posts] == [
        datetime(2026, 11, 18, 17, tzinfo=UTC),
        datetime(2026, 11, 16, 0, tzinfo=UTC),
    ]
    assert view.newest == date(2026, 11, 19)


def test_a_post_in_the_future_is_flagged_and_not_the_newest() -> None:
    view = read_posts(RSS.replace("18 Nov 2026", "18 Dec 2026").encode(), "http://e/feed", NOW)
    assert view.newest == date(2026, 11, 16)
    assert "future_date" in view.flags


def test_a_post_without_a_name_of_its_own_keeps_one_name() -> None:
    feed = RSS.replace("<guid>p2</guid>", "").replace("<link>http://e/2</link>", "")
    first, again = (read_posts(feed.encode(), "http://e/feed", NOW).posts[0].external_id for _ in range(2))
    assert first == again != ""


@pytest.mark.parametrize("body", [b"", b"<html><body><h1>404 Not Found</h1></body></html>", b"nothing", b"[1, 2"])
def test_what_is_no_feed_is_a_failed_look(body: bytes) -> None:
    assert not read_posts(body, "http://e/feed", NOW).outcome.seen
