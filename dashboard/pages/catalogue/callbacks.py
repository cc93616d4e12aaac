"""Rows for the grid, and filters that become the address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import Dash
from sqlalchemy.orm import Session

from dashboard.agency_search import register_agency_search
from dashboard.browser import filters_to_address
from dashboard.catalogue_filter import CatalogueFilter
from dashboard.grid_blocks import Chosen, answer_blocks
from dashboard.pages.catalogue.layout import COUNT, FILTER, GRID, INPUTS
from dashboard.pages.catalogue.queries import block_of_duties
from dashboard.routing import LOCATION
from dashboard.scope import Scope
from dashboard.services import Services


def register(app: Dash, services: Services) -> None:
    """Register the callbacks of this page."""

    def block(session: Session, scope: Scope, chosen: Chosen, request: Mapping[str, Any]) -> dict[str, Any]:
        return block_of_duties(session, scope, CatalogueFilter.read(chosen), request, services)

    answer_blocks(app, services, block, grid=GRID, chosen=FILTER, count=COUNT, unit="项")

    # "shown" stays as it is: a filter does not change between matrix and list.
    filters_to_address(app, LOCATION, INPUTS, tied={"shown": None})
    register_agency_search(app, services, INPUTS["agency"], INPUTS["region"])
