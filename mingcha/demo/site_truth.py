"""The cards that one look at every website on the world's day must lead to."""

from __future__ import annotations

from datetime import date, timedelta

from mingcha.demo.access_truth import access_cards
from mingcha.demo.expected import ExpectedCard, PlannedFault
from mingcha.demo.plan import ColumnPlan, SitePlan

HOME_WARNING, HOME_LIMIT = 10, 14
BLANK_WARNING, BLANK_LIMIT = 3, 5
STALE_WARNING, STALE_LIMIT = 7, 10
COUNTED_LIMIT = 5


def site_faults(site: SitePlan, as_of: date) -> list[PlannedFault]:
    """Every card on the site and its columns; looks at a site that is being maintained count for nothing."""
    if site.in_maintenance:
        return []
    seen = {column.path: fault_of(column, as_of) for column in site.columns if column.readable}
    cards = [
        ExpectedCard("WEB-Y", "column", path, since, "yellow")
        for path, (fault, since) in seen.items()
        if fault is not None and since is not None
    ]
    cards += _home(site, as_of)
    cards += access_cards(site, as_of)
    blank = sorted(since for fault, since in seen.values() if fault == "blank" and since)
    stale = sorted(since for fault, since in seen.values() if fault == "old" and since)
    counted = sorted(
        since
        for column in site.columns
        for fault, since in [seen.get(column.path, (None, None))]
        if fault == "old" and since and column.counts_as != "other"
    )
    tests = (
        ("WEB-B", "blue", blank, BLANK_WARNING),
        ("WEB-B", "blue", stale, STALE_WARNING),
        ("WEB-R", "red", counted, COUNTED_LIMIT),
        ("WEB-R", "red", stale, STALE_LIMIT),
        ("WEB-R", "red", blank, BLANK_LIMIT),
    )
    for rule, colour, days, enough in tests:
        if len(days) >= enough:
            cards.append(ExpectedCard(rule, "site", site.path, _this_quarter(days[enough - 1], as_of), colour))
    return [PlannedFault(site.agency_code, card) for card in cards]


def fault_of(column: ColumnPlan, as_of: date) -> tuple[str | None, date | None]:
    """``blank``, ``old`` (past its limit, or without dates) or none; and since when, at the first look ever."""
    if not column.dates:
        return "blank", as_of
    if column.newest is None:
        return "old", as_of
    last_good_day = column.newest + timedelta(days=column.limit_days)
    return ("old", last_good_day + timedelta(days=1)) if last_good_day < as_of else (None, None)


def _home(site: SitePlan, as_of: date) -> list[ExpectedCard]:
    if site.home_behaviour != "ok":
        return []
    cards = []
    for rule, colour, limit in (("WEB-B", "blue", HOME_WARNING), ("WEB-R", "red", HOME_LIMIT)):
        newest = site.home_newest
        since = as_of if newest is None else newest + timedelta(days=limit + 1)
        if since <= as_of:
            cards.append(ExpectedCard(rule, "site", site.path, _this_quarter(since, as_of), colour))
    return cards


def _this_quarter(since: date, as_of: date) -> date:
    """A site fails once a quarter: from the day on, or from the quarter's first day if it had failed before."""
    return max(since, date(as_of.year, {1: 1, 2: 4, 3: 7, 4: 10}[-(-as_of.month // 3)], 1))
