"""Which of a page's groups is its list, and the entries of it."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from collectors.websites.lists.box_headings import is_of_another, path_in
from collectors.websites.lists.columns_side_by_side import dated_from_beside
from collectors.websites.lists.companions import companions
from collectors.websites.lists.entries import read_entries
from collectors.websites.lists.groups import Group, Record, find_groups
from collectors.websites.lists.measures import Measures, measure
from collectors.websites.lists.rating import LONG_TITLE, SIDE_BOX, holds_no_lists, rated
from collectors.websites.lists.table_headings import is_register
from collectors.websites.lists.twin_boxes import twins
from collectors.websites.page_view import CUT_OFF, Item, Notes
from collectors.websites.scripts.datastore import datastore_html
from collectors.websites.tree import Node, build_tree

_BLANK: Final = re.compile(
    r"暂无(?:数据|信息|内容|记录|文章|相关|公开|更新|公告)|暂时没有|没有相关|无相关|没有找到|没有查询到|未查询到|没有符合|未检索到|共\s*0\s*[条项篇]"
    r"|0(?<!\d0)\s*条(?:记录|数据|信息)|内容(?:正在)?(?:建设|更新|完善|整理)中|敬请期待"
    r"|no data|no records|nothing found"
)
"""For text in lower case; each alternative begins with a character of its own, so that the search is quick."""
_HOME: Final = re.compile(r"(?:https?:)?//[^/]*/?")
_FILE: Final = re.compile(r"\.(?:s?html?|jspx?|aspx?|php|pdf|docx?|xlsx?|wps|ofd|rar|zip)(?:\?|$)")
_UNDATED_SCORE: Final = 16
_CANDIDATES: Final = 8


@dataclass(frozen=True)
class ReadPage:
    """A parsed page with its measured tree and the list chosen in it."""

    root: Node
    table: dict[Node, Measures]
    groups: list[Group]
    chosen: Group | None
    items: list[Item]
    words: str
    is_beside: bool = False
    """Whether the list is that of a box with another heading than the page's: all that a page without one shows."""


def read_page(
    parser: LexborHTMLParser, text: str, base: str, today: date, selector: str | None, notes: Notes
) -> ReadPage:
    """The tree of the page (and of its datastore, if it has one) and the entries of its main list."""
    stored = datastore_html(text) if selector is None else ""
    root = build_tree(parser)
    if stored:
        notes.add("datastore")
        root = build_tree(LexborHTMLParser(stored))
    if "cut" in root.attributes:
        notes.add(CUT_OFF)
    table = measure(root)
    title = page_title(parser)
    words = root.words()
    path = path_in(words)
    if selector:
        groups = _selected(parser, root, table, selector, notes)
        items = read_entries(groups[0], table, base, today) if groups else []
        return ReadPage(root, table, groups, groups[0] if groups else None, items, words)
    groups = rated(find_groups(root, table), table, title, path)
    blank = says_blank(words)
    others = [group for group in groups[:_CANDIDATES] if is_of_another(group, table, title, path)]
    box = others[0] if others and others[0] is groups[0] else None
    for group in _in_order(groups[:_CANDIDATES], others, table) if box else groups[:_CANDIDATES]:
        items = dated_from_beside(read_entries(group, table, base, today), group, today)
        is_beside = group in others
        if box and not is_beside and _is_shorter(items, group, box):
            continue
        is_aside = group.zone < 1 or is_beside or not holds_no_lists(group, table)
        if _is_list(group, items, table) and not (blank and is_aside):
            more = [*companions(group, groups, table), *twins(group, groups, table, title, words)]
            items = _with_companions(items, more, table, base, today)
            return ReadPage(root, table, groups, group, items, words, is_beside)
    return ReadPage(root, table, groups, None, [], words)


def _in_order(groups: list[Group], others: list[Group], table: dict[Node, Measures]) -> list[Group]:
    """The candidates where the best is a box of another column: the lists in the middle of the page that are of none go
    before it, also those whose days are only seen when they are read."""
    own = [group for group in groups if group.zone == 1 and group not in others and holds_no_lists(group, table)]
    return [*own, *(group for group in groups if group not in own)]


def _is_shorter(items: list[Item], group: Group, box: Group) -> bool:
    """Whether an undated list is no longer than the box of another column beside it: the longer is the page's own."""
    return len(items) <= len(box.records) and not any(item.date for item in items) and not group.dated


def _with_companions(
    items: list[Item], beside: list[Group], table: dict[Node, Measures], base: str, today: date
) -> list[Item]:
    """The entries of the list and, before them, the dated ones of lists that belong to it."""
    known = {item.url for item in items if item.url}
    more = [
        item
        for group in beside
        for item in read_entries(group, table, base, today)
        if item.date is not None and item.url not in known and _are_articles([item])
    ]
    return [*more, *items] if more else items


def page_title(parser: LexborHTMLParser) -> str:
    """The words of the title element."""
    node = parser.css_first("title")
    return node.text() if node else ""


def says_blank(words: str) -> bool:
    """Whether a page says itself that it has nothing to list."""
    return _BLANK.search(words.lower()) is not None


def _selected(
    parser: LexborHTMLParser, root: Node, table: dict[Node, Measures], selector: str, notes: Notes
) -> list[Group]:
    try:
        wanted = {node.mem_id for node in parser.css(selector)}
    except (SelectolaxError, ValueError, RuntimeError):
        notes.add("bad_selector")
        return []
    found = {node for node in root.walk() if node.identity in wanted and node.tag != "#text"}
    nodes = [node for node in root.walk_outside(found) if node in found]
    if len(nodes) == 1:
        return rated(find_groups(nodes[0], table), table)[:1] or [Group(nodes[0], [Record(nodes[0])])]
    if not nodes:
        notes.add("selector_finds_nothing")
        return []
    return [Group(nodes[0].parent or root, [Record(node) for node in nodes])]


def _is_list(group: Group, items: list[Item], table: dict[Node, Measures]) -> bool:
    """Entries with dates are a list, one or two only if they are articles. Without dates only many long titles in the
    middle of the page are."""
    if not items or group.zone <= SIDE_BOX:
        return False
    dated = sum(item.why not in ("none", "url") for item in items)
    average = sum(len(item.title) for item in items) / len(items)
    if dated and not any(item.url for item in items):
        return dated >= 3 and (average >= LONG_TITLE or is_register(group, table))
    if dated:
        return dated >= 3 or _are_articles(items)
    if any(item.why == "url" for item in items):
        return average >= LONG_TITLE
    enough = len(items) >= 3 and _are_articles(items) and group.score >= _UNDATED_SCORE
    return average >= LONG_TITLE and enough and group.zone == 1


def _are_articles(items: list[Item]) -> bool:
    return 2 * sum(_leads_to_an_article(item.url) for item in items) >= len(items)


def _leads_to_an_article(url: str) -> bool:
    """Whether an address (or the code of a click) looks like one article's: a file or a number, no folder or home."""
    path = url.split("#")[0]
    if _HOME.fullmatch(path) or path.endswith("/"):
        return False
    last = path.rsplit("/", 1)[-1].lower()
    is_one = any(char.isdigit() for char in last) or _FILE.search(last) is not None
    return is_one and not last.startswith(("index", "list"))


def all_dated(page: ReadPage, url: str, today: date) -> list[Item]:
    """The dated entries of every list on the page, the chosen one first."""
    items = list(page.items)
    known = {(item.title, item.url) for item in items}
    for group in page.groups[:60]:
        if group is page.chosen or group.dated == 0:
            continue
        found = read_entries(group, page.table, url, today)
        for item in found if len(found) >= 3 or _are_articles(found) else []:
            if item.date is not None and (item.title, item.url) not in known:
                known.add((item.title, item.url))
                items.append(item)
    return items


def base_address(parser: LexborHTMLParser, url: str) -> str:
    """The address that relative links start from."""
    node = parser.css_first("base[href]")
    try:
        return urljoin(url, node.attributes.get("href") or "") if node else url
    except ValueError:
        return url
