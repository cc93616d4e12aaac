"""Wishes for a new look that an officer leaves; those of cards are left by the alerts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.models import LookWish


def leave_wish(session: Session, source_id: int, wished_by: str, at: datetime) -> bool:
    """Leave a wish unless one is open at this source, whoever left it; returns whether there is a new one.

    Two left at the same moment are harmless: one look fulfils both.
    """
    if newest_open_wish(session, source_id) is not None:
        return False
    session.add(LookWish(source_id=source_id, wished_by=wished_by, wished_at=at))
    session.flush()
    return True


def newest_open_wish(session: Session, source_id: int) -> LookWish | None:
    """The newest wish at a source that no look has fulfilled."""
    query = select(LookWish).where(LookWish.source_id == source_id, LookWish.fulfilled_at.is_(None))
    return session.scalars(query.order_by(LookWish.id.desc()).limit(1)).first()
