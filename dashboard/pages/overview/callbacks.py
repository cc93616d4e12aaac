"""A click on a bar, a point or a tile leads to the cards behind it."""

from __future__ import annotations

from dash import Dash, Input, Output

from dashboard.browser import in_browser
from dashboard.routing import LOCATION
from dashboard.services import Services

_FOLLOW = """function(...clicks) {
  const context = window.dash_clientside.callback_context;
  const click = context.triggered.length ? context.triggered[0].value : null;
  const address = click && click.points[0].customdata;
  return address || window.dash_clientside.no_update;
}"""


def register(app: Dash, services: Services) -> None:  # noqa: ARG001  # the shape is given
    """Follow clicks in the three charts, in the browser alone."""
    in_browser(
        app,
        _FOLLOW,
        Output(LOCATION, "href"),
        *(Input(chart, "clickData") for chart in ("overview-places", "overview-trend", "overview-map")),
        prevent_initial_call=True,
    )
