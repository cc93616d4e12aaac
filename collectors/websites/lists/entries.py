"""From the entries of a list to items: title, absolute address, date."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from urllib.parse import urljoin

from collectors.websites.dates.bare_days import days_beneath_months
from collectors.websites.dates.date_forms import plain_digits
from collectors.websites.dates.date_pieces import has_weekday, is_clock_label, is_only_a_date, is_page_clock
from collectors.websites.dates.day_headings import days_beneath_days
from collectors.websites.dates.entry_dates import TIME_OF_DAY, Piece, date_of_entry
from collectors.websites.dates.missing_years import Guess, with_years
from collectors.websites.dates.title_days import days_at_ends
from collectors.websites.lists.groups import Group, Record
from collectors.websites.lists.links import NO_TARGET, Link
from collectors.websites.lists.measures import Measures
from collectors.websites.lists.table_headings import cells_under, column_headings
from collectors.websites.page_view import Item
from collectors.websites.tree import Node

_DAY_FIRST: Final = re.compile(
    r"(?<!\d)(?:1[3-9]|2\d|3[01])\s*[/-]\s*(?:0?[1-9]|1[0-2])\s*[/\s-]\s*(?:19|20)\d\d(?!\d|\s*[-/.年]\s*\d)"
)


_UPDATED: Final = re.compile(r"最[后近]更新")
_RECENT: Final = 7
"""Days within which a list that shows times of today was brought up to date before."""


@dataclass(frozen=True)
class _Manner:
    """How the list as a whole writes its dates: column headings, weekdays, 最后更新 in each entry, day before month."""

    headings: dict[int, str]
    with_weekdays: bool
    with_updates: bool
    day_first: bool


_Read = tuple[Item, bool, Node]
"""An item, whether the year of its day was guessed, and its element."""


def read_entries(group: Group, table: dict[Node, Measures], base_url: str, today: date) -> list[Item]:
    """The items of a list. Neighbours that are no entries (a "more" line among dated ones) are left out."""
    manner = _manner(group, table)
    read = [found for record in group.records if (found := _item(record, table, base_url, today, manner))]
    read = _with_times_of_today(read, today)
    if 2 * sum(item.why == "none" for item, _, _ in read) > len(read):
        read = _told_by_the_list(read, group, today)
    days = with_years([Guess(item.date if guessed else None, node, item.url) for item, guessed, node in read], group)
    kept = [_of_day(item, day, today) for (item, _, _), day in zip(read, days, strict=True)]
    with_date = [item for item in kept if item.why != "none"]
    if len(with_date) * 2 > len(kept):
        kept = [item for item in kept if item.why != "none" or len(item.title) >= 6]
    return _without_repeats(kept)


@dataclass(frozen=True)
class EntryTexts:
    """One entry of a list as it is written: where it leads, its title, and its texts with their column headings."""

    url: str
    title: str
    pieces: list[Piece]


def entry_texts(group: Group, table: dict[Node, Measures], base_url: str) -> list[EntryTexts]:
    """The entries of a list in its order, for readers that look for other things than the newest day."""
    headings = column_headings(group, table)
    found = []
    for record in group.records:
        link = _main_link(table[record.node].links)
        nodes = [*record.neighbours, record.node] if record.neighbours_before else [record.node, *record.neighbours]
        pieces = _pieces(nodes, link, headings)
        title = link.title if link else _longest_text(pieces)
        found.append(EntryTexts(_absolute(base_url, link.href) if link else "", title, pieces))
    return found


def _told_by_the_list(read: list[_Read], group: Group, today: date) -> list[_Read]:
    """Undated entries with the days that only all of them together tell: beneath months, or at the ends of titles."""
    beneath = days_beneath_months(group)
    if beneath:
        return [(_on(item, beneath.get(node), today), guessed, node) for item, guessed, node in read]
    of_days = days_beneath_days(group, today)
    if of_days:
        return [(_beneath(item, of_days[node], today), guessed, node) for item, guessed, node in read]
    at_ends = days_at_ends([item.title for item, _, _ in read], today)
    if not at_ends:
        return read
    return [(_on(item, day, today), True, node) for (item, _, node), day in zip(read, at_ends, strict=True)]


def _beneath(item: Item, day: date, today: date) -> Item:
    """The item with the day of the heading above it, whatever else stands near it."""
    return replace(item, date=day, why="text") if day <= today else replace(item, date=None, why="future")


def _with_times_of_today(read: list[_Read], today: date) -> list[_Read]:
    """10:32 above entries of yesterday and the days before is a time of today; elsewhere it says nothing."""
    if all(item.why != TIME_OF_DAY for item, _, _ in read):
        return read
    first = next((place for place, (item, _, _) in enumerate(read) if item.date), 0)
    above = first > 0 and all(item.why == TIME_OF_DAY for item, _, _ in read[:first])
    newest = max((item.date for item, _, _ in read if item.date), default=date.min)
    of_today = above and (today - newest).days <= _RECENT
    return [
        (_timed(item, today if of_today and place < first else None), guessed, node)
        for place, (item, guessed, node) in enumerate(read)
    ]


def _timed(item: Item, day: date | None) -> Item:
    if item.why != TIME_OF_DAY:
        return item
    return replace(item, date=day, why="relative" if day else "none")


def _on(item: Item, day: date | None, today: date) -> Item:
    """The undated item with the day that a heading tells."""
    if day is None or item.why != "none":
        return item
    return replace(item, date=day, why="text") if day <= today else replace(item, why="future")


def _of_day(item: Item, day: date | None, today: date) -> Item:
    """The item with the day that the list as a whole tells, if it tells one."""
    if day is None or day == item.date:
        return item
    return replace(item, date=day) if day <= today else replace(item, date=None, why="future")


def _manner(group: Group, table: dict[Node, Measures]) -> _Manner:
    """Told by the first entries; one weekday alone may be the clock of the page."""
    shown = [
        " ".join(node.words()[:400] for node in (record.node, *record.neighbours)) for record in group.records[:10]
    ]
    weekdays = sum(has_weekday(words) for words in shown)
    return _Manner(
        column_headings(group, table),
        weekdays >= 2 and weekdays * 2 >= len(shown),
        len(shown) > 2
        and 4 * sum("更新" in words and bool(_UPDATED.search(words)) for words in shown) >= 3 * len(shown),
        any(_DAY_FIRST.search(words) for words in shown),
    )


def _without_repeats(items: list[Item]) -> list[Item]:
    seen: dict[tuple[str, str, date | None], Item] = {}
    for item in items:
        seen.setdefault((item.title, item.url, item.date), item)
    return list(seen.values())


def _item(
    record: Record,
    table: dict[Node, Measures],
    base_url: str,
    today: date,
    manner: _Manner,
) -> tuple[Item, bool, Node] | None:
    """The entry as an item, whether the year of its day was guessed, and its element."""
    link = _main_link(table[record.node].links)
    near = record.neighbours
    nodes = [*near, record.node] if record.neighbours_before else [record.node, *near]
    pieces = _without_clocks(_pieces(nodes, link, manner.headings), manner)
    url = _absolute(base_url, link.href) if link else ""
    dated = date_of_entry(pieces, nodes, url, today, manner.day_first)
    title = link.title if link else _longest_text(pieces)
    if len(title) < 2 or (link is None and dated.why != "text"):
        return None
    return Item(title, url, dated.day, dated.why), dated.without_year, record.node


def _main_link(links: list[Link]) -> Link | None:
    return max(links, key=lambda link: len(link.title), default=None)


def _longest_text(pieces: list[Piece]) -> str:
    return max((piece.text for piece in pieces if not is_only_a_date(piece.text)), key=len, default="")


def _pieces(nodes: list[Node], link: Link | None, headings: dict[int, str]) -> list[Piece]:
    clickable = link.node if link and link.node.tag == "a" else None
    pieces: list[Piece] = []
    for top in nodes:
        cells = cells_under(headings, top) if headings else {}
        heading, in_title = "", set[int]()
        for node in top.walk():
            if id(node) in cells:
                heading = cells[id(node)]
            if clickable is not None and (node is clickable or id(node.parent) in in_title):
                in_title.add(id(node))
            if node.tag == "#text":
                pieces.append(Piece(plain_digits(node.text), id(node) in in_title, heading))
    return pieces


def _without_clocks(pieces: list[Piece], manner: _Manner) -> list[Piece]:
    """Without what tells today or the making of the page, whether in one piece or a label with its date after it."""
    kept: list[Piece] = []
    announced = False
    for piece in pieces:
        if announced and is_only_a_date(piece.text):
            continue
        is_own = manner.with_updates and _UPDATED.search(piece.text) is not None
        announced = not is_own and not piece.in_title and is_clock_label(piece.text)
        if is_own or (not is_page_clock(piece.text) and (manner.with_weekdays or not has_weekday(piece.text))):
            kept.append(piece)
    return kept


def _absolute(base_url: str, href: str) -> str:
    if href.startswith(NO_TARGET) and "(" not in href:
        return ""
    if not href or href.lower().startswith("javascript:") or "(" in href:
        return href
    try:
        return urljoin(base_url, href)
    except ValueError:
        return href
