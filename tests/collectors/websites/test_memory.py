"""What reading a page leaves behind."""

from __future__ import annotations

import gc
from datetime import UTC, date, datetime

from collectors.websites.inspect import inspect_page
from tests.collectors.websites import makes


def test_the_tree_of_a_page_goes_without_a_search_for_garbage() -> None:
    body = makes.date_after_link(makes.entries(date(2026, 11, 1), count=60)).encode()
    gc.collect()
    gc.disable()
    try:
        view = inspect_page(body, "http://example.org/a/", datetime(2026, 11, 21, 1, tzinfo=UTC), "text/html")
        left = gc.collect()
    finally:
        gc.enable()

    assert len(view.items) == 60
    assert left < len(view.items)
