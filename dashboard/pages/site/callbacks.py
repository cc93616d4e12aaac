"""Maintenance, retire, restore: role and scope are asked again on the server, whatever the page showed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from dash import Dash, Input, Output, State, no_update
from flask import abort

from alerts.upkeep import UpkeepError, cancel_maintenance, enter_maintenance, restore_site, retire_site
from dashboard.page import Visit
from dashboard.pages.site import windows
from dashboard.pages.site.layout import MESSAGE, RESTORE, RETIRE, RETIRE_ON, RETIRE_REASON, SITE_ID, layout
from dashboard.pages.site.queries import site_exists, window_exists
from dashboard.pages.site.windows import BEGIN, CANCEL, CANCEL_REASON, CHOSEN, END, ENTER, REASON
from dashboard.registry_forms import day_of
from dashboard.routing import CONTENT
from dashboard.scope import Scope
from dashboard.security.users import current_scope
from dashboard.services import Services
from metrics.law_days import SHANGHAI

_PAGE = Output(CONTENT, "children", allow_duplicate=True)
_FIRST_YEAR, _LAST_YEAR = 1990, 2099


def register(app: Dash, services: Services) -> None:
    """Register the callbacks of the forms."""
    _windows(app, services)
    _retiring(app, services)


def _windows(app: Dash, services: Services) -> None:
    @app.callback(
        _PAGE,
        Output(windows.MESSAGE, "children", allow_duplicate=True),
        Input(ENTER, "n_clicks"),
        State(BEGIN, "value"),
        State(END, "value"),
        State(REASON, "value"),
        State(SITE_ID, "data"),
        prevent_initial_call=True,
    )
    def enter(
        clicks: int | None, begin: str | None, end: str | None, reason: str | None, site_id: int
    ) -> tuple[Any, Any]:
        scope = current_scope()
        if not clicks:
            return no_update, no_update
        starts, ends = moment_of(begin), moment_of(end)
        if starts is None or ends is None:
            return no_update, "请填写维护期的开始和结束时间。"
        return _done(
            services,
            scope,
            site_id,
            lambda id_: enter_maintenance(
                services.database, services.rulebook, id_, starts, ends, reason or "", scope.username, services.clock()
            ),
        )

    @app.callback(
        _PAGE,
        Output(windows.MESSAGE, "children", allow_duplicate=True),
        Input(CANCEL, "n_clicks"),
        State(CHOSEN, "value"),
        State(CANCEL_REASON, "value"),
        State(SITE_ID, "data"),
        prevent_initial_call=True,
    )
    def cancel(clicks: int | None, chosen: str | None, reason: str | None, site_id: int) -> tuple[Any, Any]:
        scope = current_scope()
        if not clicks:
            return no_update, no_update
        database, now = services.database, services.clock()
        with database.read() as session:
            window = window_exists(session, site_id, chosen or "")
        if window is None:
            return no_update, "请选择要取消的维护期。"
        return _done(
            services,
            scope,
            site_id,
            lambda _: cancel_maintenance(database, window, reason or "", scope.username, now),
        )


def _retiring(app: Dash, services: Services) -> None:
    @app.callback(
        _PAGE,
        Output(MESSAGE, "children", allow_duplicate=True),
        Input(RETIRE, "n_clicks"),
        State(RETIRE_ON, "value"),
        State(RETIRE_REASON, "value"),
        State(SITE_ID, "data"),
        prevent_initial_call=True,
    )
    def retire(clicks: int | None, since: str | None, reason: str | None, site_id: int) -> tuple[Any, Any]:
        scope = current_scope()
        if not clicks:
            return no_update, no_update
        day, database, now = day_of(since), services.database, services.clock()
        if day is None:
            return no_update, "请填写停用日期。"
        return _done(
            services, scope, site_id, lambda id_: retire_site(database, id_, reason or "", day, scope.username, now)
        )

    @app.callback(
        _PAGE,
        Output(MESSAGE, "children", allow_duplicate=True),
        Input(RESTORE, "n_clicks"),
        State(RETIRE_REASON, "value"),
        State(SITE_ID, "data"),
        prevent_initial_call=True,
    )
    def restore(clicks: int | None, reason: str | None, site_id: int) -> tuple[Any, Any]:
        scope = current_scope()
        if not clicks:
            return no_update, no_update
        database, now = services.database, services.clock()
        return _done(
            services, scope, site_id, lambda id_: restore_site(database, id_, reason or "", scope.username, now)
        )


def moment_of(text: str | None) -> datetime | None:
    """Return the moment of an input, Asia/Shanghai; none where it is no moment of these times."""
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    in_time = _FIRST_YEAR <= moment.year <= _LAST_YEAR
    return (moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)) if in_time else None


def _done(services: Services, scope: Scope, site_id: int, deed: Callable[[int], object]) -> tuple[Any, Any]:
    """Do it and draw the page anew, or say why it was refused."""
    with services.database.read() as session:
        if not site_exists(session, scope, str(site_id)):
            abort(404)
    if not scope.is_officer:
        abort(403)
    try:
        deed(int(site_id))
    except UpkeepError as refused:
        return no_update, f"{refused}。"
    return layout(Visit(services, scope, str(site_id))), ""
