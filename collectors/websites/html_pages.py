"""What an HTML page shows: a list, an article, nothing yet, or something that it should not."""

from __future__ import annotations

from datetime import date

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from collectors.websites.article_dates import article_day
from collectors.websites.articles import is_article, longest_prose, meta_values
from collectors.websites.choosing import ReadPage, all_dated, base_address, page_title, read_page, says_blank
from collectors.websites.page_view import Item, Notes, PageKind, PageView
from collectors.websites.scripted import kept_markup, list_in_scripts
from collectors.websites.tree import Node, nested_too_deeply
from collectors.websites.views import describe, view_of_article, view_of_items, view_of_nothing
from collectors.websites.wrong_pages import wrong_page
from metrics.facts import CheckOutcome


def inspect_html(
    text: str, url: str, today: date, encoding: str, selector: str | None = None, whole_page: bool = False
) -> PageView:
    """The view of a page as HTML, whatever the text is; see `inspect_page`."""
    if nested_too_deeply(text):
        return view_of_nothing(CheckOutcome.UNREADABLE, "unreadable", encoding, "页面元素嵌套过深")
    try:
        parser = LexborHTMLParser(text)
    except (SelectolaxError, ValueError, RuntimeError) as error:
        return view_of_nothing(CheckOutcome.UNREADABLE, "unreadable", encoding, f"网页无法解析：{error}")
    notes = Notes()
    base = base_address(parser, url)
    page = read_page(parser, text, base, today, selector, notes)
    items = all_dated(page, base, today) if whole_page else page.items
    if selector is None:
        article = _as_article(parser, page, url, today, encoding)
        if article is not None and not _is_wrong(parser, page, []):
            return article
        items = _with_scripts(parser, items, base, today)
    wrong = _is_wrong(parser, page, items)
    if wrong is not None:
        return view_of_nothing(wrong, wrong.value, encoding, f"{wrong.words}：{page.words[:200]}")
    if not items:
        return _without_items(parser, page, notes, encoding)
    describe(items, notes)
    return view_of_items(PageKind.LIST, items, encoding, notes)


def _is_wrong(parser: LexborHTMLParser, page: ReadPage, items: list[Item]) -> CheckOutcome | None:
    has_password = parser.css_first("input[type=password]") is not None
    dated = sum(item.date is not None for item in (items or page.items))
    return wrong_page(page_title(parser), page.words, has_password, dated)


def _with_scripts(parser: LexborHTMLParser, items: list[Item], base: str, today: date) -> list[Item]:
    """The items, or where none of them is dated those that the page's scripts would show."""
    if any(item.why != "none" for item in items):
        return items
    found = list_in_scripts(parser, base, today)
    if found is not None:
        return found.items
    if items:
        return items
    markup = kept_markup(parser)
    return read_page(LexborHTMLParser(markup), "", base, today, None, Notes()).items if markup else []


def _as_article(parser: LexborHTMLParser, page: ReadPage, url: str, today: date, encoding: str) -> PageView | None:
    """The page as one article, or None where it is none."""
    meta = meta_values(parser)
    prose = longest_prose(page.root, page.chosen)
    in_the_middle = page.chosen is not None and page.chosen.zone == 1
    if not is_article(meta, prose, page.items, in_the_middle, has_date_line=True):
        # Whatever its lines say: the common case of a list, told without reading them.
        return None
    structured = " ".join(node.text() for node in parser.css("script[type='application/ld+json']"))
    found = article_day(page.root, _entries(page), meta, structured, prose, url, today)
    if not is_article(meta, prose, page.items, in_the_middle, found.has_line):
        return None
    return view_of_article(found.day, encoding)


def _entries(page: ReadPage) -> set[Node]:
    """The entries of all dated lists, whose days are those of other articles."""
    lists = [group for group in page.groups[:30] if len(group.records) >= 3 and group.mostly_dated(page.table)]
    lists += [page.chosen] if page.chosen else []
    return {record.node for group in lists for record in group.records if page.table[record.node].targets}


def _without_items(parser: LexborHTMLParser, page: ReadPage, notes: Notes, encoding: str) -> PageView:
    """A page without entries: a blank column, or a page that a script fills, or no column at all."""
    if len(page.words) < 20 and parser.css_first("script") is not None:
        detail = "不运行脚本时页面没有内容"
        return view_of_nothing(CheckOutcome.NOT_A_LIST, "filled_by_script", encoding, detail)
    looks_like_a_site = page.table[page.root].targets >= 3 or parser.css_first("ul, ol, table, dl") is not None
    if looks_like_a_site or says_blank(page.words):
        return view_of_items(PageKind.LIST, [], encoding, notes)
    return view_of_nothing(CheckOutcome.NOT_A_LIST, "no_list", encoding, "页面上没有信息列表")
