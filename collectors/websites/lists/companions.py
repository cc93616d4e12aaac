"""Lists that belong to the main list though they are made otherwise: a headline above it, a first block of three."""

from collections.abc import Iterator
from typing import Final

from collectors.websites.lists.box_headings import LONGEST_HEADING
from collectors.websites.lists.groups import Group
from collectors.websites.lists.measures import Measures
from collectors.websites.lists.rating import SIDE
from collectors.websites.tree import Node

_LEVELS: Final = 3
_LOOKED_AT: Final = 24
_MOST: Final = 4
_ENTRY_LINKS: Final = 3


def companions(chosen: Group, groups: list[Group], table: dict[Node, Measures]) -> list[Group]:
    """Dated lists in the same box as the chosen one and without a heading of their own, so that no reader would take
    them for another column. A box with a heading, a side box or a list that stands elsewhere is none."""
    if chosen.zone <= SIDE or not chosen.dated:
        return []
    taken = {node for record in chosen.records for node in (record.node, *record.neighbours)}
    found: list[Group] = []
    for group in groups[:_LOOKED_AT]:
        if group is chosen or not group.dated or group.zone <= SIDE or len(found) >= _MOST:
            continue
        if any(_is_a_box(table[record.node]) for record in group.records):
            continue
        nodes = {record.node for record in group.records}
        if _overlap(nodes, taken) or _begins_with_a_heading(group, table) or not _in_one_box(chosen, group, table):
            continue
        found.append(group)
        taken |= nodes
    return found


def _begins_with_a_heading(group: Group, table: dict[Node, Measures]) -> bool:
    """Whether a short line of words, and no day, stands before the first entry in the element that holds it."""
    shown = [table[node] for node in _siblings_before(group.records[0].node) if table[node].chars]
    return bool(shown) and shown[-1].chars <= LONGEST_HEADING and not shown[-1].dates and not shown[-1].targets


def _is_a_box(own: Measures) -> bool:
    """Whether what looks like an entry holds a list of its own."""
    return own.targets > _ENTRY_LINKS or own.dates > _ENTRY_LINKS


def _overlap(nodes: set[Node], taken: set[Node]) -> bool:
    return any(above in taken for node in nodes for above in _and_above(node)) or any(
        above in nodes for node in list(taken)[:50] for above in _and_above(node)
    )


def _and_above(node: Node) -> Iterator[Node]:
    yield node
    yield from node.ancestors()


def _in_one_box(chosen: Group, group: Group, table: dict[Node, Measures]) -> bool:
    """Whether both stand in a box at most three levels above the main list, with no heading over one of them alone."""
    above_group = list(_and_above(group.holder))
    for _, box in zip(range(_LEVELS), _and_above(chosen.holder), strict=False):
        if box.tag in ("body", "#root"):
            return False
        if box not in above_group:
            continue
        headed = _headed_below(chosen.holder, box, table) or _headed_below(group.holder, box, table)
        return not headed and not _headed_between(chosen.holder, group.holder, box, table)
    return False


def _headed_below(holder: Node, box: Node, table: dict[Node, Measures]) -> bool:
    """Whether a heading stands above the list within its own part of the box."""
    node = holder
    while node is not box and node.parent is not None and node.parent is not box:
        if _ends_with_a_heading(_siblings_before(node), table):
            return True
        node = node.parent
    return False


def _headed_between(one: Node, other: Node, box: Node, table: dict[Node, Measures]) -> bool:
    parts = [_part_of(box, one), _part_of(box, other)]
    if parts[0] is None or parts[1] is None or parts[0] is parts[1]:
        return False
    places = [place for place, child in enumerate(box.children) if child in parts]
    return _ends_with_a_heading(box.children[places[0] + 1 : places[-1]], table)


def _part_of(box: Node, holder: Node) -> Node | None:
    return next((node for node in _and_above(holder) if node.parent is box), None)


def _siblings_before(node: Node) -> list[Node]:
    siblings = node.parent.children if node.parent is not None else []
    place = next((place for place, child in enumerate(siblings) if child is node), 0)
    return siblings[max(place - 3, 0) : place]


def _ends_with_a_heading(before: list[Node], table: dict[Node, Measures]) -> bool:
    """Whether the last thing shown is a short line of words, or a picture in their place."""
    for node in reversed(before):
        if table[node].chars:
            return table[node].chars <= LONGEST_HEADING and not table[node].dates
        if any(inner.tag == "img" for inner in node.walk()):
            return True
    return False
