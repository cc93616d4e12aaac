"""Small parts that several pages are made of."""

from dashboard.components.aria import aria
from dashboard.components.badge import card_badge, status_tag
from dashboard.components.blocks import (
    empty_note,
    facts_list,
    link,
    live_link,
    section,
    table,
    tile,
    tile_figure,
    tile_name,
)
from dashboard.components.choice import choice
from dashboard.components.pager import page_asked, pager

__all__ = [
    "aria",
    "card_badge",
    "choice",
    "empty_note",
    "facts_list",
    "link",
    "live_link",
    "page_asked",
    "pager",
    "section",
    "status_tag",
    "table",
    "tile",
    "tile_figure",
    "tile_name",
]
