"""Sources in scope with their last run, and what they left in quarantine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from dashboard.pages.sources.source_filter import SourceFilter
from dashboard.scope import Scope
from dashboard.words import SOURCE_KINDS
from store.models import QuarantineRow, Source

LIST_LENGTH = 50
FAILING_SHOWN = 20


@dataclass
class KindCount:
    """The enabled sources of one kind by health, and when one of them ran last."""

    kind: str
    by_health: Counter[str] = field(default_factory=Counter)
    last_run_at: datetime | None = None


@dataclass(frozen=True)
class QuarantineCount:
    """How many rows of one source could not be used."""

    source: Source
    rows: int
    newest: datetime


def count_by_kind(session: Session, scope: Scope) -> list[KindCount]:
    """Return the kinds that have enabled sources, in the order of the words for them."""
    query = (
        select(Source.kind, Source.health, func.count(), func.max(Source.last_run_at))
        .where(Source.enabled, scope.sees_source())
        .group_by(Source.kind, Source.health)
    )
    found: dict[str, KindCount] = {}
    for kind, health, number, last in session.execute(query):
        line = found.setdefault(kind, KindCount(kind))
        line.by_health[health] += number
        line.last_run_at = max((moment for moment in (line.last_run_at, last) if moment), default=None)
    order = list(SOURCE_KINDS)
    return sorted(found.values(), key=lambda line: order.index(line.kind) if line.kind in order else len(order))


def count_sources(session: Session, scope: Scope, wanted: SourceFilter) -> int:
    """Return how many sources in scope ``wanted`` means."""
    query = select(func.count()).select_from(Source).where(scope.sees_source(), *wanted.conditions())
    return session.scalar(query) or 0


def sources(session: Session, scope: Scope, wanted: SourceFilter, limit: int = LIST_LENGTH) -> Sequence[Source]:
    """Return one page of sources, those in trouble first, of these the ones that failed longest."""
    worst_first = case({"failing": 0, "new": 1}, value=Source.health, else_=2)
    query = (
        select(Source)
        .where(scope.sees_source(), *wanted.conditions())
        .order_by(worst_first, Source.failures_in_a_row.desc(), Source.kind, Source.id)
        .offset((wanted.page - 1) * limit)
        .limit(limit)
    )
    return session.scalars(query).all()


def count_quarantine(session: Session, scope: Scope) -> list[QuarantineCount]:
    """Return the sources in scope with rows in quarantine, the newest first."""
    newest = func.max(QuarantineRow.recorded_at)
    query = _quarantine(scope, Source, func.count(), newest).group_by(Source.id).order_by(newest.desc(), Source.id)
    return [QuarantineCount(source, number, moment) for source, number, moment in session.execute(query)]


def quarantine(session: Session, scope: Scope, source_id: int) -> Sequence[QuarantineRow]:
    """Return the newest rows that a source in scope left in quarantine."""
    query = (
        _quarantine(scope, QuarantineRow)
        .where(Source.id == source_id)
        .order_by(QuarantineRow.id.desc())
        .limit(LIST_LENGTH)
    )
    found: Sequence[QuarantineRow] = session.scalars(query).all()
    return found


def _quarantine(scope: Scope, *columns: Any) -> Any:
    return (
        select(*columns)
        .select_from(QuarantineRow)
        .join(Source, Source.id == QuarantineRow.source_id)
        .where(scope.sees_source(), QuarantineRow.settled_at.is_(None))
    )
