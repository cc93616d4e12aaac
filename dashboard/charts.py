"""Figures as plain dicts on one template. Text and lines take their colour from the style sheet, so that one template
serves the light and the dark scheme."""

from __future__ import annotations

from typing import Any

from dash import dcc, html

from dashboard.components import aria

COLOUR_VALUES = {"red": "#e03131", "yellow": "#f59f00", "blue": "#3b82d6"}
BAR_PATTERNS = {"red": "", "yellow": "/", "blue": "."}
MARKERS = {"red": "square", "yellow": "triangle-up", "blue": "circle"}

_FEW = 8  # with so few, plotly.js would put ticks at halves
_CLEAR = "rgba(0,0,0,0)"
_FONT = '"Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif'
_AXIS = {"automargin": True, "zeroline": False, "title": {"standoff": 8}, "fixedrange": True, "ticks": ""}
TEMPLATE: dict[str, Any] = {
    "layout": {
        "font": {"family": _FONT, "size": 12},
        "paper_bgcolor": _CLEAR,
        "plot_bgcolor": _CLEAR,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "xaxis": _AXIS,
        "yaxis": _AXIS,
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "xanchor": "left", "yanchor": "bottom"},
        "hoverlabel": {"font": {"family": _FONT}},
        "hovermode": "closest",
        "dragmode": False,
    }
}
# Nothing leaves the house: plotly.js 4 would show a button that uploads the chart.
CONFIG: Any = {"displayModeBar": False, "showSendToCloud": False, "locale": "zh-CN", "responsive": True}


def figure(traces: list[dict[str, Any]], **layout: Any) -> dict[str, Any]:
    """Return a figure of ``traces`` on the shared template."""
    return {"data": traces, "layout": {"template": TEMPLATE, **layout}}


def count_axis(largest: int) -> dict[str, Any]:
    """Return an axis for counts up to ``largest``: from zero, whole numbers only."""
    axis: dict[str, Any] = {"rangemode": "tozero", "tickformat": ",d"}
    return {**axis, "dtick": 1} if largest <= _FEW else axis


def graph(identity: str, drawn: dict[str, Any], height: int, described: str) -> Any:
    """Return the chart, ``height`` pixels high; ``described`` tells a screen reader what it shows."""
    # Without a height of its own a responsive chart collapses.
    chart = dcc.Graph(id=identity, figure=drawn, config=CONFIG, responsive=True, style={"height": f"{height}px"})
    return html.Div(chart, role="img", className="chart", **aria(label=described))
