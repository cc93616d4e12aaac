"""The website columns of one of the four answers, which a number on the overview means."""

from __future__ import annotations

from datetime import date
from typing import Any

from dash import html
from sqlalchemy.orm import Session

from dashboard.column_answers import column_answers
from dashboard.components import empty_note, link, section, table
from dashboard.page import Visit
from dashboard.words import COLUMN_ANSWERS, COLUMN_SIGNS

COLUMNS_SHOWN = 100
_MOST_PAGES = 100_000


def columns_of_answer(session: Session, visit: Visit, answer: str) -> Any:
    """Return one page of these columns with limit, newest item, last look and reason."""
    found = [
        line
        for line in column_answers(session, visit.scope, visit.services.rulebook, visit.services.today())
        if line.state.answer == answer
    ]
    last = max(1, -(-len(found) // COLUMNS_SHOWN))
    page = min(_page(visit), last)
    categories = visit.services.rulebook.column_categories
    rows = [
        [
            line.agency,
            link(line.site, f"/site/{line.site_id}"),
            link(line.name, f"/column/{line.column_id}"),
            categories[line.category].name,
            f"{line.state.limit_days} 天",
            _day(line.state.newest),
            _day(line.state.last_look),
            line.state.reason,
        ]
        for line in found[(page - 1) * COLUMNS_SHOWN : page * COLUMNS_SHOWN]
    ]
    heads = ["单位", "网站", "栏目", "类别", "时限", "最新信息", "最近检查", "说明"]
    title = f"网站栏目：{COLUMN_SIGNS[answer]} {COLUMN_ANSWERS[answer]}"
    shown = table(heads, rows, label=title) if rows else empty_note("没有这样的栏目。")
    others = [link(f"{COLUMN_SIGNS[key]} {name}", _address(key)) for key, name in COLUMN_ANSWERS.items()]
    return html.Div(
        [
            html.P(link("← 网站", "/sites")),
            html.H1(title),
            html.Div(others, className="pages"),
            section("栏目", shown, _steps(answer, page, last), note=f"共 {len(found):,} 条"),
        ]
    )


def _page(visit: Visit) -> int:
    given = visit.filters.get("page", "")
    return int(given) if given.isascii() and given.isdigit() and 0 < int(given) < _MOST_PAGES else 1


def _steps(answer: str, page: int, last: int) -> Any:
    if last == 1:
        return None
    return html.Div(
        className="pages",
        children=[
            link("‹ 上一页", _address(answer, page - 1)) if page > 1 else None,
            html.Span(f"第 {page} / {last} 页", className="note"),
            link("下一页 ›", _address(answer, page + 1)) if page < last else None,
        ],
    )


def _address(answer: str, page: int = 1) -> str:
    return f"/sources?answer={answer}" + (f"&page={page}" if page > 1 else "")


def _day(day: date | None) -> str:
    return "—" if day is None else day.isoformat()
