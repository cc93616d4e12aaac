"""Steps through a plain table that is shown page by page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dash import html

from dashboard.components.blocks import link


def page_asked(filters: Mapping[str, str], number: int, length: int) -> int:
    """Return the page that an address names, from 1 to the last; what makes no sense is the first."""
    given = filters.get("page", "")
    asked = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 1
    return min(max(asked, 1), _last(number, length))


def pager(page: int, number: int, length: int, href: Callable[[int], str]) -> Any:
    """Return the links before and after ``page`` of ``number`` rows, ``length`` on each; none for one page."""
    last = _last(number, length)
    if last == 1:
        return None
    steps = [
        link("‹ 上一页", href(min(page - 1, last))) if page > 1 else None,
        html.Span(f"第 {page} / {last} 页", className="note"),
        link("下一页 ›", href(page + 1)) if page < last else None,
    ]
    return html.Div(steps, className="pages")


def _last(number: int, length: int) -> int:
    return max(1, -(-number // length))
