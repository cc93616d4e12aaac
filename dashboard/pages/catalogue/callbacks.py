"""Rows for the grid, and filters that become the address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import Dash, Input, Output, State, no_update

from dashboard.browser import filters_to_address
from dashboard.catalogue_filter import CatalogueFilter
from dashboard.pages.catalogue.layout import COUNT, FILTER, GRID, INPUTS
from dashboard.pages.catalogue.queries import block_of_duties
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
        with services.database.read() as session:
            block = block_of_duties(session, scope, CatalogueFilter.read(chosen or {}), request, services)
        return block, f"共 {block['rowCount']:,} 项"

    # "shown" stays as it is: a filter does not change between matrix and list.
    filters_to_address(app, LOCATION, INPUTS, tied={"shown": None})
