"""Filters and the grid. The filters are the address, so that a list can be kept and sent on."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from dash import dcc, html
from sqlalchemy.orm import Session

from dashboard.card_filter import STATE_GROUPS, CardFilter
from dashboard.components import choice, link
from dashboard.filter_fields import region_field, text_field
from dashboard.grid import infinite_grid
from dashboard.page import Visit
from dashboard.words import CARD_STATES, COLOURS, colour_label

GRID, FILTER = "cards-grid", "cards-filter"
CHOICES = {name: f"cards-{name}" for name in ("colour", "state", "region", "month", "since")}
TEXT = "cards-text"


def layout(visit: Visit) -> Any:
    """Draw the list for the filters of the address."""
    wanted = CardFilter.read(visit.filters)
    with visit.services.database.read() as session:
        filters = _filters(session, visit, wanted)
    return html.Div(
        [
            html.H1("牌单"),
            html.Div(className="filters", children=filters),
            dcc.Store(id=FILTER, data=asdict(wanted)),
            html.P(id="cards-count", className="note", role="status"),
            _grid(),
        ]
    )


def _filters(session: Session, visit: Visit, wanted: CardFilter) -> list[Any]:
    colours = {colour: colour_label(colour) for colour in COLOURS}
    return [
        choice(CHOICES["colour"], "牌色", colours, wanted.colour, 130),
        choice(CHOICES["state"], "状态", {**STATE_GROUPS, **CARD_STATES}, wanted.state, 190),
        region_field(session, visit.scope, CHOICES["region"], wanted.region),
        text_field(CHOICES["month"], wanted.month, "如 2026-11", label="发牌月份", width=110),
        text_field(CHOICES["since"], wanted.since, "如 2026-11-20", label="新发，自", width=130),
        text_field(TEXT, wanted.text, "编号、事项或单位", width=220),
        link("清除条件", "/cards"),
    ]


def _grid() -> Any:
    columns = [
        {"field": "colour_name", "headerName": "牌", "width": 96, "cellRenderer": "CardColour"},
        {
            "field": "title",
            "headerName": "事项",
            "flex": 5,
            "minWidth": 240,
            "cellRenderer": "RowLink",
            "tooltipField": "title",
        },
        {"field": "agency", "headerName": "单位", "flex": 3, "minWidth": 180, "tooltipField": "agency"},
        {"field": "place", "headerName": "地区", "width": 128, "tooltipField": "place_in_full"},
        {"field": "issued_on", "headerName": "发牌日", "width": 118},
        {"field": "deadline", "headerName": "下一期限", "width": 150},
        {"field": "state_name", "headerName": "状态", "width": 100},
        {"field": "number", "headerName": "编号", "width": 230, "tooltipField": "number"},
    ]
    return infinite_grid(GRID, columns, label="牌单表格")
