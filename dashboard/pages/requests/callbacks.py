"""Rows for the grid, filters that become the address, views that are kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import ALL, Dash, Input, Output, State, ctx, no_update
from sqlalchemy.orm import Session

from dashboard.agency_search import register_agency_search
from dashboard.browser import filters_to_address
from dashboard.grid_blocks import Chosen, answer_blocks
from dashboard.grid_rows import sort_words
from dashboard.pages.requests.layout import COUNT, FILTER, GRID, INPUTS
from dashboard.pages.requests.queries import block_of_requests
from dashboard.pages.requests.views import DROP, NAME, SAVE, VIEWS, view_links
from dashboard.request_filter import LIST, RequestFilter
from dashboard.routing import LOCATION
from dashboard.saved_views import drop_view, keep_view
from dashboard.scope import Scope
from dashboard.security.users import current_scope
from dashboard.services import Services


def register(app: Dash, services: Services) -> None:
    """Register the callbacks of this page."""

    def block(session: Session, scope: Scope, chosen: Chosen, request: Mapping[str, Any]) -> dict[str, Any]:
        return block_of_requests(session, scope, RequestFilter.read(chosen), request, services)

    answer_blocks(app, services, block, grid=GRID, chosen=FILTER, count=COUNT, unit="件")

    filters_to_address(app, LOCATION, INPUTS, tied={"sort": None})
    register_agency_search(app, services, INPUTS["agency"], INPUTS["region"])
    _register_views(app, services)


def _register_views(app: Dash, services: Services) -> None:
    @app.callback(
        Output(VIEWS, "children"),
        Output(NAME, "value"),
        Input(SAVE, "n_clicks"),
        Input({"type": DROP, "id": ALL}, "n_clicks"),
        State(NAME, "value"),
        State(FILTER, "data"),
        State(GRID, "getRowsRequest"),
        prevent_initial_call=True,
    )
    def change_views(
        saved: int | None,
        dropped: list[int | None],
        name: str | None,
        chosen: Mapping[str, Any] | None,
        shown: Mapping[str, Any] | None,
    ) -> tuple[Any, Any]:
        scope = current_scope()
        problem = None
        with services.database.write() as session:
            if ctx.triggered_id == SAVE and saved:
                kept = RequestFilter.read({**(chosen or {}), "sort": sort_words(shown or {})})
                problem = keep_view(session, scope, LIST, name or "", kept.query())
            elif isinstance(ctx.triggered_id, dict) and any(dropped):
                drop_view(session, scope, int(ctx.triggered_id["id"]))
            else:
                return no_update, no_update
            return view_links(session, scope, problem), name if problem else ""
