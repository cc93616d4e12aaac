"""Looks for the grid, the wish for a new look, and the clock that waits for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import Dash, Input, Output, State, no_update
from flask import abort

from dashboard.page import Visit
from dashboard.pages.column.layout import GRID, layout
from dashboard.pages.column.looks import block_of_looks
from dashboard.pages.column.queries import column_exists, column_source
from dashboard.pages.column.upkeep_callbacks import register_upkeep
from dashboard.pages.column.wish import BUTTON, COLUMN_ID, SEEN, WATCH, look_mark
from dashboard.routing import CONTENT
from dashboard.security.users import current_scope
from dashboard.services import Services
from store.audit import append_audit
from store.look_wishes import leave_wish


def register(app: Dash, services: Services) -> None:
    """Register the callbacks of this page."""
    _looks(app, services)
    _wish(app, services)
    _watch(app, services)
    register_upkeep(app, services)


def _looks(app: Dash, services: Services) -> None:
    @app.callback(
        Output(GRID, "getRowsResponse"),
        Input(GRID, "getRowsRequest"),
        State(COLUMN_ID, "data"),
    )
    def give_block(request: Mapping[str, Any] | None, column_id: int | None) -> Any:
        scope = current_scope()
        if request is None or column_id is None:
            return no_update
        with services.database.read() as session:
            if not column_exists(session, scope, str(column_id)):
                abort(404)
            return block_of_looks(session, services.rulebook, int(column_id), request)


def _wish(app: Dash, services: Services) -> None:
    @app.callback(
        Output(CONTENT, "children", allow_duplicate=True),
        Input(BUTTON, "n_clicks"),
        State(COLUMN_ID, "data"),
        prevent_initial_call=True,
    )
    def wish(clicks: int | None, column_id: int) -> Any:
        scope = current_scope()
        if not clicks:
            return no_update
        with services.database.write() as session:
            if not column_exists(session, scope, str(column_id)):
                abort(404)
            if not scope.is_officer:
                abort(403)
            source, now = column_source(session, int(column_id)), services.clock()
            if source is None or not source.enabled:
                abort(404)
            if leave_wish(session, source.id, scope.username, now):
                append_audit(session, at=now, actor=scope.username, action="look.wish", subject=f"column:{column_id}")
        return layout(Visit(services, scope, str(column_id)))


def _watch(app: Dash, services: Services) -> None:
    @app.callback(
        Output(CONTENT, "children", allow_duplicate=True),
        Input(WATCH, "n_intervals"),
        State(COLUMN_ID, "data"),
        State(SEEN, "data"),
        prevent_initial_call=True,
    )
    def watch(_times: int | None, column_id: int, seen: str) -> Any:
        scope = current_scope()
        with services.database.read() as session:
            if not column_exists(session, scope, str(column_id)):
                abort(404)
            if look_mark(session, int(column_id)) == seen:
                return no_update
        return layout(Visit(services, scope, str(column_id)))
