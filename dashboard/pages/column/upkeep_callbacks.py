"""Limit, retire, restore: role and scope are asked again on the server, whatever the page showed."""

from __future__ import annotations

from typing import Any

from dash import Dash, Input, State, no_update

from alerts.upkeep import restore_column, retire_column, set_column_limit
from dashboard.pages.column.layout import layout
from dashboard.pages.column.queries import column_exists
from dashboard.pages.column.upkeep import (
    DROP_LIMIT,
    LIMIT,
    LIMIT_REASON,
    MESSAGE,
    SET_LIMIT,
)
from dashboard.pages.column.wish import COLUMN_ID
from dashboard.registry_deeds import DeedPage, register_retiring
from dashboard.scope import Scope
from dashboard.security.users import current_scope
from dashboard.services import Services

_PAGE = DeedPage("column", COLUMN_ID, MESSAGE, column_exists, layout)


def register_upkeep(app: Dash, services: Services) -> None:
    """Register the callbacks of the forms."""
    _limits(app, services)
    register_retiring(app, services, _PAGE, retire_column, restore_column)


def _limits(app: Dash, services: Services) -> None:
    @app.callback(
        *_PAGE.drawn(),
        Input(SET_LIMIT, "n_clicks"),
        State(LIMIT, "value"),
        State(LIMIT_REASON, "value"),
        State(COLUMN_ID, "data"),
        prevent_initial_call=True,
    )
    def set_limit(clicks: int | None, days: object, reason: str | None, column_id: int) -> tuple[Any, Any]:
        scope = current_scope()
        if not clicks:
            return no_update, no_update
        if isinstance(days, bool) or not isinstance(days, int):
            return no_update, "请填写期限，单位为天。"
        return _limited(services, scope, column_id, days, reason)

    @app.callback(
        *_PAGE.drawn(),
        Input(DROP_LIMIT, "n_clicks"),
        State(LIMIT_REASON, "value"),
        State(COLUMN_ID, "data"),
        prevent_initial_call=True,
    )
    def drop_limit(clicks: int | None, reason: str | None, column_id: int) -> tuple[Any, Any]:
        scope = current_scope()
        return _limited(services, scope, column_id, None, reason) if clicks else (no_update, no_update)


def _limited(services: Services, scope: Scope, column_id: int, days: int | None, reason: str | None) -> tuple[Any, Any]:
    def deed(id_: int) -> None:
        set_column_limit(services.database, id_, days, reason or "", scope.username, services.clock())

    return _PAGE.done(services, scope, column_id, deed)
