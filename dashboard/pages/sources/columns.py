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


def columns_of_answer(session: Session, visit: Visit, answer: str) -> Any:
    """Return these columns with limit, newest item, last look and reason."""
    found = [
        line
        for line in column_answers(session, visit.scope, visit.services.rulebook, visit.services.today())
        if line.state.answer == answer
    ]
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
        for line in found[:COLUMNS_SHOWN]
    ]
    heads = ["单位", "网站", "栏目", "类别", "时限", "最新信息", "最近检查", "说明"]
    title = f"网站栏目：{COLUMN_SIGNS[answer]} {COLUMN_ANSWERS[answer]}"
    shown = table(heads, rows, label=title) if rows else empty_note("没有这样的栏目。")
    note = f"共 {len(found):,} 条" + (f"，显示前 {len(rows):,} 条" if len(rows) < len(found) else "")
    others = [link(f"{COLUMN_SIGNS[key]} {name}", f"/sources?answer={key}") for key, name in COLUMN_ANSWERS.items()]
    to_sites = html.P(link("← 网站", "/sites"))
    return html.Div([to_sites, html.H1(title), html.Div(others, className="pages"), section("栏目", shown, note=note)])


def _day(day: date | None) -> str:
    return "—" if day is None else day.isoformat()
