"""A website that was watched for a while: visits of a week with an outage, the updates of a column."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from store.models import CollectorRun, ColumnUpdate, Site, SiteCheck, SiteColumn

UPDATE_DAYS_AGO = (292, 299, 306, 320, 341, 348)
"""The newest is 2026-02-01 as of 2026-11-20; before it gaps of 7, 7, 14, 21 and 7 days."""


def watch_site(session: Session, column_id: int, run_id: int, now: datetime) -> int:
    """Add what collectors leave behind to the site of a column; returns the site's id. ``run_id``: of their source."""
    site = session.get_one(Site, session.get_one(SiteColumn, column_id).site_id)
    source_id = session.get_one(CollectorRun, run_id).source_id
    for hours in range(0, 7 * 24, 6):
        _visit(session, site.id, source_id, now - timedelta(hours=hours), failed=48 <= hours < 66)
    for days in UPDATE_DAYS_AGO:
        day = now.date() - timedelta(days=days)
        session.add(ColumnUpdate(site_column_id=column_id, updated_on=day, items=1 + days % 3, first_seen_at=now))
    return site.id


def _visit(session: Session, site_id: int, source_id: int, at: datetime, *, failed: bool) -> None:
    outcome, elapsed = ("timeout", 15_000) if failed else ("ok", 300)
    run = CollectorRun(source_id=source_id, started_at=at, finished_at=at, outcome=outcome)
    session.add(run)
    session.flush()
    session.add(
        SiteCheck(site_id=site_id, run_id=run.id, checked_at=at, outcome=outcome, items=0, dated=0, elapsed_ms=elapsed)
    )
