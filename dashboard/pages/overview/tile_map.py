"""A schematic map of the 12 leagues: tiles at their place, not borders (a published map would need a review number)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.card_filter import IN_FORCE
from dashboard.charts import figure
from dashboard.pages.overview.queries import Place
from dashboard.words import COLOUR_SIGNS, COLOURS

# Column from the west, row from the south.
TILES: Mapping[str, tuple[int, int, str]] = {
    "150700": (6, 3, "呼伦贝尔"),
    "152500": (5, 2, "锡林郭勒"),
    "152200": (6, 2, "兴安盟"),
    "150800": (2, 1, "巴彦淖尔"),
    "150200": (3, 1, "包头"),
    "150900": (4, 1, "乌兰察布"),
    "150400": (5, 1, "赤峰"),
    "150500": (6, 1, "通辽"),
    "152900": (0, 0, "阿拉善"),
    "150300": (1, 0, "乌海"),
    "150600": (2, 0, "鄂尔多斯"),
    "150100": (3, 0, "呼和浩特"),
}
_FILLS = {"red": "#ffa8a8", "yellow": "#ffe066", "blue": "#a5d8ff", "none": "#b2f2bb", "no_data": "#ced4da"}
_INK = "#212529"
_HALF = 0.47


def tile_map(places: Sequence[Place]) -> dict[str, Any]:
    """Return the figure: each tile is filled with the colour of its worst card in force and says how many there are."""
    known = {place.code: place for place in places}
    outlines = [_outline(column, row, _FILLS[_worst(known.get(code))]) for code, (column, row, _) in TILES.items()]
    axis = {"visible": False, "showgrid": False, "fixedrange": True}
    return figure(
        [*outlines, _labels(known)],
        showlegend=False,
        xaxis={**axis, "range": [-0.55, 6.55]},
        yaxis={**axis, "range": [-0.55, 3.55]},
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
    )


def _worst(place: Place | None) -> str:
    if place is None or place.agencies == 0:
        return "no_data"
    return next((colour for colour in COLOURS if place.cards[colour]), "none")


def _outline(column: int, row: int, fill: str) -> dict[str, Any]:
    left, right, low, high = column - _HALF, column + _HALF, row - _HALF, row + _HALF
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [left, right, right, left, left],
        "y": [low, low, high, high, low],
        "fill": "toself",
        "fillcolor": fill,
        "line": {"width": 0},
        "hoverinfo": "skip",
    }


def _labels(known: Mapping[str, Place]) -> dict[str, Any]:
    hrefs = [known[code].filter(None, IN_FORCE).href() if code in known else None for code in TILES]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [column for column, _, _ in TILES.values()],
        "y": [row for _, row, _ in TILES.values()],
        "text": [f"<b>{name}</b><br>{_numbers(known.get(code))}" for code, (_, _, name) in TILES.items()],
        "customdata": hrefs,
        "textfont": {"color": _INK, "size": 12},
        "marker": {"size": 56, "opacity": 0, "symbol": "square"},
        "hovertemplate": "%{text}<extra></extra>",
    }


def _numbers(place: Place | None) -> str:
    if place is None or place.agencies == 0:
        return "无数据"
    found = [f"{COLOUR_SIGNS[colour]}{place.cards[colour]}" for colour in COLOURS if place.cards[colour]]
    lines = [" ".join(found[:2]), *found[2:]]  # three numbers side by side are wider than a tile
    return "<br>".join(lines) if found else "✓ 无牌"
