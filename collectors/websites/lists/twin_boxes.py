"""Boxes of equal make side by side, each with a heading of its own: 通知 on the left, 公告 on the right."""

import re
from collections.abc import Iterator
from typing import Final

from collectors.websites.lists.box_headings import LONGEST_HEADING, path_in
from collectors.websites.lists.groups import Group, style_of
from collectors.websites.lists.measures import Measures
from collectors.websites.tree import Node

_LEVELS: Final = 4
_LOOKED_AT: Final = 24
_MOST: Final = 4
_SIDES: Final = re.compile(r"left|right|(?<![a-z])(?:fl|fr|lf|rt|lt|rg|l|r|zuo|you)(?![a-z])|[^a-z]+")
_OF_THE_SITE: Final = re.compile(r"最新|最近|要闻|头条|热|图片|视频|专题|链接|latest|recent|top", re.I)
"""Boxes that every page of a site has."""


def twins(chosen: Group, groups: list[Group], table: dict[Node, Measures], title: str, words: str) -> list[Group]:
    """The dated lists that the page shows as it shows the chosen one. Where the page is called as the chosen one's
    heading (in its title, in the path that leads to it), only those that it is called by too; more than four are the
    boxes of a home page."""
    if chosen.zone < 1 or not _mostly_dated(chosen):
        return []
    found = []
    for group in groups[:_LOOKED_AT]:
        if group is chosen or group.zone < 1 or not _mostly_dated(group):
            continue
        names = _names_of_twins(chosen, group, table)
        if names is not None and not _OF_THE_SITE.search(names[1]) and _of_one_page(*names, title, words):
            found.append(group)
    return found if len(found) <= _MOST else []


def _of_one_page(name: str, other: str, title: str, words: str) -> bool:
    return not _is_called(name, title, words) or _is_called(other, title, words)


def _is_called(name: str, title: str, words: str) -> bool:
    """Whether a name stands in the page's title, or in its path and (as the heading) once more."""
    return name in title or (name in path_in(words) and words.count(name) > 1)


def _mostly_dated(group: Group) -> bool:
    return 2 * group.dated > len(group.records)


def _names_of_twins(one: Group, other: Group, table: dict[Node, Measures]) -> tuple[str, str] | None:
    """The headings of two lists, if both have one and are made and placed alike."""
    if one.records[0].node.tag != other.records[0].node.tag or style_of(one.holder) != style_of(other.holder):
        return None
    for left, right in _ways_up(one.holder, other.holder):
        if left.tag != right.tag or (_SIDES.sub("", left.label) != _SIDES.sub("", right.label)):
            return None
        if left.parent is right.parent:
            names = (_heading(one.holder, left, table), _heading(other.holder, right, table))
            return names if names[0] and names[1] and names[0] != names[1] else None
    return None


def _ways_up(one: Node, other: Node) -> Iterator[tuple[Node, Node]]:
    left: Node | None = one
    right: Node | None = other
    for _ in range(_LEVELS):
        if left is None or right is None or left is right:
            return
        yield left, right
        left, right = left.parent, right.parent


def _heading(holder: Node, box: Node, table: dict[Node, Measures]) -> str:
    """The first words of the short line above a list within its box."""
    node = holder
    while node is not box and node.parent is not None:
        siblings = node.parent.children
        place = next((place for place, child in enumerate(siblings) if child is node), 0)
        for before in reversed(siblings[max(place - 3, 0) : place]):
            own = table[before]
            if own.chars:
                is_heading = own.chars <= LONGEST_HEADING and not own.dates
                return next(before.texts()).text if is_heading else ""
        node = node.parent
    return ""
