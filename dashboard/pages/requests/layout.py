"""Counts that lead to their rows, filters and the grid. The filters are the address, so that a list can be sent on."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from dash import dcc, html
from sqlalchemy.orm import Session

from dashboard.components import choice, link, tile
from dashboard.filter_fields import place_fields, text_field
from dashboard.grid import infinite_grid
from dashboard.grid_rows import sorted_columns
from dashboard.page import Visit
from dashboard.pages.requests.queries import count_each
from dashboard.pages.requests.views import views_row
from dashboard.request_filter import CHANNEL_CHOICES, LIST, MONTH, STANDINGS, UNSAID, RequestFilter
from dashboard.request_standing import DUE_WINDOWS, OPEN, DueHorizon
from dashboard.request_traits import STEPS, TIMELY

GRID, FILTER, COUNT = "requests-grid", "requests-filter", "requests-count"
_FILTERS = ("standing", "due", "region", "agency", "channel", "outcome", "timely", "step", "received", "text")
INPUTS = {name: f"requests-{name}" for name in _FILTERS}
_TILES = (
    (OPEN, "", "未办结", ""),
    ("overdue", "overdue", "逾期未答复", "tile-red"),
    ("", "today", "今日到期", "tile-yellow"),
    ("", "near", DUE_WINDOWS["near"], "tile-yellow"),
    ("consulting", "", "征求意见中", "tile-blue"),
    ("awaiting_correction", "", "等待补正", "tile-blue"),
)


def layout(visit: Visit) -> Any:
    """Draw the list for the filters of the address."""
    wanted = RequestFilter.read(visit.filters)
    with visit.services.database.read() as session:
        tiles = _tiles(session, visit, wanted)
        filters = _filters(session, visit, wanted)
        views = views_row(session, visit.scope)
    return html.Div(
        [
            html.Div([html.H1("依申请公开"), link("到期月历与日历订阅", _month(wanted))], className="title-row"),
            html.Div(tiles, className="tiles"),
            html.Div(filters, className="filters after-tiles"),
            views,
            dcc.Store(id=FILTER, data=asdict(wanted)),
            html.P(id=COUNT, className="note", role="status"),
            infinite_grid(GRID, sorted_columns(_columns(visit), wanted.sort), label="依申请公开表格"),
        ]
    )


def _month(wanted: RequestFilter) -> str:
    query = RequestFilter(region=wanted.region, agency=wanted.agency).query()
    return f"{MONTH}?{query}" if query else MONTH


def _tiles(session: Session, visit: Visit, wanted: RequestFilter) -> list[Any]:
    """Counts within the place and agency chosen."""
    horizon = DueHorizon.on(session, visit.services.today(), visit.services.rulebook.calendar)
    here = RequestFilter(region=wanted.region, agency=wanted.agency)
    meant = [here.but(standing=standing or None, due=due or None) for standing, due, _, _ in _TILES]
    counts = count_each(session, visit.scope, meant, horizon)
    return [
        tile(label, number, one.href(), unit="件", kind=kind)
        for one, number, (_, _, label, kind) in zip(meant, counts, _TILES, strict=True)
    ]


def _filters(session: Session, visit: Visit, wanted: RequestFilter) -> list[Any]:
    steps = {code: name for code, (name, _) in STEPS.items()}
    day = {wanted.due: f"{wanted.due} 到期"} if wanted.due and wanted.due not in DUE_WINDOWS else {}
    kinds = {kind.code: kind.name for kind in visit.services.rulebook.reply_kinds.values()}
    hint = "编号、单位或内容" if visit.scope.sees_descriptions else "编号或单位"
    return [
        choice(INPUTS["standing"], "办理状态", STANDINGS, wanted.standing, 190),
        choice(INPUTS["due"], "到期", {**DUE_WINDOWS, **day}, wanted.due, 180),
        *place_fields(session, visit.scope, INPUTS, wanted),
        choice(INPUTS["channel"], "渠道", CHANNEL_CHOICES, wanted.channel, 140),
        choice(INPUTS["outcome"], "答复种类", {**kinds, UNSAID: "台账未载明"}, wanted.outcome, 210),
        choice(INPUTS["timely"], "是否按期", TIMELY, wanted.timely, 160),
        choice(INPUTS["step"], "办理环节", steps, wanted.step, 140),
        text_field(INPUTS["received"], wanted.received, "如 2026-01-01..2026-12-31", label="收到日", width=210),
        text_field(INPUTS["text"], wanted.text, hint, width=180),
        link("清除条件", LIST),
    ]


def _columns(visit: Visit) -> list[dict[str, Any]]:
    columns: list[dict[str, Any]] = [
        {"field": "number", "headerName": "编号", "width": 190, "cellRenderer": "RowLink", "tooltipField": "number"},
        {"field": "standing_name", "headerName": "办理状态", "width": 170, "cellRenderer": "Standing"},
        {"field": "due", "headerName": "到期日（剩余工作日）", "width": 190},
        {"field": "agency", "headerName": "单位", "flex": 3, "minWidth": 180, "tooltipField": "agency"},
        {"field": "place", "headerName": "地区", "flex": 1, "minWidth": 110},
        {"field": "received_on", "headerName": "收到日", "width": 112},
        {"field": "channel_name", "headerName": "渠道", "width": 130},
        {"field": "outcome_name", "headerName": "答复种类", "width": 150, "tooltipField": "outcome_name"},
        {"field": "closed_on", "headerName": "办结日", "width": 112},
    ]
    if visit.scope.sees_descriptions:
        described = {"field": "description", "headerName": "申请内容", "flex": 3, "minWidth": 180, "sortable": False}
        columns.insert(4, {**described, "tooltipField": "description"})
    return columns
