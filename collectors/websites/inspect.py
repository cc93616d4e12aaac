"""What one page shows, decided from its bytes alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from collectors.decoding import decode
from collectors.websites.articles import article_date, is_article, meta_values, prose_length
from collectors.websites.datastore import datastore_html
from collectors.websites.entries import read_entries
from collectors.websites.feeds import SHANGHAI, feed_items, parse_feed
from collectors.websites.groups import LONG_TITLE, Group, Measures, Record, find_groups, measure
from collectors.websites.page_view import Item, Notes, PageKind, PageView
from collectors.websites.sitemaps import is_sitemap, sitemap_items, unpacked
from collectors.websites.tree import Node, build_tree, nested_too_deeply
from collectors.websites.wrong_pages import wrong_page
from metrics.facts import CheckOutcome

_FEED_STARTS = ("<rss", "<feed", "<rdf:rdf", "<atom:feed")


@dataclass(frozen=True)
class _Page:
    """A parsed page with its measured tree and the list chosen in it."""

    root: Node
    table: dict[Node, Measures]
    groups: list[Group]
    chosen: Group | None
    items: list[Item]


def inspect_page(
    body: bytes,
    url: str,
    fetched_at: datetime,
    content_type: str | None = None,
    selector: str | None = None,
    whole_page: bool = False,
) -> PageView:
    """Kind, newest date and items of a page. Pure, linear in the size of the page, never raises for any bytes.

    `fetched_at` is aware; its day in Shanghai is the last that can be believed. `selector` (CSS) names the entries, or
    the one element that holds them, where the list is not found without. `whole_page` reads every dated list and not
    only the main one: a home page has many.
    """
    today = fetched_at.astimezone(SHANGHAI).date()
    text, encoding = decode(unpacked(body), content_type)
    start = text[:4000].lower()
    if is_sitemap(text):
        return _of_items(PageKind.SITEMAP, sitemap_items(text, today), encoding)
    if any(sign in start for sign in _FEED_STARTS):
        parsed = parse_feed(body)
        if parsed is not None:
            return _of_items(PageKind.FEED, feed_items(parsed, today), encoding)
    if not text.strip() or "\x00" in text[:1000]:
        detail = "the page is empty" if not text.strip() else "the page is not text"
        return PageView(
            PageKind.UNKNOWN, CheckOutcome.UNREADABLE, None, flags=("unreadable",), encoding=encoding, detail=detail
        )
    return _of_html(text, url, today, encoding, selector, whole_page)


def _of_items(kind: PageKind, items: list[Item], encoding: str, extra: Notes | None = None) -> PageView:
    notes = extra or Notes()
    newest = _newest(items)
    if any(item.why == "future" for item in items):
        notes.add("future_date")
    if not items:
        notes.add("blank")
    elif newest is None:
        notes.add("undated")
    return PageView(kind, CheckOutcome.OK, newest, tuple(items), tuple(notes.flags), encoding)


def _of_html(text: str, url: str, today: date, encoding: str, selector: str | None, whole_page: bool) -> PageView:
    notes = Notes()
    if nested_too_deeply(text):
        detail = "elements are nested thousands deep"
        return PageView(PageKind.UNKNOWN, CheckOutcome.UNREADABLE, None, (), ("unreadable",), encoding, detail)
    try:
        parser = LexborHTMLParser(text)
    except (SelectolaxError, ValueError, RuntimeError) as error:
        return PageView(PageKind.UNKNOWN, CheckOutcome.UNREADABLE, None, (), ("unreadable",), encoding, str(error))
    page = _read(parser, text, _base(parser, url), today, selector, notes)
    meta = meta_values(parser)
    title = parser.css_first("title")
    words = page.root.words()
    has_password = parser.css_first("input[type=password]") is not None
    dated = sum(item.date is not None for item in page.items)
    wrong = wrong_page(title.text() if title else "", words, has_password, dated)
    if wrong is not None:
        return PageView(PageKind.UNKNOWN, wrong, None, (), (wrong.value,), encoding, words[:200])
    prose = prose_length(page.root, page.chosen)
    titles = sum(len(item.title) for item in page.items)
    if selector is None and is_article(meta, prose, titles, len(page.items), dated):
        day = article_date(page.root, meta, today)
        return PageView(
            PageKind.DETAIL, CheckOutcome.NOT_A_LIST, day, (), ("detail",), encoding, "an article, not a list"
        )
    if not page.items:
        return _without_items(parser, page, words, notes, encoding)
    items = _all_dated(page, url, today) if whole_page else page.items
    _describe(items, notes)
    return _of_items(PageKind.LIST, items, encoding, notes)


def _read(parser: LexborHTMLParser, text: str, base: str, today: date, selector: str | None, notes: Notes) -> _Page:
    """The tree of the page (and of its datastore, if it has one) and the entries of its main list."""
    stored = datastore_html(text)
    root = build_tree(parser)
    if stored:
        notes.add("datastore")
        root = build_tree(LexborHTMLParser(stored))
    table = measure(root)
    groups = _selected(parser, root, table, selector, notes) if selector else find_groups(root, table)
    for group in groups[:8]:
        items = read_entries(group, table, base, today)
        if selector or _is_list(group, items):
            return _Page(root, table, groups, group, items)
    return _Page(root, table, groups, None, [])


def _selected(
    parser: LexborHTMLParser, root: Node, table: dict[Node, Measures], selector: str, notes: Notes
) -> list[Group]:
    try:
        wanted = {node.mem_id for node in parser.css(selector)}
    except (SelectolaxError, ValueError, RuntimeError):
        notes.add("bad_selector")
        return []
    nodes = [node for node in root.walk() if node.identity in wanted and node.tag != "#text"]
    if len(nodes) == 1:
        return find_groups(nodes[0], table)[:1] or [Group(nodes[0], [Record(nodes[0])])]
    if not nodes:
        notes.add("selector_finds_nothing")
        return []
    return [Group(nodes[0].parent or root, [Record(node) for node in nodes])]


def _is_list(group: Group, items: list[Item]) -> bool:
    """Entries with dates are a list. Without dates only long titles outside the navigation are."""
    if not items:
        return False
    if any(item.why not in ("none", "url") for item in items):
        return True
    average = sum(len(item.title) for item in items) / len(items)
    articles = sum(_leads_to_an_article(item.url) for item in items)
    if any(item.why == "url" for item in items):
        return average >= LONG_TITLE
    return average >= LONG_TITLE and len(items) >= 3 and articles * 2 >= len(items) and group.score >= 30


def _leads_to_an_article(url: str) -> bool:
    path = url.split("#")[0]
    last = path.rstrip("/").rsplit("/", 1)[-1]
    return any(char.isdigit() for char in last) and not path.endswith("/") and not last.startswith(("index", "list"))


def _without_items(parser: LexborHTMLParser, page: _Page, words: str, notes: Notes, encoding: str) -> PageView:
    """A page without entries: a blank column, or a page that a script fills, or no column at all."""
    if len(words) < 20 and parser.css_first("script") is not None:
        return PageView(
            PageKind.UNKNOWN,
            CheckOutcome.NOT_A_LIST,
            None,
            (),
            ("filled_by_script",),
            encoding,
            "nothing without its scripts",
        )
    looks_like_a_site = page.table[page.root].targets >= 3 or parser.css_first("ul, ol, table, dl") is not None
    says_so = any(sign in words for sign in ("暂无", "没有相关", "无相关", "没有找到", "共0条", "共 0 条", "No data"))
    if looks_like_a_site or says_so:
        return _of_items(PageKind.LIST, [], encoding, notes)
    return PageView(PageKind.UNKNOWN, CheckOutcome.NOT_A_LIST, None, (), ("no_list",), encoding, "no list on this page")


def _all_dated(page: _Page, url: str, today: date) -> list[Item]:
    items = list(page.items)
    known = {(item.title, item.url) for item in items}
    for group in page.groups[:60]:
        if group is page.chosen or group.dated == 0:
            continue
        for item in read_entries(group, page.table, url, today):
            if item.date is not None and (item.title, item.url) not in known:
                known.add((item.title, item.url))
                items.append(item)
    return items


def _describe(items: list[Item], notes: Notes) -> None:
    newest = _newest(items)
    first = next((item.date for item in items if item.date), None)
    if newest and first and first < newest:
        notes.add("first_is_not_newest")
    if newest and any(item.why == "none" for item in items):
        notes.add("some_undated")
    for why, flag in (("url", "dates_from_urls"), ("relative", "relative_dates")):
        if any(item.why == why for item in items):
            notes.add(flag)


def _newest(items: list[Item]) -> date | None:
    return max((item.date for item in items if item.date), default=None)


def _base(parser: LexborHTMLParser, url: str) -> str:
    from urllib.parse import urljoin

    node = parser.css_first("base[href]")
    try:
        return urljoin(url, node.attributes.get("href") or "") if node else url
    except ValueError:
        return url
