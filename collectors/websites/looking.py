"""One look at a column or a home page: fetched, read, and what of it is kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime

from collectors.fetching import Fetched
from collectors.recording.jobs import Job
from collectors.recording.looks import Sight
from collectors.websites.inspect import inspect_page
from metrics.facts import CheckOutcome


@dataclass(frozen=True)
class Look:
    """What was seen, one line about it, and whether the page itself is kept as evidence."""

    sight: Sight
    message: str
    keeps_page: bool


def look_at_page(job: Job, fetched: Fetched, checked_at: datetime) -> Look:
    """Judge one answer for a column (kind column) or a home page (site_home)."""
    sight = Sight(fetched.outcome, checked_at, status=fetched.status, elapsed_ms=fetched.elapsed_ms)
    if fetched.outcome is not CheckOutcome.OK:
        return Look(sight, fetched.detail or fetched.outcome.words, keeps_page=False)
    home = job.kind == "site_home"
    view = inspect_page(fetched.body, fetched.final_url, checked_at, fetched.content_type, job.selector, home)
    outcome = view.outcome
    if home and outcome is CheckOutcome.NOT_A_LIST:
        # A home page need not be a list: it is open, and nothing on it is dated.
        outcome = CheckOutcome.OK
    days = Counter(item.date for item in view.items if item.date is not None)
    seen = replace(
        sight, outcome=outcome, newest=view.newest, items=len(view.items), dated=view.dated, flags=view.flags, days=days
    )
    if not outcome.seen:
        return Look(
            replace(seen, newest=None, items=0, dated=0, days={}), view.detail or outcome.words, keeps_page=True
        )
    return Look(seen, seen.words, keeps_page=True)
