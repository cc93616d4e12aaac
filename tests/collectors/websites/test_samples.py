"""The real pages and feeds of the shared folder."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from collectors.websites.inspect import inspect_page
from collectors.websites.page_view import PageKind

NOW = datetime(2026, 11, 21, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "newest", "items"),
    [
        ("engebei_xxgknb_list.html", date(2020, 9, 3), 10),
        ("dfa66_announcement.html", date(2020, 7, 2), 10),
        ("rtfund_xxpl.html", date(2020, 7, 9), 15),
    ],
)
def test_the_sample_columns_show_their_newest_date(samples: Path, name: str, newest: date, items: int) -> None:
    view = inspect_page((samples / "columns" / name).read_bytes(), "http://www.example.gov.cn/a/", NOW)
    assert (view.kind, view.newest, len(view.items), view.dated) == (PageKind.LIST, newest, items, items)


def test_all_sample_feeds_are_read(samples: Path) -> None:
    feeds = sorted((samples / "feeds").glob("*.xml"))
    views = [inspect_page(path.read_bytes(), "http://www.example.org/", NOW) for path in feeds]
    assert len(views) == 8
    assert all(view.kind is PageKind.FEED and view.newest for view in views)


def test_all_sample_sitemaps_are_read(samples: Path) -> None:
    views = {
        path.name: inspect_page(path.read_bytes(), "http://www.example.org/", NOW)
        for path in sorted((samples / "sitemaps").glob("*.xml"))
    }
    assert {name: (view.kind.value, len(view.items)) for name, view in views.items()} == {
        "sitemap-news.xml": ("sitemap", 2),
        "sitemap.index.xml": ("sitemap", 15),
        "sitemap.ns.xml": ("sitemap", 2),
    }
    assert views["sitemap-news.xml"].newest == date(2025, 5, 27)
