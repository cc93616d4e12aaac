"""Filters become the address; what officers enter is written down, role and scope asked again on the server."""

from __future__ import annotations

from typing import Any

from dash import Dash, Input, Output, State, no_update
from flask import abort
from sqlalchemy import select

from alerts.upkeep import UpkeepError, enter_report
from alerts.upkeep.reports import KINDS
from dashboard.agency_search import register_agency_search
from dashboard.browser import filters_to_address
from dashboard.page import Visit
from dashboard.pages.annual_reports.entering import AGENCY, DAY, ENTER, KIND, MESSAGE
from dashboard.pages.annual_reports.layout import INPUTS, layout, year_asked
from dashboard.registry_forms import day_of
from dashboard.routing import CONTENT, LOCATION
from dashboard.scope import Scope
from dashboard.security.users import current_scope
from dashboard.services import Services
from store.models import Agency


def register(app: Dash, services: Services) -> None:
    """Follow the filters in the browser alone; let officers enter what no look can see."""
    filters_to_address(app, LOCATION, INPUTS)
    register_agency_search(app, services, AGENCY, INPUTS["region"])

    @app.callback(
        Output(CONTENT, "children", allow_duplicate=True),
        Output(MESSAGE, "children", allow_duplicate=True),
        Input(ENTER, "n_clicks"),
        State(AGENCY, "value"),
        State(KIND, "value"),
        State(DAY, "value"),
        State(INPUTS["year"], "value"),
        State(INPUTS["region"], "value"),
        prevent_initial_call=True,
    )
    def enter(
        clicks: int | None, agency: str | None, kind: str | None, day: str | None, year: str | None, region: str | None
    ) -> tuple[Any, Any]:
        scope = current_scope()
        if not clicks:
            return no_update, no_update
        if not scope.is_officer:
            abort(403)
        on, whose = day_of(day), _agency(services, scope, agency)
        if whose is None or kind not in KINDS or on is None:
            return no_update, "请选择单位和事项，并填写日期。"
        report = year_asked(year, services.today(), services.rulebook)
        try:
            new = enter_report(services.database, whose, report, kind, on, scope.username, services.clock())
        except UpkeepError as refused:
            return no_update, f"{refused}。"
        if not new:
            return no_update, "这一日期已经登记过。"
        chosen = {"year": str(report), **({"region": region} if region else {})}
        return layout(Visit(services, scope, None, chosen)), "已登记。"


def _agency(services: Services, scope: Scope, text: str | None) -> int | None:
    """The agency by its id; none where none is chosen, 404 beyond the scope."""
    if not (text and text.isascii() and text.isdigit() and len(text) < 10):
        return None
    with services.database.read() as session:
        found = session.scalar(select(Agency.id).where(Agency.id == int(text), scope.sees(Agency.id)))
    return found if found is not None else abort(404)
