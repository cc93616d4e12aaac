"""One column in scope with what is known of it, its updates and its cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dashboard.column_answers import column_answers
from dashboard.registry_changes import changes_of
from dashboard.scope import Scope
from metrics.column_findings import ColumnState
from metrics.law_days import law_day
from rulebook import Rulebook
from store.models import (
    Agency,
    AuditEntry,
    Card,
    ColumnCheck,
    ColumnUpdate,
    Evidence,
    Finding,
    Region,
    Site,
    SiteColumn,
    Source,
)

LARGEST_ID = 2**31 - 1
CARDS_SHOWN, COPIES_SHOWN = 50, 30
LATE_SEEN = timedelta(days=7)
"""An item whose date lies further behind the look that first showed it is told apart: it may be dated back."""


@dataclass(frozen=True)
class KeptPage:
    """A kept copy of the column. ``looks``: how many saw it, between ``first`` and ``last``."""

    content_hash: str
    first: datetime
    last: datetime
    looks: int
    newest: date | None


@dataclass(frozen=True)
class ColumnView:
    """``source``: what looks at the column, if anything does. ``updates``: items by day. ``first_look``: the oldest.

    ``category_limit``: calendar days that its category has. ``changes``: what was done to it in the registry.
    """

    column: SiteColumn
    site: Site
    agency: Agency
    region: Region
    source: Source | None
    state: ColumnState
    category_limit: int | None
    updates: Mapping[date, int]
    seen_late: frozenset[date]
    first_look: date | None
    looks: int
    copies: Sequence[KeptPage]
    cards: Sequence[Card]
    changes: Sequence[AuditEntry]

    @property
    def limit_change(self) -> AuditEntry | None:
        """Who set the limit as it is, when and why; none where a file of the registry did."""
        newest = next((change for change in self.changes if change.action == "column.limit_set"), None)
        return newest if newest is not None and newest.detail.get("to") == self.column.limit_days else None


def column_exists(session: Session, scope: Scope, argument: str) -> bool:
    """Whether ``argument`` is the id of a column whose agency this user may see."""
    if not argument.isascii() or not argument.isdigit() or int(argument) > LARGEST_ID:
        return False
    query = select(SiteColumn.id).join(Site).where(SiteColumn.id == int(argument), scope.sees(Site.agency_id))
    return session.scalar(query) is not None


def column_name(session: Session, argument: str) -> str:
    """Return the name of a column that exists."""
    return session.get_one(SiteColumn, int(argument)).name


def column_view(session: Session, scope: Scope, rulebook: Rulebook, today: date, column_id: int) -> ColumnView | None:
    """Return the column with all that belongs to it, or none outside the scope."""
    row = session.execute(
        select(SiteColumn, Site, Agency, Region)
        .join(Site, Site.id == SiteColumn.site_id)
        .join(Agency, Agency.id == Site.agency_id)
        .join(Region, Region.code == Agency.region_code)
        .where(SiteColumn.id == column_id, scope.sees(Site.agency_id))
    ).one_or_none()
    if row is None:
        return None
    column, site, agency, region = row
    (answer,) = column_answers(session, scope, rulebook, today, SiteColumn.id == column_id, retired=True)
    category = rulebook.column_categories.get(column.category)
    updates, late, first_look = _updates(session, column_id, today)
    of_column = ColumnCheck.site_column_id == column_id
    return ColumnView(
        column=column,
        site=site,
        agency=agency,
        region=region,
        source=column_source(session, column_id),
        state=answer.state,
        category_limit=category.limit_days if category is not None else None,
        updates=updates,
        seen_late=late,
        first_look=first_look,
        looks=session.scalar(select(func.count()).select_from(ColumnCheck).where(of_column)) or 0,
        copies=_copies(session, column_id),
        cards=_cards(session, scope, column_id),
        changes=changes_of(session, f"column:{column_id}"),
    )


def column_source(session: Session, column_id: int) -> Source | None:
    """Return the source that looks at a column."""
    query = select(Source).where(Source.site_column_id == column_id, Source.kind == "column")
    return session.scalars(query.order_by(Source.id).limit(1)).first()


def _updates(session: Session, column_id: int, today: date) -> tuple[dict[date, int], frozenset[date], date | None]:
    """Items by day; which of the days were first seen long after; the day of the first look.

    From before the days of items were kept, the newest date of each look is known.
    """
    of_column = ColumnCheck.site_column_id == column_id
    first = session.scalar(select(ColumnCheck.checked_at).where(of_column).order_by(ColumnCheck.id).limit(1))
    kept = session.scalars(select(ColumnUpdate).where(ColumnUpdate.site_column_id == column_id)).all()
    updates = {line.updated_on: line.items for line in kept if line.updated_on <= today}
    newest = select(ColumnCheck.newest).where(of_column, ColumnCheck.newest.is_not(None)).distinct()
    for day in session.scalars(newest):
        if day is not None and day <= today:
            updates.setdefault(day, 1)
    late = frozenset(
        line.updated_on
        for line in kept
        if first is not None
        and law_day(line.first_seen_at) > law_day(first)
        and law_day(line.first_seen_at) - line.updated_on > LATE_SEEN
    )
    return updates, late, law_day(first) if first is not None else None


def _copies(session: Session, column_id: int) -> list[KeptPage]:
    rows = session.execute(
        select(
            ColumnCheck.evidence_hash,
            func.min(ColumnCheck.checked_at),
            func.max(ColumnCheck.checked_at),
            func.count(),
            func.max(ColumnCheck.newest),
        )
        .join(Evidence, Evidence.content_hash == ColumnCheck.evidence_hash)
        .where(ColumnCheck.site_column_id == column_id)
        .group_by(ColumnCheck.evidence_hash)
        .order_by(func.max(ColumnCheck.id).desc())
        .limit(COPIES_SHOWN)
    )
    return [KeptPage(digest or "", first, last, looks, newest) for digest, first, last, looks, newest in rows]


def _cards(session: Session, scope: Scope, column_id: int) -> Sequence[Card]:
    return session.scalars(
        select(Card)
        .join(Finding, Finding.id == Card.finding_id)
        .where(Finding.subject_kind == "column", Finding.subject_id == column_id, scope.sees(Card.agency_id))
        .order_by(Card.issued_on.desc(), Card.id.desc())
        .limit(CARDS_SHOWN)
    ).all()
