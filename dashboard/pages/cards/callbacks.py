"""Rows for the grid, and filters that become the address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import Dash, Input, Output, State, no_update

from dashboard.browser import filters_to_address
from dashboard.card_filter import CardFilter
from dashboard.pages.cards.layout import CHOICES, FILTER, GRID, TEXT
from dashboard.pages.cards.queries import block_of_cards
from dashboard.routing import LOCATION
from dashboard.security.users import current_scope
from dashboard.services import Services


def register(app: Dash, services: Services) -> None:
    """Register the callbacks of this page."""

    @app.callback(
        Output(GRID, "getRowsResponse"),
        Output("cards-count", "children"),
        Input(GRID, "getRowsRequest"),
        State(FILTER, "data"),
    )
    def give_block(request: Mapping[str, Any] | None, chosen: Mapping[str, Any] | None) -> tuple[Any, Any]:
        scope = current_scope()
        if request is None:
            return no_update, no_update
        with services.database.read() as session:
            block = block_of_cards(session, scope, CardFilter.read(chosen or {}), request, services.today())
        return block, f"共 {block['rowCount']:,} 张"

    # "level" belongs to the region it was chosen with.
    filters_to_address(app, LOCATION, {**CHOICES, "text": TEXT}, tied={"level": "region"})
