"""Telling an article from a list, and the article's own date."""

import re
from collections import defaultdict
from datetime import date
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from collectors.websites.date_forms import dates_alone, dates_in_prose, plain_digits
from collectors.websites.date_pieces import is_page_clock
from collectors.websites.groups import Group
from collectors.websites.tree import Node

_META_NAMES: Final = (
    "pubdate", "publishdate", "publish-date", "article:published_time", "og:release_date", "datepublished", "dc.date",
    "weibo: article:create_at", "publication_date", "release_date", "article_publish_time",
)  # fmt: skip
_ARTICLE_NAMES: Final = frozenset({"articletitle", "contentsource", "article:published_time"})
_LABELLED: Final = re.compile(
    r"(?:发布|发文|公开|发表|上传|publish\w*|posted)\s*(?:时间|日期|于|on|date)?[\s:：\[(【]*$", re.I
)
_ANY_LABEL: Final = re.compile(r"(?:时间|日期|来源|作者|浏览|阅读|字体|字号)")
LONG_PROSE: Final = 200


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


def prose_length(root: Node, group: Group | None) -> int:
    """Characters outside links in the longest connected text of the page, entries of the list not counted."""
    inside = {id(record.node) for record in group.records} if group else set[int]()
    sums: defaultdict[int, int] = defaultdict(int)
    hidden: set[int] = set()
    for node in root.walk():
        if id(node) in inside or node.tag == "a" or (node.parent is not None and id(node.parent) in hidden):
            hidden.add(id(node))
            continue
        if node.tag == "#text" and len(node.text) > 1:
            block = _block(node)
            sums[id(block)] += len(node.text)
    return max(sums.values(), default=0)


def _block(text: Node) -> Node:
    """The element that holds the paragraphs: beyond the inline elements and the paragraph itself."""
    node = text.parent or text
    while node.parent is not None and node.tag in ("span", "b", "strong", "em", "i", "font", "u", "br", "sup", "sub"):
        node = node.parent
    if node.tag in ("p", "h1", "h2", "h3", "section", "blockquote") and node.parent is not None:
        node = node.parent
    return node


def is_article(meta: dict[str, str], prose: int, titles: int, entries: int, dated: int) -> bool:
    """Whether the page is one article, from its meta elements and the weight of its prose against that of its list."""
    named = any(name in meta for name in _ARTICLE_NAMES) or meta.get("og:type", "").lower() in ("article", "news")
    if named and prose >= 60:
        return prose > titles or dated < 3
    if prose < LONG_PROSE:
        return False
    if entries >= 5 and dated * 2 >= entries:
        return prose > 4 * titles
    return prose > titles


def article_date(root: Node, meta: dict[str, str], today: date) -> date | None:
    """The article's publication date: its meta element, else the line under the headline. Never a footer's."""
    for name in _META_NAMES:
        forms = dates_alone(plain_digits(meta.get(name, "")[:60]))
        day = forms[0].on() if forms else None
        if day and day <= today:
            return day
    return _from_lines(root, today)


def _from_lines(root: Node, today: date) -> date | None:
    """A date labelled as publication, else the first in a line with source, author or reading count."""
    fallback: date | None = None
    before = ""
    for node in root.texts():
        text = plain_digits(node.text)
        if len(text) <= 120 and not is_page_clock(text):
            for form in dates_in_prose(text):
                day = form.on()
                head = before[-12:] + text[: form.start]
                if day is None or day > today:
                    continue
                if _LABELLED.search(head.rstrip()):
                    return day
                if fallback is None and _ANY_LABEL.search(before[-12:] + text):
                    fallback = day
        before = text
    return fallback
