"""The mark of a card's colour: a shape and a word, then the colour."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.words import COLOUR_NAMES, COLOUR_SIGNS


def card_badge(colour: str) -> Any:
    """Return the mark of a card of ``colour``."""
    sign = html.Span(COLOUR_SIGNS[colour], **{"aria-hidden": "true"})
    return html.Span([sign, " ", COLOUR_NAMES[colour]], className=f"badge badge-{colour}")
