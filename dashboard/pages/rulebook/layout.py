"""The rulebook as the pages cite it: law, card rules, limits of columns, calendars; each with its status."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import html

from dashboard.components import aria, empty_note, link, section, table
from dashboard.page import Visit
from dashboard.pages.rulebook import tables
from dashboard.pages.rulebook.tables import Row

TEXT = "rulebook-text"
_LONGEST_SEARCH = 100


def layout(visit: Visit) -> Any:
    """Draw the rules in force in this installation and the versions used so far; ``?text=`` keeps what contains it."""
    rules = visit.services.rulebook
    text = visit.filters.get("text", "").strip()[:_LONGEST_SEARCH]
    shown = [(part, part.rows(visit)) for part in _PARTS]
    kept = [(part, [row for row in rows if _contains(row, text)], len(rows)) for part, rows in shown]
    return html.Div(
        [
            html.Div(
                [
                    html.H1("规则库"),
                    html.Span(f"版本 {rules.version}　指纹 {rules.fingerprint[:12]}", className="note"),
                ],
                className="section-head",
            ),
            html.Div(
                className="filters",
                children=[
                    dmc.TextInput(
                        id=TEXT, label="查找", placeholder="编号、名称、文号或条款", value=text, debounce=True, w=280
                    ),
                    link("清除条件", "/rulebook"),
                ],
            ),
            html.Nav(
                [
                    html.A(f"{part.title}（{len(rows)}）", href=f"#{part.identity}", className="link")
                    for part, rows, _ in kept
                ],
                className="pages jump",
                **aria(label="本页各节"),
            ),
            *(_section(part, rows, total) for part, rows, total in kept),
        ]
    )


def _section(part: _Part, rows: Sequence[Row], total: int) -> Any:
    count = f"共 {total} 条" if len(rows) == total else f"{total} 条中的 {len(rows)} 条"
    note = f"{count}；{part.note}" if part.note else count
    drawn = (
        table(part.heads, [row.cells for row in rows], label=part.title) if rows else empty_note("没有符合条件的条目。")
    )
    return section(part.title, drawn, note=note, identity=part.identity)


def _contains(row: Row, text: str) -> bool:
    return text.casefold() in row.words.casefold()


class _Part:
    """One section: its table and where its rows come from."""

    def __init__(
        self, identity: str, title: str, heads: Sequence[str], rows: Callable[[Visit], list[Row]], note: str = ""
    ) -> None:
        self.identity, self.title, self.heads, self.rows, self.note = identity, title, heads, rows, note


_PARTS = (
    _Part("law", "法定与公开规则", tables.LAW_HEADS, tables.law),
    _Part(
        "cards",
        "发牌规则",
        tables.CARD_HEADS,
        tables.card_rules,
        "牌色为本地政策，对应《条例》第四十七至五十三条的措施",
    ),
    _Part("columns", "栏目类别与更新时限", tables.COLUMN_HEADS, tables.columns),
    _Part("calendars", "节假日安排", tables.CALENDAR_HEADS, tables.calendars, "没有通知的年份，期限为暂定"),
    _Part("versions", "用过的版本", tables.VERSION_HEADS, tables.versions),
)
