"""The cards of one matter, as several pages list them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard.components import card_badge, empty_note, link, section, table
from dashboard.words import CARD_STATES
from store.models import Card


def cards_section(title: str, cards: Sequence[Card], none: str, *, note: str | None = None, wide: bool = False) -> Any:
    """Return the cards with links; ``none``: the words that stand where there is not one."""
    if not cards:
        return section(title, empty_note(none), wide=wide)
    rows = [
        [
            card.issued_on.isoformat(),
            card_badge(card.colour),
            link(card.title, f"/card/{card.id}"),
            html.Span(CARD_STATES.get(card.state, card.state), className="nowrap"),
            html.Span(card.number, className="nowrap"),
        ]
        for card in cards
    ]
    shown = table(["发牌日", "牌", "事项", "状态", "编号"], rows, label=title)
    return section(title, shown, note=note or f"{len(rows)} 张", wide=wide)
