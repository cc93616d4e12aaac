"""A lease: only one process at a time does a job, and a dead one does not hold it for ever."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from store.insert import insert_new_key
from store.models import Lease


def take_lease(
    session: Session,
    name: str,
    holder: str,
    now: datetime,
    lasts: timedelta,
    has_ended: Callable[[str], bool] = lambda _: False,
) -> bool:
    """Take or renew the lease ``name`` until ``now + lasts``; false while another holder's has not run out.

    One conditional UPDATE decides, so two processes never both hold it. A lease that seems to last far longer than any
    is given was taken by a clock that went wrong, and counts for nothing. ``has_ended``: whether a holder is certainly
    no more; of two that see it, one takes its place.
    """
    insert_new_key(session, Lease, {"name": name, "holder": holder, "until": now})
    before = session.scalar(select(Lease.holder).where(Lease.name == name))
    mine = {holder, before} if before and has_ended(before) else {holder}
    taken = session.execute(
        update(Lease)
        .where(Lease.name == name, or_(Lease.holder.in_(mine), Lease.until <= now, Lease.until > now + 2 * lasts))
        .values(holder=holder, until=now + lasts)
    )
    return taken.rowcount == 1  # type: ignore[attr-defined,no-any-return]


def release_lease(session: Session, name: str, holder: str) -> None:
    """Give the lease back, if ``holder`` still has it."""
    session.execute(delete(Lease).where(Lease.name == name, Lease.holder == holder))
