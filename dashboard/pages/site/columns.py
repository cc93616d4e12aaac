"""The columns of a website by their four answers, what is wrong first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard.column_answers import ColumnAnswer
from dashboard.components import empty_note, link, section, table
from dashboard.pages.site.queries import SiteView
from dashboard.words import COLUMN_ANSWERS, COLUMN_SIGNS
from metrics.column_history import stale_from
from rulebook import Rulebook

_MOST_SHOWN = 300
"""Of one answer; no site of ours has so many columns, but a table of thousands would stop the browser."""


def column_sections(view: SiteView, rulebook: Rulebook) -> list[Any]:
    """Return a section for each answer that a column has, and one for those that were retired."""
    if not view.columns and not view.retired_columns:
        return [section("栏目", empty_note("这个网站没有登记栏目：W4 无从检查。"), wide=True)]
    found = []
    for answer in COLUMN_ANSWERS:
        lines = [line for line in view.columns if line.state.answer == answer]
        if lines:
            found.append(_section(answer, lines, rulebook))
    if view.retired_columns:
        found.append(_retired(view))
    return found


def _section(answer: str, lines: Sequence[ColumnAnswer], rulebook: Rulebook) -> Any:
    rows = [_row(line, rulebook) for line in lines[:_MOST_SHOWN]]
    title = f"栏目：{COLUMN_SIGNS[answer]} {COLUMN_ANSWERS[answer]}"
    note = f"{len(lines):,} 个" + (f"，显示前 {_MOST_SHOWN} 个" if len(lines) > _MOST_SHOWN else "")
    heads = ["栏目", "类别", "期限", "最新信息", "超期日", "最近检查", "说明"]
    return section(title, table(heads, rows, label=title), note=note, wide=True, identity=f"columns-{answer}")


def _row(line: ColumnAnswer, rulebook: Rulebook) -> list[Any]:
    category = rulebook.column_categories.get(line.category)
    state = line.state
    turns = state.stale_since or stale_from(state.newest, state.limit_days)
    return [
        link(line.name, f"/column/{line.column_id}"),
        category.name if category else line.category,
        html.Span(f"{state.limit_days} 天", className="nowrap"),
        _day(state.newest),
        _day(turns),
        _day(state.last_look),
        state.reason,
    ]


def _retired(view: SiteView) -> Any:
    rows = [
        [
            link(column.name, f"/column/{column.id}"),
            _day(column.retired_on),
            column.retired_by or "—",
            column.retired_reason or "—",
        ]
        for column in view.retired_columns[:_MOST_SHOWN]
    ]
    shown = table(["栏目", "停用日", "经办", "原因"], rows, label="停用的栏目")
    return section("栏目：－ 已停用", shown, note=f"{len(view.retired_columns):,} 个，不再检查", wide=True)


def _day(day: Any) -> Any:
    return html.Span("—" if day is None else day.isoformat(), className="nowrap")
