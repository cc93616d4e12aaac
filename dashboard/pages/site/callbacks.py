"""Maintenance, retire, restore: role and scope are asked again on the server, whatever the page showed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dash import Dash, Input, State, no_update

from alerts.upkeep import cancel_maintenance, enter_maintenance, restore_site, retire_site
from dashboard.pages.site import windows
from dashboard.pages.site.layout import MESSAGE, SITE_ID, layout
from dashboard.pages.site.queries import site_exists, window_exists
from dashboard.pages.site.windows import BEGIN, CANCEL, CANCEL_REASON, CHOSEN, END, ENTER, REASON
from dashboard.registry_deeds import DeedPage, register_retiring
from dashboard.security.users import current_scope
from dashboard.services import Services
from metrics.law_days import SHANGHAI

_PAGE = DeedPage("site", SITE_ID, MESSAGE, site_exists, layout)
_FIRST_YEAR, _LAST_YEAR = 1990, 2099


def register(app: Dash, services: Services) -> None:
    """Register the callbacks of the forms."""
    _windows(app, services)
    register_retiring(app, services, _PAGE, retire_site, restore_site)


def _windows(app: Dash, services: Services) -> None:
    @app.callback(
        *_PAGE.drawn(windows.MESSAGE),
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
        return _PAGE.done(
            services,
            scope,
            site_id,
            lambda id_: enter_maintenance(
                services.database, services.rulebook, id_, starts, ends, reason or "", scope.username, services.clock()
            ),
        )

    @app.callback(
        *_PAGE.drawn(windows.MESSAGE),
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
        return _PAGE.done(
            services,
            scope,
            site_id,
            lambda _: cancel_maintenance(database, window, reason or "", scope.username, now),
        )


def moment_of(text: str | None) -> datetime | None:
    """Return the moment of an input, Asia/Shanghai; none where it is no moment of these times."""
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    in_time = _FIRST_YEAR <= moment.year <= _LAST_YEAR
    return (moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)) if in_time else None
