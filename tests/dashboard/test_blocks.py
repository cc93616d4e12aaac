"""The small parts that pages are made of."""

from __future__ import annotations

import pytest
from dash import html

from dashboard.components import page_asked, pager, table
from tests.dashboard.browsing import parts, words


@pytest.mark.parametrize(
    ("cell", "on_one_line"),
    [
        ("2026-11-20", True),
        ("2026-11-20 09:00", True),
        ("184 天", True),
        ("2026-11-20 检查时未见公布，期限 2026-01-31", False),
        ("呼和浩特市人民政府", False),
        ("", False),
    ],
)
def test_days_and_figures_stand_on_one_line(cell: str, on_one_line: bool) -> None:
    (drawn,) = [part for part in parts(table(["甲"], [[cell]])) if isinstance(part, html.Td)]
    assert (getattr(drawn, "className", "") == "nowrap") is on_one_line


@pytest.mark.parametrize(
    ("given", "page"), [("", 1), ("2", 2), ("3", 3), ("4", 3), ("0", 1), ("-1", 1), ("x", 1), ("²", 1), ("9" * 30, 1)]
)
def test_a_page_is_one_that_there_is(given: str, page: int) -> None:
    assert page_asked({"page": given}, number=201, length=100) == page


def test_a_list_steps_from_page_to_page_and_ends_at_its_ends() -> None:
    def hrefs(page: int) -> list[str]:
        drawn = parts(pager(page, 201, 100, lambda number: f"/list?page={number}"))
        return [part.href for part in drawn if hasattr(part, "href")]

    assert hrefs(1) == ["/list?page=2"]
    assert hrefs(2) == ["/list?page=1", "/list?page=3"]
    assert hrefs(3) == ["/list?page=2"]
    assert pager(1, 100, 100, str) is None
    assert "第 2 / 3 页" in words(pager(2, 201, 100, str))
