"""Telling an article from a list."""

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import islice
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from collectors.websites.lists.groups import Group
from collectors.websites.page_view import Item
from collectors.websites.tree import Node

_ARTICLE_NAMES: Final = frozenset({"articletitle", "contentsource", "article:published_time"})
LONG_PROSE: Final = 200
SHORT_PROSE: Final = 60
_FOOTER: Final = re.compile(r"foot(?!age|ball)|bottom|copyright|banquan")
_SENTENCE: Final = 20
_HEADLINE: Final = 10
_MOST_TEXTS: Final = 400
_SITES: Final = ("政府", "网", "网站", "门户", "平台", "局", "委员会", "办公室", "专栏", "目录", "公报", "年度报告")
_PREVIOUS: Final = re.compile(r"上一?[篇条](?:新闻|文章|信息)?\s?[:：】\]]")
_NEXT: Final = re.compile(r"下一?[篇条](?:新闻|文章|信息)?\s?[:：】\]]")
"""Beneath an article the ones before and after it; lists turn pages instead."""
_APART: Final = 300
_MOST_NEIGHBOURS: Final = 20
_A_LIST: Final = 3
_MANY: Final = 5
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4"})


def meta_values(parser: LexborHTMLParser) -> dict[str, str]:
    """The page's meta elements, names in lower case; the first of each name."""
    values: dict[str, str] = {}
    for node in parser.css("meta"):
        name = (
            node.attributes.get("name") or node.attributes.get("property") or node.attributes.get("itemprop") or ""
        ).lower()
        content = (node.attributes.get("content") or "").strip()
        if name and content:
            values.setdefault(name, content)
    return values


@dataclass(frozen=True)
class Prose:
    """The longest connected text outside links, entries of the list not counted: its length and its first sentence."""

    length: int
    first: Node | None


def longest_prose(root: Node, group: Group | None) -> Prose:
    """The text that would be the article, if the page is one."""
    inside = {record.node for record in group.records} if group else set[Node]()
    sums: defaultdict[Node, int] = defaultdict(int)
    first: dict[Node, Node] = {}
    hidden: set[Node] = set()
    for node in root.walk():
        if node in inside or node.parent in hidden or node.tag in ("a", "footer") or _FOOTER.search(node.label):
            hidden.add(node)
            continue
        if node.tag == "#text" and len(node.text) > 1:
            block = _block(node)
            sums[block] += len(node.text)
            if block.parent is not None and len(node.text) >= _SENTENCE and "。" in node.text:
                # Paragraphs that stand each in an element of its own, as word processors write them.
                sums[block.parent] += len(node.text)
                first.setdefault(block.parent, node)
            if len(node.text) >= _SENTENCE and node.parent is not None and node.parent.tag not in _HEADINGS:
                first.setdefault(block, node)
    longest = max(sums, key=lambda block: sums[block], default=None)
    return Prose(sums[longest], first.get(longest)) if longest is not None else Prose(0, None)


def _block(text: Node) -> Node:
    """The element that holds the paragraphs: beyond the inline elements and the paragraph itself."""
    node = text.parent or text
    while node.parent is not None and node.tag in ("span", "b", "strong", "em", "i", "font", "u", "br", "sup", "sub"):
        node = node.parent
    if node.tag in ("p", "h1", "h2", "h3", "section", "blockquote") and node.parent is not None:
        node = node.parent
    return node


def has_neighbours(words: str) -> bool:
    """Whether a page names the articles before and after it."""
    found = islice(_PREVIOUS.finditer(words), _MOST_NEIGHBOURS)
    return any(_NEXT.search(words, previous.end(), previous.end() + _APART) for previous in found)


def _declares_an_article(meta: dict[str, str]) -> bool:
    """Whether a page says of itself, as portals do, that it is one article and when that was published."""
    return "article:published_time" in meta and meta.get("og:type", "").lower() in ("article", "news")


def has_headline(root: Node, title: str) -> bool:
    """Whether the page's title begins with a line of its own, longer than names of columns and not that of a site."""
    title = " ".join(title.split())
    for text in islice(root.texts(), _MOST_TEXTS):
        line = text.text
        if len(line) >= _HEADLINE and title.startswith(line) and not line.endswith(_SITES):
            return text.parent is not None and text.parent.tag != "a"
    return False


@dataclass(frozen=True)
class Signs:
    """What else tells an article from a list: whether the list stands `in_the_middle` and not in a side box, a line
    with a day and a source, the names of the articles before and after, the page's title as a headline."""

    in_the_middle: bool
    has_date_line: bool
    has_neighbours: bool
    has_headline: bool = False
    is_beside: bool = False
    """Whether the only list is a box of another column."""


def is_article(meta: dict[str, str], text: Prose, items: list[Item], signs: Signs) -> bool:
    """Whether the page is one article: by its meta elements, the weight of its prose (characters) against that of its
    list, and other signs."""
    prose = text.length
    titles = sum(len(item.title) for item in items)
    dated = 0 if signs.is_beside else sum(item.date is not None for item in items)
    if signs.has_neighbours and (dated < _A_LIST or prose > titles):
        return True
    if _is_entitled(signs, len(items)) and text.first is not None and dated < _A_LIST:
        return True
    named = any(name in meta for name in _ARTICLE_NAMES) or meta.get("og:type", "").lower() in ("article", "news")
    if named and prose >= SHORT_PROSE:
        return prose > titles or dated < _A_LIST or (prose >= LONG_PROSE and _declares_an_article(meta))
    if not items:
        return prose >= LONG_PROSE or (signs.has_date_line and text.first is not None)
    if prose < LONG_PROSE:
        return False
    if len(items) >= _MANY and dated * 2 >= len(items) and signs.in_the_middle:
        return prose > (1.5 if signs.has_date_line else 3) * titles
    return prose > titles or signs.has_date_line


def _is_entitled(signs: Signs, entries: int) -> bool:
    """Whether a headline and a line with its day stand above what need not be a list."""
    return (
        signs.has_headline and signs.has_date_line and (entries < _MANY or not signs.in_the_middle or signs.is_beside)
    )
