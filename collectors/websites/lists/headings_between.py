"""Headings that stand between the entries of a list and hold for those beneath them: 2025年, 2026年9月."""

import re
from typing import Final

from collectors.websites.lists.groups import Group
from collectors.websites.tree import Node

YEAR_HEADING: Final = re.compile(r"[\s\[【(（]*((?:19|20)\d\d)\s*(?:年度?)?[\s\]】)）:：]*")


def headings_between(group: Group, heading: re.Pattern[str]) -> dict[Node, re.Match[str]]:
    """By entry the match of the heading above it; nothing unless every entry stands under one. Headings side by side,
    with no entry between, are a menu."""
    records = {record.node for record in group.records}
    found: dict[Node, re.Match[str]] = {}
    above: re.Match[str] | None = None
    under = 0
    for node in roof(group).walk_outside(records):
        if node in records:
            if above is None:
                return {}
            found[node] = above
            under += 1
        elif node.tag == "#text" and (match := heading.fullmatch(node.text)):
            if above is not None and under == 0:
                return {}
            above, under = match, 0
    return found


def roof(group: Group) -> Node:
    """The element above all entries, and one more for a heading above the first."""
    last = set(group.records[-1].node.ancestors())
    shared = next((node for node in group.records[0].node.ancestors() if node in last), group.holder)
    above = shared.parent
    return above if above is not None and above.tag not in ("body", "#root") else shared
