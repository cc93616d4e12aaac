"""The website columns of one of the four answers, which a number on the overview means."""

from __future__ import annotations

from datetime import date
from typing import Any

from dash import html
from sqlalchemy.orm import Session

from dashboard.column_answers import column_answers
from dashboard.components import empty_note, link, page_asked, pager, section, table
from dashboard.page import Visit
from dashboard.words import COLUMN_ANSWERS, COLUMN_SIGNS

COLUMNS_SHOWN = 100


def columns_of_answer(session: Session, visit: Visit, answer: str) -> Any:
    """Return one page of these columns with limit, newest item, last look and reason."""
    found = [
        line
        for line in column_answers(session, visit.scope, visit.services.rulebook, visit.services.today())
        if line.state.answer == answer
    ]
    page = page_asked(visit.filters, len(found), COLUMNS_SHOWN)
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
    steps = pager(page, len(found), COLUMNS_SHOWN, lambda other: _address(answer, other))
    shown = table(heads, rows, label=title) if rows else empty_note("没有这样的栏目。")
    others = [link(f"{COLUMN_SIGNS[key]} {name}", _address(key)) for key, name in COLUMN_ANSWERS.items()]
    return html.Div(
        [
            html.P(link("← 网站", "/sites")),
            html.H1(title),
            html.Div(others, className="pages"),
            section("栏目", shown, steps, note=f"共 {len(found):,} 条"),
        ]
    )


def _address(answer: str, page: int = 1) -> str:
    return f"/sources?answer={answer}" + (f"&page={page}" if page > 1 else "")


def _day(day: date | None) -> str:
    return "—" if day is None else day.isoformat()
