"""Sources in scope with their last run, and what they left in quarantine."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from dashboard.scope import Scope
from store.models import QuarantineRow, Source

LIST_LENGTH = 100


def count_by_health(session: Session, scope: Scope) -> Counter[str]:
    """Return how many enabled sources are new, ok, failing."""
    query = select(Source.health, func.count()).where(Source.enabled, scope.sees_source()).group_by(Source.health)
    return Counter({health: number for health, number in session.execute(query)})


def sources(session: Session, scope: Scope, health: str | None) -> list[Source]:
    """Return the first sources, those in trouble first."""
    worst_first = case({"failing": 0, "new": 1}, value=Source.health, else_=2)
    query = select(Source).where(Source.enabled, scope.sees_source())
    if health is not None:
        query = query.where(Source.health == health)
    return list(session.scalars(query.order_by(worst_first, Source.kind, Source.id).limit(LIST_LENGTH)))


def count_quarantine(session: Session, scope: Scope) -> int:
    """Return how many rows of sources in scope could not be used."""
    return session.scalar(_quarantine(scope, func.count())) or 0


def quarantine(session: Session, scope: Scope) -> list[tuple[QuarantineRow, str]]:
    """Return the newest rows in quarantine, each with the name of its source."""
    query = _quarantine(scope, QuarantineRow, Source.name).order_by(QuarantineRow.id.desc()).limit(LIST_LENGTH)
    return [(row, name) for row, name in session.execute(query)]


def _quarantine(scope: Scope, *columns: Any) -> Any:
    return (
        select(*columns)
        .select_from(QuarantineRow)
        .join(Source, Source.id == QuarantineRow.source_id)
        .where(scope.sees_source())
    )
