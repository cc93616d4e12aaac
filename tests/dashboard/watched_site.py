"""A website that was watched for a while: visits of a week with an outage, the updates of a column."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from metrics.law_days import law_day
from store.models import ColumnUpdate, Site, SiteColumn, SiteVisit

UPDATE_DAYS_AGO = (292, 299, 306, 320, 341, 348)
"""The newest is 2026-02-01 as of 2026-11-20; before it gaps of 7, 7, 14, 21 and 7 days."""


def watch_site(session: Session, column_id: int, now: datetime) -> int:
    """Add what collectors leave behind to the site of a column; returns the site's id.

    Twenty-five visits on each of the seven days before today; two days ago all of them failed, three days ago one, and
    four days ago our own network was down.
    """
    site = session.get_one(Site, session.get_one(SiteColumn, column_id).site_id)
    for back in range(1, 8):
        day = law_day(now) - timedelta(days=back)
        for slot in range(25):
            failed = back in (2, 4) or (back == 3 and slot == 0)
            session.add(
                SiteVisit(
                    site_id=site.id,
                    day=day,
                    slot=slot,
                    visited_at=now - timedelta(days=back, minutes=slot),
                    outcome="timeout" if failed else "ok",
                    elapsed_ms=15_000 if failed else 300,
                    own_network=back == 4,
                )
            )
    for days in UPDATE_DAYS_AGO:
        day = law_day(now) - timedelta(days=days)
        session.add(ColumnUpdate(site_column_id=column_id, updated_on=day, items=1 + days % 3, first_seen_at=now))
    return site.id
