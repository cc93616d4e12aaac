"""Repeated entries of a page: every set of alike siblings that could be its list."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from collectors.websites.lists.measures import Measures
from collectors.websites.tree import Node

STATE_WORDS: Final = re.compile(r"\d+|\b(?:on|active|cur|current|hide|show|none|first|last|odd|even|clearfix|dis\w*)\b")
_LONGEST_LINE: Final = 400
_LEAST_LINES: Final = 6
_LONGEST_NAME: Final = 8


@dataclass(slots=True)
class Record:
    """One entry: its own element, and neighbours without a link that belong to it (a date before or after)."""

    node: Node
    neighbours: list[Node] = field(default_factory=list)
    neighbours_before: bool = False

    def has_date(self, table: dict[Node, Measures]) -> bool:
        """Whether a date shows in the entry or beside it."""
        return table[self.node].dates > 0 or any(table[node].dates for node in self.neighbours)


@dataclass
class Group:
    """Alike entries, in document order. `dated` counts those with a date; `zone` is 1 in the middle of a page."""

    holder: Node
    records: list[Record]
    dated: int = 0
    score: float = 0.0
    zone: float = 1.0

    def mostly_dated(self, table: dict[Node, Measures]) -> bool:
        """Whether more than half of its entries show a date."""
        return 2 * sum(record.has_date(table) for record in self.records) > len(self.records)


def find_groups(root: Node, table: dict[Node, Measures]) -> list[Group]:
    """All candidate lists, in document order. Blocks and tabs of one list are one group, and so are dated boxes of
    equal make side by side."""
    near: dict[tuple[object, ...], Group] = {}
    for holder in root.walk():
        nothing = table[holder].targets == 0 and table[holder].dates < 2
        if len(holder.children) == 0 or nothing or holder.tag in ("a", "#text"):
            continue
        for tag, children in _by_tag(holder, table).items():
            records = _with_neighbours(holder, children, table)
            group = near.setdefault(_pattern(holder, tag, levels=2), Group(holder, []))
            group.records.extend(_without_boxes(holder, records, table))
    far: dict[tuple[object, ...], Group] = {}
    for key, group in near.items():
        if len(group.records) > 1 and group.mostly_dated(table):
            key = ("far", *_pattern(group.holder, group.records[0].node.tag, levels=4))
        if key in far:
            far[key].records.extend(group.records)
        else:
            far[key] = group
    return list(far.values())


def _by_tag(holder: Node, table: dict[Node, Measures]) -> dict[str, list[Node]]:
    found: defaultdict[str, list[Node]] = defaultdict(list)
    unlinked: list[Node] = []
    for child in holder.children:
        measures = table[child]
        if measures.targets:
            if child.tag != "tr" or not _names_columns(child, measures):
                found[child.tag].append(child)
        elif child.tag in ("li", "tr", "div", "dl") and measures.dates and 14 < measures.chars < _LONGEST_LINE:
            # An entry that is opened by a script has no link at all.
            unlinked.append(child)
    for tag in {child.tag for child in unlinked} if unlinked else ():
        chosen = {*found[tag], *unlinked}
        found[tag] = [child for child in holder.children if child in chosen and child.tag == tag]
    for tag, lines in found.items():
        if len(lines) >= _LEAST_LINES and table[lines[0]].dates != table[lines[1]].dates:
            found[tag] = _titles_of_pairs(lines, table)
    return found


def _names_columns(row: Node, own: Measures) -> bool:
    """Whether a row holds nothing but headings, with links that sort the table by them."""
    if own.dates or own.longest > _LONGEST_NAME or not row.children or row.children[0].tag != "th":
        return False
    return all(cell.tag in ("th", "#text") for cell in row.children)


def _titles_of_pairs(lines: list[Node], table: dict[Node, Measures]) -> list[Node]:
    """Of lines that take turns, one with the title and one that tells its day, those with the titles; else all."""
    titles = [line for line in lines if not table[line].dates]
    usual = max((table[line].longest for line in titles), default=0)
    days = [_is_day_line(table[line], usual) for line in lines]
    take_turns = all(one != other for one, other in zip(days, days[1:], strict=False))
    return titles if take_turns and sum(days) + len(titles) == len(lines) else lines


def _is_day_line(own: Measures, usual: int) -> bool:
    """Whether a line tells a day and has no link, or only words of a button, beside titles of the `usual` length."""
    return own.dates > 0 and 2 * own.longest <= usual and own.chars < _LONGEST_LINE


def _with_neighbours(holder: Node, children: list[Node], table: dict[Node, Measures]) -> list[Record]:
    """Entries with the siblings between them, given to the entry before or after, as the list as a whole does."""
    chosen = set(children)
    usual = 0
    gaps: list[list[Node]] = [[]]
    for child in holder.children:
        if child in chosen:
            gaps.append([])
        elif (own := table[child]).targets == 0:
            if own.chars < _LONGEST_LINE:
                gaps[-1].append(child)
        elif own.dates:
            usual = usual or max(table[entry].longest for entry in children)
            if _is_day_line(own, usual):
                gaps[-1].append(child)
    dated = [any(table[node].dates for node in gap) for gap in gaps]
    if _date_themselves(children, dated, table):
        # What stands before the first or after the last of them (a clock, a foot) is not theirs.
        gaps = [[node for node in gap if not table[node].dates] for gap in gaps]
        dated = [False] * len(gaps)
    before = dated[0] and not dated[-1]
    return [Record(child, gap, before) for child, gap in zip(children, gaps if before else gaps[1:], strict=False)]


def _date_themselves(children: list[Node], dated: list[bool], table: dict[Node, Measures]) -> bool:
    """Whether most entries hold a date of their own, and of the gaps between them only few."""
    if children[0].tag == "a" or not any(dated):
        return False
    between = dated[1:-1]
    return 2 * sum(table[child].dates > 0 for child in children) > len(children) and 2 * sum(between) <= len(between)


def _without_boxes(holder: Node, records: list[Record], table: dict[Node, Measures]) -> list[Record]:
    """Without the box of another list that stands among the entries as one of them: another style, many articles."""
    if len(records) < 4:
        return records
    styles = Counter(style_of(record.node) for record in records)
    style, count = styles.most_common(1)[0]
    if count * 2 <= len(records) or count == len(records):
        return records
    if style and holder.tag in ("body", "form"):
        # Beside the parts of the page itself only what is made alike is an entry.
        return [record for record in records if style_of(record.node) == style]
    usual = max(table[record.node].targets for record in records if style_of(record.node) == style)
    return [
        record
        for record in records
        if style_of(record.node) == style or table[record.node].targets <= max(usual, 2) or table[record.node].dates < 2
    ]


def _pattern(holder: Node, tag: str, levels: int) -> tuple[object, ...]:
    """Tags and styles from the holder up, and the roof above them: what lists in blocks and hidden tabs share."""
    shape: list[str] = [tag, holder.tag, style_of(holder)]
    node = holder
    for _ in range(levels - 1):
        if node.parent is None or node.parent.tag in ("body", "#root"):
            break
        node = node.parent
        shape += (node.tag, style_of(node))
    return (*shape, id(node.parent or node))


def style_of(node: Node) -> str:
    """The element's classes without the words of a state (first, odd, hidden, on) and without numbers."""
    return _stateless(node.attributes.get("class", ""))


@lru_cache(maxsize=4096)
def _stateless(names: str) -> str:
    return STATE_WORDS.sub("", names.lower()[:200]).strip()
