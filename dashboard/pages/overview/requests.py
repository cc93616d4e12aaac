"""Requests for information on the overview: counts that lead to their rows."""

from __future__ import annotations

from datetime import date
from typing import Any

from dash import html
from sqlalchemy.orm import Session

from dashboard.components import link, section, tile
from dashboard.page import Visit
from dashboard.pages.requests.queries import count_each
from dashboard.request_filter import LIST, RequestFilter
from dashboard.request_standing import DUE_WINDOWS, OPEN, DueHorizon

_TILES = (
    (RequestFilter(standing=OPEN), "未办结", ""),
    (RequestFilter(standing="overdue"), "逾期未答复", "tile-red"),
    (RequestFilter(due="today"), "今日到期", "tile-yellow"),
    (RequestFilter(due="near"), DUE_WINDOWS["near"], "tile-yellow"),
    (RequestFilter(standing="consulting"), "征求意见中", "tile-blue"),
    (RequestFilter(standing="awaiting_correction"), "等待补正", "tile-blue"),
)


def requests_section(session: Session, visit: Visit, today: date, *, wide: bool = False) -> Any:
    """Return the counts of open requests in the user's scope."""
    horizon = DueHorizon.on(session, today, visit.services.rulebook.calendar)
    counts = count_each(session, visit.scope, [wanted for wanted, _, _ in _TILES], horizon)
    tiles = [
        tile(label, number, wanted.href(), unit="件", kind=kind)
        for number, (wanted, label, kind) in zip(counts, _TILES, strict=True)
    ]
    ways = [link("名单", LIST), link("到期月历", "/requests/month"), link("指标", "/measures")]
    return section("依申请公开", html.Div(tiles, className="tiles"), html.Div(ways, className="pages"), wide=wide)
