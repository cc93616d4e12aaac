"""Visits of home pages by day, for many sites at once: how many, and how many did not open in time (W2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Integer, and_, cast, func, or_, select
from sqlalchemy.orm import Session

from metrics.facts import CheckOutcome
from rulebook import Rulebook
from store.models import SiteVisit

_NO_VISIT = [outcome.value for outcome in CheckOutcome if not outcome.answers_access]
_DID_NOT_OPEN = [outcome.value for outcome in CheckOutcome if outcome.site_did_not_open]


@dataclass(frozen=True)
class DayVisits:
    """``visits`` that say something of the site, ``failed`` of them not open in time, ``unsaid``: those that our own
    network prevented, that we refused or were asked to put off."""

    day: date
    visits: int
    failed: int
    unsaid: int


def visits_by_day(
    session: Session, site_ids: Collection[int], first: date, last: date, rulebook: Rulebook
) -> dict[int, dict[date, DayVisits]]:
    """Return by site the days from ``first`` to ``last`` on which anything was tried."""
    longest = rulebook.limit("W2", "open_within_seconds") * 1000
    counts = and_(~SiteVisit.own_network, SiteVisit.outcome.not_in(_NO_VISIT))
    failed = and_(counts, or_(SiteVisit.outcome.in_(_DID_NOT_OPEN), SiteVisit.elapsed_ms > longest))
    rows: Any = session.execute(
        select(
            SiteVisit.site_id,
            SiteVisit.day,
            func.count(),
            func.sum(cast(counts, Integer)),
            func.sum(cast(failed, Integer)),
        )
        .where(SiteVisit.site_id.in_(site_ids), SiteVisit.day.between(first, last))
        .group_by(SiteVisit.site_id, SiteVisit.day)
    )
    found: defaultdict[int, dict[date, DayVisits]] = defaultdict(dict)
    for site_id, day, tried, counted, down in rows:
        found[site_id][day] = DayVisits(day, int(counted), int(down), tried - int(counted))
    return dict(found)


def day_sign(of: DayVisits | None, rulebook: Rulebook) -> tuple[str, str, str]:
    """Return kind, sign and words of a day; none is a day without visits."""
    if of is None or (of.visits == 0 and of.unsaid == 0):
        return "none", "·", "没有数据"
    if of.visits == 0:
        return "none", "○", f"{of.unsaid} 次均不能说明网站是否打得开（本方网络故障等）"
    words = f"访问 {of.visits} 次，打不开 {of.failed} 次" + (f"，另有 {of.unsaid} 次不计" if of.unsaid else "")
    if of.failed == 0:
        return "open", "✓", words
    at_limit = of.failed * 100 >= rulebook.limit("W2", "percent") * of.visits
    return ("down", "✕", words) if at_limit else ("some", "▲", words)
