"""Rows for the grid, and filters that become the address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import Dash, Input, Output, State, no_update

from dashboard.browser import filters_to_address
from dashboard.pages.requests.layout import COUNT, FILTER, GRID, INPUTS
from dashboard.pages.requests.queries import block_of_requests
from dashboard.request_filter import RequestFilter
from dashboard.routing import LOCATION
from dashboard.security.users import current_scope
from dashboard.services import Services


def register(app: Dash, services: Services) -> None:
    """Register the callbacks of this page."""

    @app.callback(
        Output(GRID, "getRowsResponse"),
        Output(COUNT, "children"),
        Input(GRID, "getRowsRequest"),
        State(FILTER, "data"),
    )
    def give_block(request: Mapping[str, Any] | None, chosen: Mapping[str, Any] | None) -> tuple[Any, Any]:
        scope = current_scope()
        if request is None:
            return no_update, no_update
        wanted, law = RequestFilter.read(chosen or {}), (services.rulebook, services.working_days)
        with services.database.read() as session:
            block = block_of_requests(session, scope, wanted, request, services.today(), *law)
        return block, f"共 {block['rowCount']:,} 件"

    filters_to_address(app, LOCATION, INPUTS)
