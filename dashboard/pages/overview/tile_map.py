"""A schematic map of the 12 leagues: tiles at their place, not borders (a published map would need a review number)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import dcc, html

from dashboard.card_filter import IN_FORCE
from dashboard.components import aria
from dashboard.pages.overview.queries import Place
from dashboard.pages.overview.shading import Shading, rate_of, shading_for
from dashboard.words import COLOUR_NAMES, COLOUR_SIGNS, COLOURS

# Column from the west, row from the north.
TILES: Mapping[str, tuple[int, int, str]] = {
    "150700": (7, 1, "呼伦贝尔"),
    "152500": (6, 2, "锡林郭勒"),
    "152200": (7, 2, "兴安盟"),
    "150800": (3, 3, "巴彦淖尔"),
    "150200": (4, 3, "包头"),
    "150900": (5, 3, "乌兰察布"),
    "150400": (6, 3, "赤峰"),
    "150500": (7, 3, "通辽"),
    "152900": (1, 4, "阿拉善"),
    "150300": (2, 4, "乌海"),
    "150600": (3, 4, "鄂尔多斯"),
    "150100": (4, 4, "呼和浩特"),
}
_NO_DATA = "tile-of-map shade-no-data"


def tile_map(places: Sequence[Place]) -> Any:
    """Return the tiles, the darker the more cards per agency, each with its numbers and a link to its cards."""
    known = {place.code: place for place in places if place.code in TILES}
    shading = shading_for(list(known.values()))
    tiles = [_tile(known.get(code), where, shading) for code, where in TILES.items()]
    return html.Div([html.Div(tiles, className="league-map"), _legend(shading)])


def _tile(place: Place | None, where: tuple[int, int, str], shading: Shading) -> Any:
    column, row, name = where
    style = {"gridColumn": column, "gridRow": row}
    rate = None if place is None else rate_of(place)
    if place is None or rate is None:
        return html.Div([html.B(name), html.Span("无数据")], className=_NO_DATA, style=style)
    words = "、".join(f"{COLOUR_NAMES[colour]} {place.cards[colour]} 张" for colour in COLOURS)
    return dcc.Link(
        [html.B(name), *_numbers(place), html.Span(f"均 {rate:.1f}", className="tile-rate")],
        href=place.filter(None, IN_FORCE).href(),
        className=f"tile-of-map shade-{shading.level(rate)}",
        style=style,
        title=f"{place.name}：{words}；{place.agencies} 个单位，平均每个单位红、黄牌 {rate:.2f} 张",
    )


def _numbers(place: Place) -> list[Any]:
    found = [
        html.Span(f"{COLOUR_SIGNS[colour]}{place.cards[colour]}", className="nowrap")
        for colour in COLOURS
        if place.cards[colour]
    ]
    if not found:
        return [html.Span("✓ 无牌")]
    return [html.Span(found, className="tile-counts")]


def _legend(shading: Shading) -> Any:
    levels = [("0", "✓ 0"), *((str(level), span) for level, span in enumerate(shading.spans(), start=1))]
    shown = [_swatch(f"shade-{level}", words) for level, words in levels]
    signs = "　".join(f"{COLOUR_SIGNS[colour]} {COLOUR_NAMES[colour]}" for colour in COLOURS)
    return html.Div(
        [
            html.Div(
                ["每个单位平均红、黄牌（张，含上限）：", *shown, _swatch("shade-no-data", "无数据")],
                className="legend",
            ),
            html.Div(f"{signs}（未销号张数）", className="legend"),
        ],
        className="note",
    )


def _swatch(shade: str, words: str) -> Any:
    return html.Span([html.I(className=f"swatch {shade}", **aria(hidden="true")), words], className="legend-line")
