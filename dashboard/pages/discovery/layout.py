"""The proposals with their guessed categories, and the two words an officer can say of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import dash_ag_grid
import dash_mantine_components as dmc
from dash import html

from dashboard.components import aria, empty_note, link
from dashboard.page import Visit
from dashboard.pages.discovery.queries import MOST_SHOWN, count_waiting, waiting_proposals
from dashboard.services import Services

GRID, MESSAGE, CATEGORY = "discovery-grid", "discovery-message", "discovery-category"
CONFIRM, REJECT = "discovery-confirm", "discovery-reject"
ROWS_ON_A_PAGE = 100
_ROW, _HEADER = 36, 46
"""Pixels of a row, and of the head with its borders."""
_EXPLAINED = (
    "系统从网站导航和网站地图中找到的列表页，类别由名称推测。确认后成为栏目并开始检查；驳回后不再提出。"
    "寻找某个网站的栏目：在服务器上运行 mingcha discover 网址。"
)


def layout(visit: Visit) -> Any:
    """Draw the proposals; only the supervising side decides."""
    return draw(visit, "")


def draw(visit: Visit, message: str) -> Any:
    """Draw them, with what was just done."""
    head = [html.H1("栏目发现"), html.P(_EXPLAINED, className="note")]
    if not visit.scope.is_officer:
        return html.Div([*head, empty_note("仅供监管人员使用。")])
    with visit.services.database.read() as session:
        rows = waiting_proposals(session, visit.scope, visit.services.rulebook)
        number = count_waiting(session, visit.scope)
    said = html.P(message, id=MESSAGE, className="note", role="status")
    if not rows:
        return html.Div([*head, said, empty_note("没有待确认的栏目。"), link("看网站", "/sites")])
    words = f"待确认 {number:,} 个" + (f"，显示前 {MOST_SHOWN}" if number > MOST_SHOWN else "")
    return html.Div([*head, said, _actions(visit.services), html.P(words, className="note"), _grid(rows)])


def _actions(services: Services) -> Any:
    categories = {code: one.name for code, one in services.rulebook.column_categories.items() if one.is_column}
    return html.Div(
        [
            dmc.Select(
                id=CATEGORY,
                label="所选栏目的类别",
                data=[{"value": code, "label": name} for code, name in categories.items()],
                placeholder="按推测的类别",
                clearable=True,
                w=190,
            ),
            dmc.Button("确认所选", id=CONFIRM, size="xs"),
            dmc.Button("驳回所选", id=REJECT, size="xs", variant="default"),
        ],
        className="filters",
    )


def _grid(rows: Sequence[dict[str, Any]]) -> Any:
    grid = dash_ag_grid.AgGrid(
        id=GRID,
        columnDefs=_COLUMNS,
        rowData=list(rows),
        getRowId="params.data.id",
        defaultColDef={"resizable": True, "sortable": True, "suppressMovable": True},
        dashGridOptions={
            "rowSelection": {"mode": "multiRow", "headerCheckbox": True, "selectAll": "currentPage"},
            "pagination": len(rows) > ROWS_ON_A_PAGE,
            "paginationPageSize": ROWS_ON_A_PAGE,
            "paginationPageSizeSelector": False,
            "rowHeight": _ROW,
            "headerHeight": 36,
            "getLocaleText": {"function": "words(params.key, params.defaultValue)"},
            "theme": {"function": "themeQuartz"},
        },
        className="ag-theme-mingcha",
        style={"height": "100%", "width": "100%"},
    )
    height = _HEADER + _ROW * min(len(rows), ROWS_ON_A_PAGE)
    return html.Div(grid, className="cards-grid proposal-grid", style={"height": height}, **aria(label="待确认的栏目"))


_COLUMNS: list[dict[str, Any]] = [
    {"field": "site", "headerName": "网站", "flex": 2, "minWidth": 160, "tooltipField": "agency"},
    {"field": "name", "headerName": "名称", "flex": 2, "minWidth": 140, "tooltipField": "name"},
    {"field": "category", "headerName": "推测类别", "width": 140},
    {"field": "confidence", "headerName": "把握", "width": 84},
    {"field": "newest", "headerName": "最新信息", "width": 118},
    {"field": "items", "headerName": "条数", "width": 80},
    {"field": "found_in", "headerName": "来自", "width": 100},
    {"field": "url", "headerName": "网址", "flex": 3, "minWidth": 220, "tooltipField": "url"},
]
