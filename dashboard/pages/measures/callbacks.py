"""The place, the period and the day become the address."""

from __future__ import annotations

from dash import Dash

from dashboard.browser import filters_to_address
from dashboard.pages.measures.filters import INPUTS
from dashboard.routing import LOCATION
from dashboard.services import Services


def register(app: Dash, services: Services) -> None:  # noqa: ARG001  # the shape is given
    """Register the callbacks of this page. An agency is kept as long as the place stays the same."""
    filters_to_address(app, LOCATION, INPUTS, tied={"agency": "region"})
