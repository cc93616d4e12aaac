"""The proposals with their guessed categories, and the two words an officer can say of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import dash_ag_grid
import dash_mantine_components as dmc
from dash import dcc, html
from sqlalchemy.orm import Session

from collectors.discovery import BUDGET, LARGEST_BUDGET
from dashboard.components import aria, empty_note, link, section
from dashboard.page import Visit
from dashboard.pages.discovery.queries import (
    MOST_SHOWN,
    count_waiting,
    sites_to_choose,
    waiting_proposals,
    wanted_site,
)
from dashboard.pages.discovery.runs import is_open, runs_block, runs_in_scope
from dashboard.services import Services
from store.models import Site

GRID, MESSAGE, CATEGORY = "discovery-grid", "discovery-message", "discovery-category"
CONFIRM, REJECT = "discovery-confirm", "discovery-reject"
SITE, BUDGET_INPUT, START = "discovery-site", "discovery-budget", "discovery-start"
RUNS, WATCH, FILTER = "discovery-runs", "discovery-watch", "discovery-filter"
EMPTY = "discovery-empty"
ROWS_ON_A_PAGE = 100
_EVERY_MILLISECONDS = 2_000
_ROW, _HEADER = 36, 46
"""Pixels of a row, and of the head with its borders."""
_EXPLAINED = (
    "从网站的导航和网站地图中查找列表页，类别由名称推测。确认后成为栏目并开始检查；驳回后不再提出。"
    "查找由采集进程按采集的间隔逐页访问，遵守网站的 robots.txt，可以随时停止，已找到的保留待确认。"
)


def layout(visit: Visit) -> Any:
    """Draw the proposals; only the supervising side decides."""
    return draw(visit, "")


def draw(visit: Visit, message: str) -> Any:
    """Draw them, with what was just done."""
    if not visit.scope.is_officer:
        return html.Div([html.H1("栏目发现"), empty_note("仅供监管人员使用。")])
    with visit.services.database.read() as session:
        site = wanted_site(session, visit.scope, visit.filters.get("site"))
        site_id = site.id if site is not None else None
        rows = waiting_proposals(session, visit.scope, visit.services.rulebook, site_id)
        number = count_waiting(session, visit.scope, site_id)
        search = _search(session, visit, site)
    return html.Div(
        [
            *_head(site),
            search,
            html.P(message, id=MESSAGE, className="note", role="status"),
            dcc.Store(id=FILTER, data=site_id),
            dcc.Store(id=EMPTY, data=not rows),
            *_proposals(visit.services, rows, number),
        ]
    )


def _head(site: Site | None) -> list[Any]:
    explained = html.P(_EXPLAINED, className="note")
    if site is None:
        return [html.H1("栏目发现"), explained]
    back = html.P([link(site.name, f"/site/{site.id}"), "　·　", link("全部网站的栏目发现", "/discovery")])
    return [back, html.H1(f"栏目发现：{site.name}"), explained]


def _search(session: Session, visit: Visit, site: Site | None) -> Any:
    """Where a discovery is begun, and how those are that were."""
    lines = runs_in_scope(session, visit.scope, site.id if site is not None else None)
    in_use = site is not None and site.retired_on is None
    choice = dmc.Select(
        id=SITE,
        label="网站",
        data=sites_to_choose(session, visit.scope, site),
        value=str(site.id) if site is not None and in_use else None,
        searchable=True,
        clearable=True,
        placeholder="输入名称或网址查找",
        nothingFoundMessage="没有",
        w=380,
        className="reason",
    )
    most = dmc.NumberInput(
        id=BUDGET_INPUT, label="最多访问（次）", value=BUDGET, min=1, max=LARGEST_BUDGET, allowDecimal=False, w=130
    )
    form = html.Div([choice, most, dmc.Button("开始查找", id=START, size="xs")], className="filters")
    watch = dcc.Interval(id=WATCH, interval=_EVERY_MILLISECONDS, disabled=not is_open(lines))
    return section("查找栏目", form, html.Div(runs_block(lines), id=RUNS), watch, wide=True)


def _proposals(services: Services, rows: Sequence[dict[str, Any]], number: int) -> list[Any]:
    if not rows:
        return [empty_note("没有待确认的栏目。"), link("看网站", "/sites")]
    words = f"待确认 {number:,} 个" + (f"，显示前 {MOST_SHOWN}" if number > MOST_SHOWN else "")
    return [_actions(services), html.P(words, className="note"), _grid(rows)]


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
    {
        "field": "url",
        "headerName": "网址（打开）",
        "flex": 3,
        "minWidth": 220,
        "cellRenderer": "LiveLink",
        "tooltipField": "url",
    },
]
