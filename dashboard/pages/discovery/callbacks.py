"""Confirm and reject: role and scope are asked again on the server, whatever the page showed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import Dash, Input, Output, State, ctx, no_update
from flask import abort

from collectors.discovery import confirm_proposals, reject_proposals
from dashboard.pages.discovery.layout import CATEGORY, CONFIRM, FILTER, GRID, MESSAGE, REJECT, draw
from dashboard.pages.discovery.queries import in_scope
from dashboard.pages.discovery.searching import register_search, shown
from dashboard.routing import CONTENT
from dashboard.security.users import current_scope
from dashboard.services import Services


def register(app: Dash, services: Services) -> None:
    """Register the callbacks of this page."""
    _deciding(app, services)
    register_search(app, services)


def _deciding(app: Dash, services: Services) -> None:
    @app.callback(
        Output(CONTENT, "children", allow_duplicate=True),
        Output(MESSAGE, "children"),
        Input(CONFIRM, "n_clicks"),
        Input(REJECT, "n_clicks"),
        State(GRID, "selectedRows"),
        State(CATEGORY, "value"),
        State(FILTER, "data"),
        prevent_initial_call=True,
    )
    def decide(
        confirmed: int | None,
        rejected: int | None,
        rows: Sequence[Mapping[str, Any]] | None,
        category: str | None,
        site: int | None,
    ) -> tuple[Any, Any]:
        scope = current_scope()
        if not scope.is_officer:
            abort(403)
        if not (confirmed or rejected):
            return no_update, no_update
        with services.database.read() as session:
            ids = in_scope(session, scope, [int(row["id"]) for row in rows or () if str(row.get("id")).isdigit()])
        if not ids:
            return no_update, "请先选择栏目。"
        if ctx.triggered_id == CONFIRM:
            chosen = category if category in services.rulebook.column_categories else None
            number = confirm_proposals(services.database, ids, scope.username, services.clock(), chosen)
            words = f"已确认 {number} 个，下一轮采集开始检查。"
        else:
            number = reject_proposals(services.database, ids, scope.username, services.clock())
            words = f"已驳回 {number} 个。"
        return draw(shown(services, scope, site), words), no_update
