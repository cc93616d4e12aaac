"""Removing visits and probes whose time is over, some days at once, so that nobody waits long for the database."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Delete, delete, select
from sqlalchemy.orm import Session

from metrics.law_days import SHANGHAI
from store.models import ReferenceProbe, SiteVisit

DAYS_AT_ONCE = 7


@dataclass(frozen=True)
class Forgotten:
    """How many rows went."""

    visits: int
    probes: int


def days_to_forget(session: Session, before: date, held: Mapping[date, Collection[int]]) -> list[date]:
    """The days before ``before`` that have visits of sites which are not held on that day, the oldest first."""
    days = session.scalars(select(SiteVisit.day).where(SiteVisit.day < before).distinct().order_by(SiteVisit.day)).all()
    return [day for day in days if day not in held or _goes(session, day, held[day])]


def forget_visits(session: Session, days: Collection[date], held: Mapping[date, Collection[int]]) -> Forgotten:
    """Delete the visits of ``days``, but not those of a site on a day on which it is held.

    Probes tell our own network's failures from any site's: those of a day stay while any site is held on it.
    """
    visits = probes = 0
    for day in days:
        kept = held.get(day, ())
        visits += _deleted(session, delete(SiteVisit).where(SiteVisit.day == day, SiteVisit.site_id.not_in(kept)))
        if not kept:
            at = ReferenceProbe.probed_at
            ends = _start(day + timedelta(days=1))
            probes += _deleted(session, delete(ReferenceProbe).where(at >= _start(day), at < ends))
    return Forgotten(visits, probes)


def _goes(session: Session, day: date, kept: Collection[int]) -> bool:
    others = select(SiteVisit.id).where(SiteVisit.day == day, SiteVisit.site_id.not_in(kept))
    return session.scalar(others.limit(1)) is not None


def _deleted(session: Session, statement: Delete) -> int:
    return session.execute(statement).rowcount  # type: ignore[attr-defined,no-any-return]


def _start(day: date) -> datetime:
    return datetime.combine(day, time.min, SHANGHAI).astimezone(UTC)
