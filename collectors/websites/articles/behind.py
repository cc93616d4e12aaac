"""Where a list shows no dates: the days of the articles behind its first entries, within a budget of fetches."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final

from collectors.fetching import Fetched
from collectors.websites.inspect import inspect_page
from collectors.websites.page_view import Item, PageKind, PageView
from collectors.websites.views import newest_of
from collectors.websites.wrong.foreign_pages import elsewhere
from metrics.facts import CheckOutcome

ARTICLES: Final = 5
"""How many articles are opened for one look: the newest stands first, or after what is pinned."""
FROM_ARTICLES: Final = "dates_from_articles"

_FILES: Final = (".pdf", ".doc", ".docx", ".xls", ".xlsx", ".zip", ".rar", ".wps", ".ofd", ".jpg", ".png", ".mp4")


def dated_by_articles(view: PageView, fetch: Callable[[str], Fetched], now: datetime) -> PageView:
    """The view with the days of the first articles; as it is where an entry shows a day, or none of them has one.

    An article that is gone or cannot be read says nothing: the list stays undated, which counts as not updated. One
    that does not open for now leaves the question of its day open, and the look has failed like it: a server in
    trouble must not make a list undated, nor an older article its newest.
    """
    if view.kind is not PageKind.LIST or any(item.why != "none" for item in view.items):
        return view
    found: dict[str, PageView | None] = {}
    for item in _to_open(view):
        answer = fetch(item.url)
        behind = found[item.url] = _behind(item, answer, now)
        end = behind or answer
        if end.outcome.retryable:
            words = end.detail or end.outcome.words
            return replace(view, outcome=end.outcome, detail=f"列表不显示日期，其中的文章暂时打不开：{words}")
    items = tuple(_dated(item, found.get(item.url)) for item in view.items)
    if not any(item.date for item in items):
        return view
    flags = tuple(flag for flag in view.flags if flag != "undated")
    return replace(view, items=items, newest=newest_of(list(items)), flags=(*flags, FROM_ARTICLES))


def _to_open(view: PageView) -> Iterator[Item]:
    opened: set[str] = set()
    for item in view.items:
        address = item.url.split("#")[0]
        is_page = address.startswith(("http://", "https://")) and not address.lower().endswith(_FILES)
        if not is_page or address in opened or elsewhere(next(iter(opened), address), address):
            continue
        opened.add(address)
        yield item
        if len(opened) >= ARTICLES:
            return


def _behind(item: Item, answer: Fetched, now: datetime) -> PageView | None:
    if answer.outcome is not CheckOutcome.OK or elsewhere(item.url, answer.final_url):
        return None
    return inspect_page(answer.body, answer.final_url, now, answer.content_type)


def _dated(item: Item, article: PageView | None) -> Item:
    if article is None or article.kind is not PageKind.DETAIL or article.newest is None:
        return item
    return replace(item, date=article.newest, why="article")
