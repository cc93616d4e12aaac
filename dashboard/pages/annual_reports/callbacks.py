"""Filters become the address; the router draws what it says."""

from __future__ import annotations

from dash import Dash

from dashboard.browser import filters_to_address
from dashboard.pages.annual_reports.layout import INPUTS
from dashboard.routing import LOCATION
from dashboard.services import Services


def register(app: Dash, services: Services) -> None:  # noqa: ARG001  # the shape is given
    """Follow the filters in the browser alone."""
    filters_to_address(app, LOCATION, INPUTS)
