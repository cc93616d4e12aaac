"""Small parts that several pages are made of."""

from dashboard.components.badge import card_badge
from dashboard.components.blocks import empty_note, link, section, table, tile

__all__ = ["card_badge", "empty_note", "link", "section", "table", "tile"]
