"""Rows for the grid, and filters that become the address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import Dash, Input, Output, State, no_update

from dashboard.agency_search import register_agency_search
from dashboard.browser import filters_to_address
from dashboard.pages.sites.layout import COUNT, FILTER, GRID, INPUTS
from dashboard.pages.sites.queries import block_of_sites
from dashboard.routing import LOCATION
from dashboard.security.users import current_scope
from dashboard.services import Services
from dashboard.site_filter import SiteFilter


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
        with services.database.read() as session:
            block = block_of_sites(session, scope, SiteFilter.read(chosen or {}), request, services)
        return block, f"共 {block['rowCount']:,} 个"

    filters_to_address(app, LOCATION, INPUTS)
    register_agency_search(app, services, INPUTS["agency"], INPUTS["region"])
