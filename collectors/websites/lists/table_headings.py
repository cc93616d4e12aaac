"""What the columns of a table are called: the line of names above its entries."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from collectors.websites.dates.date_pieces import ANSWERED, PUBLISHED, rank_of_label
from collectors.websites.lists.groups import Group
from collectors.websites.lists.measures import Measures
from collectors.websites.tree import Node

_LONGEST_HEADING: Final = 12
_NAMES_A_DATE: Final = re.compile(r"日期|时间|年月日|发表|发布|公布|公开|date|time|posted|published", re.I)
_LEVELS: Final = 3
"""How far above the first entry the boxes before it are looked at: a thead, a table of its own."""


@lru_cache(maxsize=1024)
def names_a_date(heading: str) -> bool:
    """Whether what stands in a column of this name can be the day of an entry."""
    return _NAMES_A_DATE.search("".join(heading.split())) is not None


def column_headings(group: Group, table: dict[Node, Measures]) -> dict[int, str]:
    """The names of the columns by the number of each, from the row above the first entry that names a column of days;
    in a table without one from the row right above its first entry. The nearest row counts, if as wide as the entry."""
    first = group.records[0].node if group.records else None
    if first is None or first.parent is None:
        return {}
    rows = [row for row in _rows_above(first) if table[row].chars < 200]
    for row in reversed(rows):
        if names_a_date(row.words()) and _is_heading_of(row, first):
            return _names(row)
    if first.tag == "tr" and rows and _names_columns(rows[-1], first) and not _is_entry(rows[-1], table):
        return _names(rows[-1])
    return {}


def is_register(group: Group, table: dict[Node, Measures]) -> bool:
    """Whether a table says by its headings when each of its lines was published or answered: a log of requests."""
    labels = column_headings(group, table).values() if group.records[0].node.tag == "tr" else ()
    return any(names_a_date(label) and rank_of_label(label) in (PUBLISHED, ANSWERED) for label in labels)


def _is_entry(row: Node, table: dict[Node, Measures]) -> bool:
    return table[row].targets > 0 or any(char.isdigit() for char in row.words())


def cells_under(headings: dict[int, str], row: Node) -> dict[int, str]:
    """The heading of each cell of a row, by the identity (`id`) of the cell; empty for a row of another width."""
    cells = _cells(row)
    spans = [_span(cell) for cell in cells]
    if sum(spans) != len(headings):
        return {}
    return {id(cell): headings.get(sum(spans[:place]), "") for place, cell in enumerate(cells)}


def _names(row: Node) -> dict[int, str]:
    return dict(enumerate(cell.words() for cell in _cells(row) for _ in range(_span(cell))))


def _cells(row: Node) -> list[Node]:
    """The cells of a table's row, or what stands side by side in a row that is drawn by style."""
    if row.tag == "tr":
        return [child for child in row.children if child.tag in ("td", "th")]
    return [child for child in row.children if child.tag != "#text"]


def _span(cell: Node) -> int:
    written = cell.attributes.get("colspan", "1").strip()
    return min(int(written), 50) if written.isascii() and written.isdigit() and written != "0" else 1


def _is_heading_of(row: Node, first: Node) -> bool:
    return _width(row) == _width(first) if first.tag == "tr" else _names_columns(row, first)


def _width(row: Node) -> int:
    return sum(_span(cell) for cell in _cells(row))


def _names_columns(row: Node, first: Node) -> bool:
    """Whether a row is as wide as an entry and holds nothing but short names."""
    names = [cell.words() for cell in _cells(row)]
    return len(names) == len(_cells(first)) >= 2 and all(0 < len(name) <= _LONGEST_HEADING for name in names)


def _rows_above(first: Node) -> list[Node]:
    """Rows above the first entry: of the same box, and of the boxes before it."""
    wanted = ("tr",) if first.tag == "tr" else ("div", "ul", "li", "dl", "p", "dt")
    above: list[Node] = []
    node, section = first, first.parent
    for level in range(_LEVELS):
        if section is None or section.tag in ("body", "#root"):
            break
        boxes = list(_before(section, node))
        rows = [row for box in boxes for row in _rows_of(box, wanted, level, first.tag)]
        above = [*rows, *above]
        node, section = section, section.parent
    return above


def _rows_of(box: Node, wanted: tuple[str, ...], level: int, tag: str) -> Iterator[Node]:
    """The rows that a box before the entries is or holds: only a table of its own is looked into more deeply."""
    if level == 0 or tag != "tr":
        if box.tag in wanted:
            yield box
        if level == 1:
            yield from (child for child in box.children if child.tag in wanted)
        return
    for child in box.children:
        if child.tag == "tr":
            yield child
        elif level == 2 and child.tag in ("tbody", "thead"):
            yield from (row for row in child.children if row.tag == "tr")


def _before(holder: Node, end: Node) -> Iterator[Node]:
    for child in holder.children:
        if child is end:
            return
        yield child
