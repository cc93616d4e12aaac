"""The views that a page reader answers with."""

from datetime import date

from collectors.websites.page_view import Item, Notes, PageKind, PageView
from metrics.facts import CheckOutcome


def view_of_items(kind: PageKind, items: list[Item], encoding: str, notes: Notes | None = None) -> PageView:
    """A list, feed or sitemap, with the flags that its items earn."""
    notes = notes or Notes()
    newest = newest_of(items)
    if any(item.why == "future" for item in items):
        notes.add("future_date")
    if not items:
        notes.add("blank")
    elif newest is None:
        notes.add("undated")
    return PageView(kind, CheckOutcome.OK, newest, tuple(items), tuple(notes.flags), encoding)


def view_of_nothing(outcome: CheckOutcome, flag: str, encoding: str, detail: str) -> PageView:
    """A page that is no list, feed, sitemap or article, and why."""
    return PageView(PageKind.UNKNOWN, outcome, None, (), (flag,), encoding, detail)


def view_of_article(day: date | None, encoding: str) -> PageView:
    """One article with its day."""
    detail = "文章页，不是信息列表"
    return PageView(PageKind.DETAIL, CheckOutcome.NOT_A_LIST, day, (), ("detail",), encoding, detail)


def describe(items: list[Item], notes: Notes) -> None:
    """Note the order of the items, and how their days were found."""
    newest = newest_of(items)
    first = next((item.date for item in items if item.date), None)
    if newest and first and first < newest:
        notes.add("first_is_not_newest")
    if newest and any(item.why == "none" for item in items):
        notes.add("some_undated")
    note_reasons(items, notes)


def note_reasons(items: list[Item], notes: Notes) -> None:
    """Note how the days of the items were found."""
    reasons = {item.why for item in items}
    for why, flag in (
        ("url", "dates_from_urls"),
        ("relative", "relative_dates"),
        ("json", "from_script"),
        ("generated", "generation_time"),
    ):
        if why in reasons:
            notes.add(flag)


def newest_of(items: list[Item]) -> date | None:
    """The greatest day of all items."""
    return max((item.date for item in items if item.date), default=None)
