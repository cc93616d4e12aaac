"""What every part of a page holds: links, dates, characters, added up from below in one pass."""

from typing import Final

from collectors.websites.dates.date_pieces import DATE_ATTRIBUTES, hints_at_a_date
from collectors.websites.dates.url_dates import date_in_url
from collectors.websites.lists.links import Link, link_of
from collectors.websites.tree import Node

_KEPT_LINKS: Final = 4


class Measures:
    """What a part of the page holds, added up from below."""

    __slots__ = ("chars", "dates", "links", "longest", "nodes", "targets", "url_dates")

    def __init__(self) -> None:
        self.links: list[Link] = []
        self.targets = 0
        self.longest = 0
        self.dates = 0
        self.url_dates = 0
        self.chars = 0
        self.nodes = 1


def measure(root: Node) -> dict[Node, Measures]:
    """Measures of every element, children before parents. Linear: an element keeps at most four links."""
    order, stack = [], [root]
    while stack:
        node = stack.pop()
        order.append(node)
        if node.children:
            stack.extend(reversed(node.children))
    table: dict[Node, Measures] = {}
    for node in reversed(order):
        table[node] = _of_text(node.text) if node.tag == "#text" else _of_element(node, table)
    return table


def _of_text(text: str) -> Measures:
    own = Measures()
    own.chars = len(text)
    own.dates = int(hints_at_a_date(text))
    return own


def _of_element(node: Node, table: dict[Node, Measures]) -> Measures:
    own = Measures()
    if not DATE_ATTRIBUTES.isdisjoint(node.attributes):
        own.dates = 1
    for child in node.children:
        _add(own, table[child])
    if own.dates == 0 and 6 <= own.chars <= 30 and 3 <= own.nodes <= 30 and not own.links:
        # A date split over tags shows only where its parts are together.
        own.dates = int(hints_at_a_date(node.words()))
    if not own.links and own.chars <= 600:
        _add_own_link(own, node)
    return own


def _add(own: Measures, child: Measures) -> None:
    own.chars += child.chars
    own.nodes += child.nodes
    own.dates += child.dates
    if not child.links:
        return
    own.url_dates += child.url_dates
    own.targets += child.targets
    if child.longest > own.longest:
        own.longest = child.longest
    if not own.links:
        own.links = child.links.copy()
        return
    for link in child.links:
        _add_link(own, link)


def _add_link(own: Measures, link: Link) -> None:
    """Of links to one address the one with the longest title is kept (a picture and its headline), and of many links
    the longest."""
    for place, kept in enumerate(own.links):
        if kept.href == link.href:
            own.targets -= 1
            if len(link.title) > len(kept.title):
                own.links[place] = link
            return
    if len(own.links) < _KEPT_LINKS:
        own.links.append(link)
        return
    shortest = min(range(_KEPT_LINKS), key=lambda place: len(own.links[place].title))
    if len(own.links[shortest].title) < len(link.title):
        own.links[shortest] = link


def _add_own_link(own: Measures, node: Node) -> None:
    link = link_of(node)
    if link is None:
        return
    own.links = [link]
    own.targets = 1
    own.longest = len(link.title)
    own.url_dates = int(date_in_url(link.href) is not None)
