"""Limit, retire, restore: role and scope are asked again on the server, whatever the page showed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dash import Dash, Input, Output, State, no_update
from flask import abort

from alerts.upkeep import UpkeepError, restore_column, retire_column, set_column_limit
from dashboard.page import Visit
from dashboard.pages.column.layout import layout
from dashboard.pages.column.queries import column_exists
from dashboard.pages.column.upkeep import (
    DROP_LIMIT,
    LIMIT,
    LIMIT_REASON,
    MESSAGE,
    RESTORE,
    RETIRE,
    RETIRE_ON,
    RETIRE_REASON,
    SET_LIMIT,
)
from dashboard.pages.column.wish import COLUMN_ID
from dashboard.registry_forms import day_of
from dashboard.routing import CONTENT
from dashboard.scope import Scope
from dashboard.security.users import current_scope
from dashboard.services import Services

_DRAWN = (Output(CONTENT, "children", allow_duplicate=True), Output(MESSAGE, "children", allow_duplicate=True))


def register_upkeep(app: Dash, services: Services) -> None:
    """Register the callbacks of the forms."""
    _limits(app, services)
    _retiring(app, services)


def _limits(app: Dash, services: Services) -> None:
    @app.callback(
        *_DRAWN,
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
        *_DRAWN,
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

    return _done(services, scope, column_id, deed)


def _retiring(app: Dash, services: Services) -> None:
    @app.callback(
        *_DRAWN,
        Input(RETIRE, "n_clicks"),
        State(RETIRE_ON, "value"),
        State(RETIRE_REASON, "value"),
        State(COLUMN_ID, "data"),
        prevent_initial_call=True,
    )
    def retire(clicks: int | None, since: str | None, reason: str | None, column_id: int) -> tuple[Any, Any]:
        scope = current_scope()
        if not clicks:
            return no_update, no_update
        day, database, now = day_of(since), services.database, services.clock()
        if day is None:
            return no_update, "请填写停用日期。"
        return _done(
            services, scope, column_id, lambda id_: retire_column(database, id_, reason or "", day, scope.username, now)
        )

    @app.callback(
        *_DRAWN,
        Input(RESTORE, "n_clicks"),
        State(RETIRE_REASON, "value"),
        State(COLUMN_ID, "data"),
        prevent_initial_call=True,
    )
    def restore(clicks: int | None, reason: str | None, column_id: int) -> tuple[Any, Any]:
        scope = current_scope()
        if not clicks:
            return no_update, no_update
        database, now = services.database, services.clock()
        return _done(
            services, scope, column_id, lambda id_: restore_column(database, id_, reason or "", scope.username, now)
        )


def _done(services: Services, scope: Scope, column_id: int, deed: Callable[[int], object]) -> tuple[Any, Any]:
    """Do it and draw the page anew, or say why it was refused."""
    with services.database.read() as session:
        if not column_exists(session, scope, str(column_id)):
            abort(404)
    if not scope.is_officer:
        abort(403)
    try:
        deed(int(column_id))
    except UpkeepError as refused:
        return no_update, f"{refused}。"
    return layout(Visit(services, scope, str(column_id))), ""
