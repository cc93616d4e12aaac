"""A click on a bar or a point leads to the cards behind it."""

from __future__ import annotations

from dash import Dash, Input, Output

from dashboard.browser import in_browser
from dashboard.routing import LOCATION
from dashboard.services import Services

CHARTS = ("overview-places", "overview-trend")
_FOLLOW = """function(click) {
  const address = click && click.points[0].customdata;
  return address || window.dash_clientside.no_update;
}"""


def register(app: Dash, services: Services) -> None:  # noqa: ARG001  # the shape is given
    """Follow clicks in the browser alone. One callback a chart, because not every user is shown every chart."""
    for chart in CHARTS:
        target = Output(LOCATION, "href", allow_duplicate=True)
        in_browser(app, _FOLLOW, target, Input(chart, "clickData"), prevent_initial_call=True)
