"""Rows for the grid, and filters that become the address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import Dash
from sqlalchemy.orm import Session

from dashboard.browser import filters_to_address
from dashboard.card_filter import CardFilter
from dashboard.grid_blocks import Chosen, answer_blocks
from dashboard.pages.cards.layout import CHOICES, FILTER, GRID, TEXT
from dashboard.pages.cards.queries import block_of_cards
from dashboard.routing import LOCATION
from dashboard.scope import Scope
from dashboard.services import Services


def register(app: Dash, services: Services) -> None:
    """Register the callbacks of this page."""

    def block(session: Session, scope: Scope, chosen: Chosen, request: Mapping[str, Any]) -> dict[str, Any]:
        return block_of_cards(session, scope, CardFilter.read(chosen), request, services.today())

    answer_blocks(app, services, block, grid=GRID, chosen=FILTER, count="cards-count", unit="张")

    # "level" belongs to the region it was chosen with.
    filters_to_address(app, LOCATION, {**CHOICES, "text": TEXT}, tied={"level": "region"})
