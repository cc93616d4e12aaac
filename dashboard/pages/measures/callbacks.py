"""The place, the period and the day become the address; the figures can be taken along."""

from __future__ import annotations

from dash import Dash

from dashboard.browser import filters_to_address
from dashboard.pages.measures.file import install_measures_file
from dashboard.pages.measures.filters import INPUTS
from dashboard.routing import LOCATION
from dashboard.services import Services


def register(app: Dash, services: Services) -> None:
    """Register the file and the filters of this page. An agency is kept as long as the place stays the same."""
    install_measures_file(app.server, services)
    filters_to_address(app, LOCATION, INPUTS, tied={"agency": "region"})
