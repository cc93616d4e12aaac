"""One look at a column or a home page: fetched, read, and what of it is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from collectors.fetching import Fetched
from collectors.recording.jobs import Job
from collectors.recording.looks import Sight
from collectors.websites.annual_reports import reports_in
from collectors.websites.articles.behind import dated_by_articles
from collectors.websites.inspect import inspect_page
from collectors.websites.page_view import Item, PageKind, PageView
from collectors.websites.wrong.foreign_pages import elsewhere
from collectors.websites.wrong.strange_titles import strange_title
from metrics.facts import CheckOutcome

ANNUAL_REPORT: Final = "annual_report"
"""Category of the column in which annual reports are looked for."""
PAGE: Final = "page"
"""Category of a single page that holds an item of a catalogue: there an article is one item with its day."""


@dataclass(frozen=True)
class Look:
    """What was seen, one line about it, and whether the page itself is kept as evidence."""

    sight: Sight
    message: str
    keeps_page: bool


def look_at_page(
    job: Job,
    fetched: Fetched,
    checked_at: datetime,
    fetch: Callable[[str], Fetched] | None = None,
    inspect: Callable[..., PageView] = inspect_page,
) -> Look:
    """Judge one answer for a column (kind column) or a home page (site_home). `fetch` opens the first articles of a
    column that shows no dates; `inspect` is `inspect_page`, here or in another process."""
    sight = Sight(fetched.outcome, checked_at, status=fetched.status, elapsed_ms=fetched.elapsed_ms)
    if fetched.outcome is not CheckOutcome.OK:
        return Look(sight, fetched.detail or fetched.outcome.words, keeps_page=False)
    if elsewhere(job.location, fetched.final_url):
        foreign = replace(sight, outcome=CheckOutcome.FOREIGN_PAGE)
        return Look(foreign, f"跳转到无关网站：{fetched.final_url[:200]}", keeps_page=True)
    home = job.kind == "site_home"
    view = inspect(fetched.body, fetched.final_url, checked_at, fetched.content_type, job.selector, home)
    if fetch is not None and not home and view.outcome is CheckOutcome.OK:
        view = dated_by_articles(view, fetch, checked_at)
    outcome = view.outcome
    if outcome is CheckOutcome.OK and (strange := strange_title(view.title, job.name)):
        outcome = CheckOutcome.FOREIGN_PAGE
        view = replace(view, detail=f"标题与登记的网站、栏目无关：{strange}")
    if home and outcome is CheckOutcome.NOT_A_LIST:
        # A home page need not be a list: it is open, and nothing on it is dated.
        outcome = CheckOutcome.OK
    if job.category == PAGE and view.kind is PageKind.DETAIL:
        view = _single(view)
        outcome = CheckOutcome.OK
    days = Counter(item.date for item in view.items if item.date is not None)
    seen = replace(
        sight, outcome=outcome, newest=view.newest, items=len(view.items), dated=view.dated, flags=view.flags, days=days
    )
    if job.category == ANNUAL_REPORT and outcome.seen:
        seen = replace(seen, reports=reports_in(view.items, sight.day))
    if not outcome.seen:
        return Look(
            replace(seen, newest=None, items=0, dated=0, days={}), view.detail or outcome.words, keeps_page=True
        )
    return Look(seen, seen.words, keeps_page=True)


def _single(view: PageView) -> PageView:
    """An article as a list of one."""
    return replace(view, items=(Item("", "", view.newest, "article" if view.newest else "none"),))
