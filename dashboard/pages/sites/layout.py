"""Counts that lead to their rows, filters and the grid. The filters are the address, so that a list can be sent on."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import Any

from dash import dcc, html
from sqlalchemy.orm import Session

from dashboard.components import choice, empty_note, link, tile
from dashboard.filter_fields import place_fields, text_field
from dashboard.grid import infinite_grid
from dashboard.page import Visit
from dashboard.pages.discovery.queries import count_waiting
from dashboard.pages.sites.queries import DAYS_SHOWN, count_states
from dashboard.site_filter import LIST, SiteFilter
from dashboard.site_states import SITE_STATES
from dashboard.words import COLUMN_ANSWERS, COLUMN_SIGNS

GRID, FILTER, COUNT = "sites-grid", "sites-filter", "sites-count"
INPUTS = {name: f"sites-{name}" for name in ("state", "region", "agency", "text")}
_KINDS = {
    "veto": "tile-red",
    "early": "tile-blue",
    "down": "tile-red",
    "columns": "tile-yellow",
}


def layout(visit: Visit) -> Any:
    """Draw the list for the filters of the address."""
    wanted = SiteFilter.read(visit.filters)
    with visit.services.database.read() as session:
        counts = count_states(session, visit.scope, wanted, visit.services)
        filters = _filters(session, visit, wanted)
        discovery = _discovery(session, visit)
    answers = [link(f"{COLUMN_SIGNS[key]} {name}", f"/sources?answer={key}") for key, name in COLUMN_ANSWERS.items()]
    doors = [*discovery, html.Span("栏目名单：", className="note"), *answers]
    return html.Div(
        [
            html.Div(
                [html.H1("网站"), html.Div(doors, className="pages")],
                className="title-row",
            ),
            html.Div(_tiles(wanted, counts), className="tiles"),
            html.Div(filters, className="filters after-tiles"),
            dcc.Store(id=FILTER, data=asdict(wanted)),
            html.P(id=COUNT, className="note", role="status"),
            *_list(wanted, counts),
        ]
    )


def _discovery(session: Session, visit: Visit) -> list[Any]:
    """Where officers find and confirm columns."""
    if not visit.scope.is_officer:
        return []
    waiting = count_waiting(session, visit.scope)
    return [link(f"栏目发现（{waiting:,} 个待确认）" if waiting else "栏目发现", "/discovery")]


def _list(wanted: SiteFilter, counts: Counter[str]) -> list[Any]:
    if not counts and wanted == SiteFilter():
        return [
            empty_note(
                "您的范围内还没有登记网站。用 mingcha import registry 登记网站和栏目后，这里显示每个网站的情况。"
            )
        ]
    return [infinite_grid(GRID, _COLUMNS, label="网站表格")]


def _tiles(wanted: SiteFilter, counts: Counter[str]) -> list[Any]:
    return [
        tile(name, counts[state], wanted.but(state=state).href(), unit="个", kind=_KINDS.get(state, ""))
        for state, name in SITE_STATES.items()
        if counts[state] or state != "retired"
    ]


def _filters(session: Session, visit: Visit, wanted: SiteFilter) -> list[Any]:
    return [
        choice(INPUTS["state"], "状态", SITE_STATES, wanted.state, 180),
        *place_fields(session, visit.scope, INPUTS, wanted),
        text_field(INPUTS["text"], wanted.text, "网站、网址或单位"),
        link("清除条件", LIST),
    ]


_COUNT = {"sortable": False, "cellRenderer": "CountLink"}
_COLUMNS: list[dict[str, Any]] = [
    {
        "field": "name",
        "headerName": "网站",
        "flex": 3,
        "minWidth": 190,
        "cellRenderer": "RowLink",
        "tooltipField": "name",
    },
    {"field": "state_name", "headerName": "状态", "width": 138},
    {"field": "veto", "headerName": "否决项", "width": 138, "sortable": False, "tooltipField": "veto_in_full"},
    {
        "field": "access",
        "headerName": f"近 {DAYS_SHOWN} 天能否打开",
        "width": 170,
        "sortable": False,
        "cellRenderer": "AccessStrip",
    },
    {"field": "columns", "headerName": "栏目", "width": 62, "sortable": False},
    {**_COUNT, "field": "stale", "headerName": "▲ 超期", "width": 79},
    {**_COUNT, "field": "blank", "headerName": "其中空白", "width": 88},
    {**_COUNT, "field": "failed", "headerName": "✕ 失败", "width": 79},
    {**_COUNT, "field": "unchecked", "headerName": "○ 未检查", "width": 92},
    {"field": "agency", "headerName": "单位", "flex": 3, "minWidth": 170, "tooltipField": "agency"},
    {"field": "place", "headerName": "地区", "flex": 1, "minWidth": 118},
]
