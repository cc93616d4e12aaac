"""From the entries of a list to items: title, absolute address, date."""

from datetime import date
from urllib.parse import urljoin

from collectors.websites.date_forms import plain_digits
from collectors.websites.date_pieces import is_page_clock
from collectors.websites.entry_dates import Piece, date_of_entry
from collectors.websites.groups import Group, Measures, Record
from collectors.websites.links import Link
from collectors.websites.page_view import Item
from collectors.websites.tree import Node


def read_entries(group: Group, table: dict[Node, Measures], base_url: str, today: date) -> list[Item]:
    """The items of a list. Neighbours that are no entries (a "more" line among dated ones) are left out."""
    headings = _column_headings(group, table)
    items = [_item(record, table, base_url, today, headings) for record in group.records]
    kept = [item for item in items if item is not None]
    with_date = [item for item in kept if item.why != "none"]
    if len(with_date) * 2 > len(kept):
        kept = [item for item in kept if item.why != "none" or len(item.title) >= 6]
    return _without_repeats(kept)


def _without_repeats(items: list[Item]) -> list[Item]:
    seen: dict[tuple[str, str, date | None], Item] = {}
    for item in items:
        seen.setdefault((item.title, item.url, item.date), item)
    return list(seen.values())


def _item(
    record: Record, table: dict[Node, Measures], base_url: str, today: date, headings: dict[int, str]
) -> Item | None:
    link = _main_link(table[record.node].links)
    near = record.neighbours
    nodes = [*near, record.node] if record.neighbours_before else [record.node, *near]
    pieces = _pieces(nodes, link, headings)
    url = _absolute(base_url, link.href) if link else ""
    dated = date_of_entry(pieces, nodes, url, today)
    title = link.title if link else _longest_text(pieces)
    if len(title) < 2 or (link is None and dated.why == "none"):
        return None
    return Item(title, url, dated.day, dated.why)


def _main_link(links: list[Link]) -> Link | None:
    return max(links, key=lambda link: len(link.title), default=None)


def _longest_text(pieces: list[Piece]) -> str:
    return max((piece.text for piece in pieces), key=len, default="")


def _pieces(nodes: list[Node], link: Link | None, headings: dict[int, str]) -> list[Piece]:
    clickable = link.node if link and link.node.tag == "a" else None
    pieces: list[Piece] = []
    for top in nodes:
        cells = {id(cell): position for position, cell in enumerate(_cells(top))}
        heading, in_title = "", set[int]()
        for node in top.walk():
            if id(node) in cells:
                heading = headings.get(cells[id(node)], "")
            if clickable is not None and (node is clickable or id(node.parent) in in_title):
                in_title.add(id(node))
            if node.tag == "#text" and not is_page_clock(node.text):
                pieces.append(Piece(plain_digits(node.text), id(node) in in_title, heading))
    return pieces


def _cells(row: Node) -> list[Node]:
    return [child for child in row.children if child.tag in ("td", "th")] if row.tag == "tr" else []


def _column_headings(group: Group, table: dict[Node, Measures]) -> dict[int, str]:
    """The heading line of a table: a row without articles, above the first entry, that names a date column."""
    first = group.records[0].node if group.records else None
    if first is None or first.tag != "tr" or first.parent is None:
        return {}
    section = first.parent
    rows = [child for child in section.children if child.tag == "tr"]
    if section.parent is not None:
        for other in section.parent.children:
            if other is section:
                break
            rows = [*(child for child in other.children if child.tag == "tr"), *rows]
    for row in rows:
        words = row.words()
        if row is not first and ("日期" in words or "时间" in words) and table[row].chars < 200:
            return {position: cell.words() for position, cell in enumerate(_cells(row))}
        if row is first:
            break
    return {}


def _absolute(base_url: str, href: str) -> str:
    if not href or href.lower().startswith("javascript:") or "(" in href:
        return href
    try:
        return urljoin(base_url, href)
    except ValueError:
        return href
