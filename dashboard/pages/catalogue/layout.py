"""The matrix of coverage, or the list of duties behind a number of it. The filters are the address."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import Any

from dash import dcc, html
from sqlalchemy.orm import Session

from dashboard.catalogue_filter import PAGE, CatalogueFilter
from dashboard.catalogue_states import STATE_SIGNS, STATES
from dashboard.components import choice, empty_note, link, section, tile
from dashboard.filter_fields import place_fields, text_field
from dashboard.grid import infinite_grid
from dashboard.page import Visit
from dashboard.pages.catalogue.matrix import matrix_table
from dashboard.pages.catalogue.queries import Matrix, catalogue_names, field_names, matrix
from dashboard.pages.discovery.queries import count_waiting

GRID, FILTER, COUNT = "catalogue-grid", "catalogue-filter", "catalogue-count"
INPUTS = {name: f"catalogue-{name}" for name in ("catalogue", "field", "state", "region", "agency", "text")}
_KINDS = {"gap": "tile-red", "stale": "tile-yellow", "covered": "tile-green"}


def layout(visit: Visit) -> Any:
    """Draw the matrix, or with ``shown=list`` (or any narrower filter) the list."""
    wanted = CatalogueFilter.read(visit.filters)
    listed = wanted.shown is not None or bool(wanted.state or wanted.text)
    with visit.services.database.read() as session:
        names = catalogue_names(session)
        found = matrix(session, visit.scope, wanted.but(state=None), visit.services)
        filters = _filters(session, visit, wanted, names)
        doors = _doors(session, visit, wanted, listed=listed)
    body = [infinite_grid(GRID, _COLUMNS, label="清单事项表格")] if listed else [_matrix(found, wanted, names)]
    return html.Div(
        [
            html.Div([html.H1("事项清单"), html.Div(doors, className="pages")], className="title-row"),
            html.Div(_tiles(found.total, wanted), className="tiles"),
            html.Div(filters, className="filters after-tiles"),
            dcc.Store(id=FILTER, data=asdict(wanted)),
            html.P(id=COUNT, className="note", role="status"),
            *body,
        ]
    )


def _doors(session: Session, visit: Visit, wanted: CatalogueFilter, *, listed: bool) -> list[Any]:
    other = wanted.but(shown=None, state=None, text=None) if listed else wanted.but(shown="list")
    doors = [link("看覆盖表" if listed else "看事项名单", other.href()), link("年度报告", "/annual-reports")]
    if visit.scope.is_officer:
        waiting = count_waiting(session, visit.scope)
        doors.append(link(f"栏目发现（{waiting:,} 个待确认）" if waiting else "栏目发现", "/discovery"))
    return doors


def _tiles(total: Counter[str], wanted: CatalogueFilter) -> list[Any]:
    return [
        tile(
            f"{STATE_SIGNS[state]} {name}",
            total[state],
            wanted.but(state=state, shown="list").href(),
            unit="项",
            kind=_KINDS.get(state, ""),
        )
        for state, name in STATES.items()
    ]


def _matrix(found: Matrix, wanted: CatalogueFilter, names: list[str]) -> Any:
    if not names:
        return empty_note("还没有导入事项清单。用 mingcha import catalogue 导入后，这里按领域和地区显示覆盖情况。")
    if not found.cells:
        return empty_note("您的范围内没有符合条件的事项。")
    note = "每格为：已公开／应公开；点击查看名单"
    return section("覆盖情况", matrix_table(found, wanted), note=note, wide=True)


def _filters(session: Session, visit: Visit, wanted: CatalogueFilter, names: list[str]) -> list[Any]:
    fields = field_names(session, wanted.catalogue)
    return [
        choice(INPUTS["catalogue"], "清单", {name: name for name in names}, wanted.catalogue, 220),
        choice(INPUTS["field"], "领域", {name: name for name in fields}, wanted.field, 170),
        choice(INPUTS["state"], "状态", STATES, wanted.state, 150),
        *place_fields(session, visit.scope, INPUTS, wanted, agency="公开主体"),
        text_field(INPUTS["text"], wanted.text, "事项、单位或栏目", width=170),
        link("清除条件", PAGE),
    ]


_COLUMNS: list[dict[str, Any]] = [
    {"field": "state_name", "headerName": "状态", "width": 140},
    {"field": "item", "headerName": "事项", "flex": 4, "minWidth": 220, "tooltipField": "item_in_full"},
    {"field": "field", "headerName": "领域", "width": 120, "tooltipField": "field"},
    {"field": "agency", "headerName": "公开主体", "flex": 3, "minWidth": 170, "tooltipField": "agency"},
    {"field": "place", "headerName": "地区", "width": 130, "tooltipField": "place"},
    {
        "field": "column",
        "headerName": "公开位置",
        "flex": 3,
        "minWidth": 190,
        "cellRenderer": "RowLink",
        "tooltipField": "site",
    },
    {"field": "newest", "headerName": "最新信息", "width": 118},
    {"field": "limit", "headerName": "期限", "width": 90, "sortable": False},
    {"field": "looked", "headerName": "最近检查", "width": 118, "sortable": False},
]
