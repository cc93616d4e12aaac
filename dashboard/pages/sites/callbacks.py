"""Rows for the grid, and filters that become the address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import Dash
from sqlalchemy.orm import Session

from dashboard.agency_search import register_agency_search
from dashboard.browser import filters_to_address
from dashboard.grid_blocks import Chosen, answer_blocks
from dashboard.pages.sites.layout import COUNT, FILTER, GRID, INPUTS
from dashboard.pages.sites.queries import block_of_sites
from dashboard.routing import LOCATION
from dashboard.scope import Scope
from dashboard.services import Services
from dashboard.site_filter import SiteFilter


def register(app: Dash, services: Services) -> None:
    """Register the callbacks of this page."""

    def block(session: Session, scope: Scope, chosen: Chosen, request: Mapping[str, Any]) -> dict[str, Any]:
        return block_of_sites(session, scope, SiteFilter.read(chosen), request, services)

    answer_blocks(app, services, block, grid=GRID, chosen=FILTER, count=COUNT, unit="个")

    filters_to_address(app, LOCATION, INPUTS)
    register_agency_search(app, services, INPUTS["agency"], INPUTS["region"])
