"""Discoveries that officers wish for: left in the database, so that the process that fetches carries them out."""

from datetime import datetime
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from collectors.discovery.discover import BUDGET, UnknownSite
from store.audit import append_audit
from store.insert import insert_new
from store.models import DiscoveryRun, Site

DONE: Final = "done"
STOPPED: Final = "stopped"
FAILED: Final = "failed"
LARGEST_BUDGET: Final = 1000


def wish_discovery(session: Session, site_id: int, actor: str, now: datetime, budget: int = BUDGET) -> bool:
    """Leave a wish for a discovery of the site; false while one is open there. Raises `UnknownSite`."""
    site = session.get(Site, site_id)
    if site is None or site.retired_on is not None:
        raise UnknownSite("没有这个网站，或者已停用")
    budget = max(1, min(budget, LARGEST_BUDGET))
    wish = {"site_id": site_id, "budget": budget, "wished_by": actor, "wished_at": now, "asked": 0, "found": 0}
    if not insert_new(session, DiscoveryRun, [{**wish, "new": 0}]):
        return False
    subject, detail = f"site:{site_id}", {"budget": budget}
    append_audit(session, at=now, actor=actor, action="site.discovery_wished", subject=subject, detail=detail)
    return True


def stop_discovery(session: Session, site_id: int, actor: str, now: datetime) -> bool:
    """Ask the open discovery of the site to end after the request it makes; one not yet begun ends at once.

    False where there is none, or it was asked before.
    """
    is_open = (DiscoveryRun.site_id == site_id, DiscoveryRun.finished_at.is_(None))
    run = session.scalar(select(DiscoveryRun).where(*is_open).with_for_update(key_share=True))
    if run is None or run.stop_asked_at is not None:
        return False
    run.stop_asked_by, run.stop_asked_at = actor, now
    if run.started_at is None:
        run.finished_at, run.outcome = now, STOPPED
    append_audit(session, at=now, actor=actor, action="site.discovery_stopped", subject=f"site:{site_id}")
    return True


def begin_again(session: Session) -> int:
    """Put those back into line that were broken off; call it only while nobody works on any. How many wait then."""
    broken_off = (DiscoveryRun.finished_at.is_(None), DiscoveryRun.started_at.is_not(None))
    session.execute(update(DiscoveryRun).where(*broken_off).values(started_at=None, asked=0, found=0))
    return len(session.scalars(select(DiscoveryRun.id).where(DiscoveryRun.finished_at.is_(None))).all())


def claim_next(session: Session, now: datetime) -> DiscoveryRun | None:
    """The oldest wish that nobody works on, now ours. The conditional UPDATE is the lock."""
    waiting = (DiscoveryRun.started_at.is_(None), DiscoveryRun.finished_at.is_(None))
    for id_ in session.scalars(select(DiscoveryRun.id).where(*waiting).order_by(DiscoveryRun.id)).all():
        ours = update(DiscoveryRun).where(DiscoveryRun.id == id_, *waiting).values(started_at=now)
        if session.scalar(ours.returning(DiscoveryRun.id)) is not None:
            return session.get_one(DiscoveryRun, id_)
    return None


def tell_progress(session: Session, run_id: int, asked: int, found: int) -> bool:
    """Write how far a discovery is; false where it is to stop."""
    told = update(DiscoveryRun).where(DiscoveryRun.id == run_id).values(asked=asked, found=found)
    return session.scalar(told.returning(DiscoveryRun.stop_asked_at)) is None
