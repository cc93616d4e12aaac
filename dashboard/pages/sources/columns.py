"""The website columns of one of the four answers, which a number on the overview means: the gravest first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from dash import html
from sqlalchemy.orm import Session

from dashboard.column_answers import ColumnAnswer, column_answers
from dashboard.components import choice, empty_note, link, page_asked, pager, section, table
from dashboard.filter_fields import region_field, text_field
from dashboard.page import Visit
from dashboard.pages.sources.column_filter import ColumnFilter
from dashboard.words import COLUMN_ANSWERS, COLUMN_SIGNS

COLUMNS_SHOWN = 100
INPUTS = {name: f"columns-{name}" for name in ("region", "category", "text")}
_HEADS = ["单位", "网站", "栏目", "类别", "时限", "最新信息", "最近检查", "说明"]
_NEVER = date.min
_FIRST: Mapping[str, Callable[[ColumnAnswer], date]] = {
    "stale": lambda line: line.state.stale_since or date.max,
    "check_failed": lambda line: line.state.newest or _NEVER,
    "not_checked": lambda line: line.state.last_look or _NEVER,
}
"""What is stale longest, was never seen or has not been looked at longest stands on top; else by agency."""


def columns_of_answer(session: Session, visit: Visit, wanted: ColumnFilter) -> Any:
    """Return one page of these columns with limit, newest item, last look and reason."""
    rulebook, today = visit.services.rulebook, visit.services.today()
    answers = column_answers(session, visit.scope, rulebook, today, *wanted.conditions())
    found = [line for line in answers if line.state.answer == wanted.answer]
    if wanted.answer in _FIRST:
        found.sort(key=_FIRST[wanted.answer])
    page = page_asked(visit.filters, len(found), COLUMNS_SHOWN)
    names = {code: category.name for code, category in rulebook.column_categories.items()}
    rows = [_row(line, names) for line in found[(page - 1) * COLUMNS_SHOWN : page * COLUMNS_SHOWN]]
    title = f"网站栏目：{COLUMN_SIGNS[wanted.answer]} {COLUMN_ANSWERS[wanted.answer]}"
    shown = table(_HEADS, rows, label=title) if rows else empty_note("没有这样的栏目。")
    others = [
        link(f"{COLUMN_SIGNS[key]} {name}", wanted.but(answer=key).href()) for key, name in COLUMN_ANSWERS.items()
    ]
    return html.Div(
        [
            html.P(link("← 网站", "/sites")),
            html.H1(title),
            html.Div(others, className="pages"),
            html.Div(_filters(session, visit, wanted, names), className="filters"),
            section("栏目", shown, pager(page, len(found), COLUMNS_SHOWN, wanted.href), note=f"共 {len(found):,} 条"),
        ]
    )


def _filters(session: Session, visit: Visit, wanted: ColumnFilter, categories: Mapping[str, str]) -> list[Any]:
    return [
        region_field(session, visit.scope, INPUTS["region"], wanted.region),
        choice(INPUTS["category"], "类别", categories, wanted.category, 190),
        text_field(INPUTS["text"], wanted.text, "栏目、网站或单位"),
        link("清除条件", ColumnFilter(wanted.answer).href()),
    ]


def _row(line: ColumnAnswer, categories: Mapping[str, str]) -> list[Any]:
    return [
        line.agency,
        link(line.site, f"/site/{line.site_id}"),
        link(line.name, f"/column/{line.column_id}"),
        categories[line.category],
        f"{line.state.limit_days} 天",
        _day(line.state.newest),
        _day(line.state.last_look),
        line.state.reason,
    ]


def _day(day: date | None) -> str:
    return "—" if day is None else day.isoformat()
