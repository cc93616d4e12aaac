"""Filters of the list of sources become the address."""

from __future__ import annotations

from dash import Dash, Input, Output

from dashboard.browser import in_browser
from dashboard.pages.sources.listing import KIND, STATE, TEXT
from dashboard.routing import LOCATION
from dashboard.services import Services

_FILTERS_TO_ADDRESS = """function(kind, health, text) {
  const now = new URLSearchParams(window.location.search);
  const values = { kind, health, text };
  const changed = Object.entries(values).some(([name, value]) => (value || "") !== (now.get(name) || ""));
  if (!changed) return window.dash_clientside.no_update;
  const chosen = new URLSearchParams({ list: "all" });
  for (const [name, value] of Object.entries(values)) if (value) chosen.set(name, value);
  return "?" + chosen.toString();
}"""


def register(app: Dash, services: Services) -> None:  # noqa: ARG001  # the shape is given
    """Follow the filters in the browser alone; the router draws the list of the new address."""
    target = Output(LOCATION, "search", allow_duplicate=True)
    inputs = [Input(identity, "value") for identity in (KIND, STATE, TEXT)]
    in_browser(app, _FILTERS_TO_ADDRESS, target, *inputs, prevent_initial_call=True)
