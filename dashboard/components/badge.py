"""Marks: a card's colour as a shape and a word, and how far a rule's source was checked."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.components.aria import aria
from dashboard.words import COLOUR_NAMES, COLOUR_SIGNS, RULE_STATUS


def card_badge(colour: str) -> Any:
    """Return the mark of a card of ``colour``."""
    sign = html.Span(COLOUR_SIGNS[colour], **aria(hidden="true"))
    return html.Span([sign, " ", COLOUR_NAMES[colour]], className=f"badge badge-{colour}")


def status_tag(status: str) -> Any:
    """Return the mark that says how far the source of a rule was checked."""
    return html.Span(RULE_STATUS[status], className="tag tag-warn" if status == "unverified" else "tag")
