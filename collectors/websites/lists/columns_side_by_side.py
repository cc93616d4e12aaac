"""Titles in one column and their days in the next: two lists, or two cells, that run in parallel."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from collectors.websites.dates.date_forms import dates_alone, plain_digits
from collectors.websites.dates.date_pieces import is_only_a_date
from collectors.websites.dates.entry_dates import resolve
from collectors.websites.lists.groups import Group
from collectors.websites.page_view import Item
from collectors.websites.tree import Node

_LEAST: Final = 3
_LEVELS: Final = 3
_MOST_TEXTS: Final = 3000


def dated_from_beside(items: list[Item], group: Group, today: date) -> list[Item]:
    """The undated items with the days that stand in a column of their own, if it has exactly one day for each."""
    if len(items) < _LEAST or any(item.why != "none" for item in items):
        return items
    holder = group.holder
    for _, above in zip(range(_LEVELS), holder.ancestors(), strict=False):
        if above.tag == "#root":
            break
        for column in above.children:
            days = [] if _holds(column, holder) or _holds_links(column) else list(_days(column, today))
            if len(days) == len(items):
                return [_dated(item, day, today) for item, day in zip(items, days, strict=True)]
    return items


def _holds(node: Node, inner: Node) -> bool:
    return node is inner or any(above is node for above in inner.ancestors())


def _holds_links(column: Node) -> bool:
    """Whether a column has articles of its own, whose days are theirs."""
    return any(node.tag == "a" for node in column.walk())


def _days(column: Node, today: date) -> Iterator[date]:
    for _, text in zip(range(_MOST_TEXTS), column.texts(), strict=False):
        words = plain_digits(text.text)
        forms = dates_alone(words) if is_only_a_date(words) else []
        if len(forms) == 1 and (day := resolve(forms[0], None, today)):
            yield day


def _dated(item: Item, day: date, today: date) -> Item:
    return replace(item, date=day, why="text") if day <= today else replace(item, why="future")
