"""Repeated entries of a page: every set of alike siblings that could be its list, with a score.

A list page repeats one pattern; navigation, footer and side boxes do so too. What sets the list apart are long
titles, a date in each entry, one article to an entry, and not standing in a navigation or footer.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from collectors.websites.date_pieces import DATE_ATTRIBUTES, hints_at_a_date
from collectors.websites.links import Link, link_of
from collectors.websites.tree import Node
from collectors.websites.url_dates import date_in_url

_NAVIGATION: Final = re.compile(
    r"nav|menu|foot|copyright|friend|yqlj|crumb|(?<![a-z])(?:pos|position|location|weizhi|dqwz)(?![a-z])|pager|paging|paginat|(?<![a-z])header"
)
_SIDE: Final = re.compile(r"(?<![a-z])(?:side|aside|sidebar|hot|rank|recommend|tuijian|relat|xgyd|xglj)")
_STATE_WORDS: Final = re.compile(
    r"\d+|\b(?:on|active|cur|current|hide|show|none|first|last|odd|even|clearfix|dis\w*)\b"
)
LONG_TITLE: Final = 8


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


@dataclass
class Record:
    """One entry: its own element, and neighbours without a link that belong to it (a date before or after)."""

    node: Node
    neighbours: list[Node] = field(default_factory=list)
    neighbours_before: bool = False


@dataclass
class Group:
    """Alike entries, in document order."""

    holder: Node
    records: list[Record]
    dated: int = 0
    score: float = 0.0


def measure(root: Node) -> dict[Node, Measures]:
    """Measures of every element, children before parents. Linear: an element keeps at most four links."""
    order = list(root.walk())
    table: dict[Node, Measures] = {}
    for node in reversed(order):
        own = Measures()
        if node.tag == "#text":
            own.chars = len(node.text)
            own.dates = int(hints_at_a_date(node.text))
        elif node.attributes.keys() & DATE_ATTRIBUTES:
            own.dates = 1
        for child in node.children:
            _add(own, table[child])
        if own.dates == 0 and 6 <= own.chars <= 30 and own.nodes <= 30 and not own.links:
            # A date split over tags shows only where its parts are together.
            own.dates = int(hints_at_a_date(node.words()))
        _add_own_link(own, node)
        table[node] = own
    return table


def _add(own: Measures, child: Measures) -> None:
    own.chars += child.chars
    own.nodes += child.nodes
    own.dates += child.dates
    own.url_dates += child.url_dates
    own.longest = max(own.longest, child.longest)
    own.targets += child.targets
    for link in child.links:
        known = {kept.href for kept in own.links}
        if link.href in known:
            own.targets -= 1
        elif len(own.links) < 4:
            own.links.append(link)


def _add_own_link(own: Measures, node: Node) -> None:
    link = None if own.links or own.chars > 600 else link_of(node)
    if link is None:
        return
    own.links = [link]
    own.targets = 1
    own.longest = len(link.title)
    own.url_dates = int(date_in_url(link.href) is not None)


def find_groups(root: Node, table: dict[Node, Measures]) -> list[Group]:
    """All candidate lists, best first."""
    merged: dict[tuple[object, ...], Group] = {}
    for holder in root.walk():
        if len(holder.children) == 0 or table[holder].targets == 0 or holder.tag in ("a", "#text"):
            continue
        for tag, children in _by_tag(holder, table).items():
            records = _with_neighbours(holder, children, table)
            group = merged.setdefault(_pattern(holder, tag), Group(holder, []))
            group.records.extend(records)
    groups = list(merged.values())
    for group in groups:
        _rate(group, table)
    return sorted((group for group in groups if group.score > 0), key=lambda group: -group.score)


def _by_tag(holder: Node, table: dict[Node, Measures]) -> dict[str, list[Node]]:
    found: defaultdict[str, list[Node]] = defaultdict(list)
    for child in holder.children:
        measures = table[child]
        if measures.targets:
            found[child.tag].append(child)
        elif child.tag in ("li", "tr") and measures.dates and measures.chars > 14:
            # An entry that is opened by a script has no link at all.
            found[child.tag].append(child)
    return found


def _with_neighbours(holder: Node, children: list[Node], table: dict[Node, Measures]) -> list[Record]:
    """Entries with the siblings between them, given to the entry before or after, as the list as a whole does."""
    records = [Record(child) for child in children]
    chosen = set(children)
    gaps: list[list[Node]] = [[]]
    for child in holder.children:
        if child in chosen:
            gaps.append([])
        elif table[child].targets == 0 and table[child].chars < 400:
            gaps[-1].append(child)
    dated = [any(table[node].dates for node in gap) for gap in gaps]
    before = dated[0] and not dated[-1]
    for position, record in enumerate(records):
        record.neighbours = gaps[position] if before else gaps[position + 1]
        record.neighbours_before = before
    return records


def _pattern(holder: Node, tag: str) -> tuple[object, ...]:
    """Lists in blocks (five entries, a line, five entries) and hidden tabs share one pattern under one roof."""
    parent = holder.parent
    roof = parent.parent if parent is not None else None
    return (
        tag,
        holder.tag,
        _style(holder),
        parent.tag if parent else "",
        _style(parent) if parent else "",
        id(roof or parent),
    )


def _style(node: Node) -> str:
    return _STATE_WORDS.sub("", node.attributes.get("class", "").lower()).strip()


def _rate(group: Group, table: dict[Node, Measures]) -> None:
    count = len(group.records)
    if _is_part_of_a_row(group) or _are_parts_of_a_page(group):
        return
    titles = dated = url_dated = composite = targets = chars = 0.0
    for record in group.records:
        own = table[record.node]
        has_date = own.dates > 0 or any(table[node].dates for node in record.neighbours)
        titles += min(own.longest, 40) or 5
        dated += has_date
        url_dated += not has_date and own.url_dates > 0
        targets += min(own.targets, 12)
        chars += min(own.chars, 2000)
        composite += own.targets >= 2 and (own.dates >= 2 or (own.dates == 0 and _alike_titles(own)))
    group.dated = int(dated + url_dated)
    score = titles * (1 + 2 * dated / count + url_dated / count) * _zone(group.holder)
    score /= 1 + max(0.0, targets / count - 2.5)
    if composite > count / 2:
        score *= 0.2
    if chars / count > 700:
        score *= 0.3
    if count == 1:
        score *= 0.5 if dated and targets <= 2 and chars < 400 else 0
    group.score = score


def _is_part_of_a_row(group: Group) -> bool:
    """One cell of each row, or the body of a table: the row is the entry."""
    tags = {record.node.tag for record in group.records}
    if tags & {"tbody", "thead"} or (tags == {"table"} and len(group.records) == 1):
        return True
    return bool(tags & {"td", "th"}) and len({id(record.node.parent) for record in group.records}) == len(group.records)


def _are_parts_of_a_page(group: Group) -> bool:
    """Boxes that each bear a name of their own (header, main, footer) are no entries of a list."""
    if group.records[0].node.tag not in ("div", "section", "main", "article"):
        return False
    styles = {
        _style(record.node) or _STATE_WORDS.sub("", record.node.attributes.get("id", "")) for record in group.records
    }
    return len(styles) > 1 and len(styles) > len(group.records) / 2


def _alike_titles(own: Measures) -> bool:
    lengths = sorted((len(link.title) for link in own.links), reverse=True)
    return len(lengths) > 1 and lengths[1] >= LONG_TITLE and lengths[1] >= 0.6 * lengths[0]


def _zone(holder: Node) -> float:
    factor = 1.0
    for distance, node in enumerate((holder, *holder.ancestors())):
        if distance > 4 or node.tag in ("body", "#root"):
            break
        if node.tag in ("nav", "footer") or _NAVIGATION.search(node.label):
            return 0.12
        if node.tag == "aside" or _SIDE.search(node.label):
            factor = 0.4
    return factor
