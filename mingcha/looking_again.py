"""Fulfils the wishes that cards left for a new look: runs the collector, then tells the cards what was seen."""

from __future__ import annotations

from sqlalchemy import func, select, update

from alerts.rectification import record_looks
from collectors.collecting import collect_sources
from collectors.fetching.fetcher import Fetcher
from mingcha.collecting import collect_context
from mingcha.house import House
from store.models import CollectorRun, LookWish


def look_again(house: House, fetcher: Fetcher | None = None) -> int:
    """Look at every source that a card wishes a new look of; return how many wishes were fulfilled."""
    database = house.database
    with database.read() as session:
        open_wishes = session.execute(
            select(LookWish.id, LookWish.source_id).where(LookWish.fulfilled_at.is_(None))
        ).all()
        before = session.scalar(select(func.max(CollectorRun.id))) or 0
    fulfilled = 0
    if open_wishes:
        collect_sources(database, sorted({source for _, source in open_wishes}), collect_context(house, fetcher))
        now = house.clock()
        with database.write() as session:
            for wish, source in open_wishes:
                made = (CollectorRun.source_id == source, CollectorRun.id > before)
                run = session.scalar(select(func.max(CollectorRun.id)).where(*made))
                if run is None:  # its host asks to be left alone: the wish waits
                    continue
                session.execute(update(LookWish).where(LookWish.id == wish).values(fulfilled_at=now, run_id=run))
                fulfilled += 1
    record_looks(database, house.rulebook, house.clock())
    return fulfilled
