"""What is searched for becomes the address."""

from __future__ import annotations

from dash import Dash, Input, Output

from dashboard.browser import in_browser
from dashboard.pages.rulebook.layout import TEXT
from dashboard.routing import LOCATION
from dashboard.services import Services

_TEXT_TO_ADDRESS = """function(text) {
  const now = new URLSearchParams(window.location.search).get("text") || "";
  if ((text || "").trim() === now) return window.dash_clientside.no_update;
  return text && text.trim() ? "?" + new URLSearchParams({ text: text.trim() }).toString() : "";
}"""


def register(app: Dash, services: Services) -> None:  # noqa: ARG001  # the shape is given
    """Follow the search in the browser alone; the router draws what was found."""
    target = Output(LOCATION, "search", allow_duplicate=True)
    in_browser(app, _TEXT_TO_ADDRESS, target, Input(TEXT, "value"), prevent_initial_call=True)
