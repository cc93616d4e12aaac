"""What stands around a list (side boxes, clocks, weather, other columns) never changes its newest day."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from collectors.websites.inspect import inspect_page
from tests.collectors.websites.gallery.samples import NEWEST
from tests.collectors.websites.gallery.surroundings import LISTS, PAGES

NOW = datetime(2026, 11, 21, 1, tzinfo=UTC)


@pytest.mark.parametrize("around", PAGES)
def test_the_newest_day_is_that_of_the_list_whatever_stands_around_it(around: str) -> None:
    pages = {name: PAGES[around](inner) for name, inner in LISTS.items()}
    newest = {
        name: inspect_page(page.encode(), "http://www.example.gov.cn/zw/tzgg/", NOW).newest
        for name, page in pages.items()
    }
    assert newest == dict.fromkeys(LISTS, NEWEST)
