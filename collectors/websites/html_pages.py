"""What an HTML page shows: a list, an article, nothing yet, or something that it should not."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import Final

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from collectors.websites.articles.article_dates import article_day
from collectors.websites.articles.article_scripts import day_in_scripts
from collectors.websites.articles.articles import (
    Signs,
    has_headline,
    has_neighbours,
    is_article,
    longest_prose,
    meta_values,
)
from collectors.websites.lists.choosing import ReadPage, all_dated, base_address, page_title, read_page
from collectors.websites.lists.groups import Group
from collectors.websites.page_view import CUT_OFF, Item, Notes, PageKind, PageView
from collectors.websites.scripts.scripted import kept_markup, list_in_scripts
from collectors.websites.tree import MAX_CHARACTERS, Node, nested_too_deeply, tamed
from collectors.websites.views import describe, view_of_article, view_of_items, view_of_nothing
from collectors.websites.wrong.empty_pages import awaits_a_list, filled_by_script, view_without_items
from collectors.websites.wrong.foreign_pages import foreign_page
from collectors.websites.wrong.wrong_pages import PROOF, SHORT_PAGE, Shown, wrong_page
from metrics.facts import CheckOutcome

LONGEST_TITLE: Final = 200
LEAST_ENTRIES: Final = 3
"""Fewer need not be a list: the articles before and after one, a headline."""
LONGEST_ENTRY: Final = 400
"""Characters; what is longer is no entry of a list but a text."""
_FRAME: Final = re.compile(r"foot(?!age|ball)|bottom|copyright|banquan|(?<![a-z])(?:top|topbar|header)(?![a-z])")


def inspect_html(
    text: str, url: str, today: date, encoding: str, selector: str | None = None, whole_page: bool = False
) -> PageView:
    """The view of a page as HTML, whatever the text is; see `inspect_page`."""
    is_long = len(text) > MAX_CHARACTERS
    text = tamed(text[:MAX_CHARACTERS])
    if nested_too_deeply(text):
        return view_of_nothing(CheckOutcome.UNREADABLE, "unreadable", encoding, "页面元素嵌套过深")
    try:
        parser = LexborHTMLParser(text)
    except (SelectolaxError, ValueError, RuntimeError) as error:
        return view_of_nothing(CheckOutcome.UNREADABLE, "unreadable", encoding, f"网页无法解析：{error}")
    notes = Notes()
    if is_long:
        notes.add(CUT_OFF)
    base = base_address(parser, url)
    page = read_page(parser, text, base, today, selector, notes)
    with closing(page.root):
        items = all_dated(page, base, today) if whole_page else page.items
        if selector is None:
            article = _as_article(parser, page, url, today, encoding)
            if article is not None and not _wrong(parser, page, [], url, text, is_article=article.newest is not None):
                return article
            items = _with_scripts(parser, page, items, base, today)
            if page.is_beside and items is page.items and awaits_a_list(parser):
                return filled_by_script(encoding)
        wrong = _wrong(parser, page, items, url, text)
        if wrong is not None:
            outcome, why = wrong
            return view_of_nothing(outcome, outcome.value, encoding, f"{outcome.words}：{why[:200]}")
        if not items:
            return view_without_items(parser, page, notes, encoding)
        describe(items, notes)
        return replace(view_of_items(PageKind.LIST, items, encoding, notes), title=page_title(parser)[:LONGEST_TITLE])


def _wrong(
    parser: LexborHTMLParser, page: ReadPage, items: list[Item], url: str, text: str, is_article: bool = False
) -> tuple[CheckOutcome, str] | None:
    """Why the page is not to be believed, if it is not."""
    items = items or page.items
    title = page_title(parser)
    titles = [item.title for item in items]
    foreign = foreign_page(title, page.words, titles, url, text, is_article)
    if foreign is not None and foreign[0] is not CheckOutcome.NEEDS_SCRIPT:
        return foreign
    dated = sum(item.date is not None for item in items)
    asks_password = parser.css_first("input[type=password]") is not None
    inner = _inner_words(page.root) if (dated < PROOF or page.is_beside) and len(page.words) < SHORT_PAGE else ""
    links = page.table[page.root].targets
    wrong = wrong_page(
        Shown(title, page.words, titles, dated, is_article, asks_password, text, inner, links, page.is_beside)
    )
    return (wrong, page.words) if wrong is not None else foreign


def _inner_words(root: Node) -> str:
    """The words of a page that stand neither in its head nor in its foot."""
    frame = {node for node in root.walk() if node.tag in ("header", "footer") or _FRAME.search(node.label)}
    return " ".join(node.text for node in root.walk_outside(frame) if node.tag == "#text")


def _with_scripts(parser: LexborHTMLParser, page: ReadPage, items: list[Item], base: str, today: date) -> list[Item]:
    """The items, or where none of them is dated those that the page's scripts would show."""
    if any(item.why != "none" for item in items) and not page.is_beside:
        return items
    found = list_in_scripts(parser, page.root, base, today)
    if found is not None:
        return found.items
    if items and not page.is_beside:
        return items
    markup = kept_markup(parser)
    kept = read_page(LexborHTMLParser(markup), "", base, today, None, Notes()).items if markup else []
    return kept if not items or any(item.date for item in kept) else items


def _as_article(parser: LexborHTMLParser, page: ReadPage, url: str, today: date, encoding: str) -> PageView | None:
    """The page as one article, or None where it is none."""
    meta = meta_values(parser)
    in_the_middle = page.chosen is not None and page.chosen.zone == 1
    is_dated = sum(item.date is not None for item in page.items) >= LEAST_ENTRIES and not page.is_beside
    headline = not is_dated and has_headline(page.root, page_title(parser))
    signs = Signs(in_the_middle, True, has_neighbours(page.words), headline, page.is_beside)
    chosen = None if not is_dated and _holds_the_article(page, signs.has_neighbours or headline) else page.chosen
    prose = longest_prose(page.root, chosen)
    if not is_article(meta, prose, page.items, signs):
        # Whatever its lines say: the common case of a list, told without reading them.
        return None
    structured = " ".join(node.text() for node in parser.css("script[type='application/ld+json']"))
    found = article_day(page.root, _entries(page, chosen), meta, structured, prose, url, today)
    if not is_article(meta, prose, page.items, replace(signs, has_date_line=found.has_line)):
        return None
    return view_of_article(found.day or day_in_scripts(parser, today), encoding)


def _holds_the_article(page: ReadPage, is_likely: bool) -> bool:
    """Whether an article was read as an entry: of those before and after it, of the buttons beneath it."""
    if is_likely and len(page.items) < LEAST_ENTRIES:
        return True
    records = page.chosen.records if page.chosen else []
    return any(page.table[record.node].chars > LONGEST_ENTRY for record in records)


def _entries(page: ReadPage, chosen: Group | None) -> set[Node]:
    """The entries of all dated lists, whose days are those of other articles."""
    least = LEAST_ENTRIES
    lists = [group for group in page.groups[:30] if len(group.records) >= least and group.mostly_dated(page.table)]
    lists += [chosen] if chosen else []
    return {record.node for group in lists for record in group.records if page.table[record.node].targets}
