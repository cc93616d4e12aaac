"""The four answers of every column: fresh, stale, not checked, check failed. The law room decides, by its own rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased

from alerts.facts.sites import SEEN, column_facts
from dashboard.scope import Scope
from metrics.column_findings import ColumnState, column_state
from rulebook import Rulebook
from store.models import Agency, ColumnCheck, MaintenanceWindow, Site, SiteColumn


@dataclass(frozen=True)
class ColumnAnswer:
    """One column with what is known of it. ``blank``: the last look that showed it saw no entry at all."""

    column_id: int
    site_id: int
    name: str
    url: str
    category: str
    site: str
    agency: str
    blank: bool
    state: ColumnState


def column_answers(
    session: Session,
    scope: Scope,
    rulebook: Rulebook,
    as_of: date,
    *which: ColumnElement[bool],
    retired: bool = False,
) -> list[ColumnAnswer]:
    """Return the columns in scope, each with its answer as of a day, by agency and name.

    ``which``: conditions on ``SiteColumn``. Without ``retired`` only those that are watched.
    """
    watched = [] if retired else [SiteColumn.active, SiteColumn.retired_on.is_(None)]
    found = []
    for row in session.execute(_with_last_looks(scope).where(*watched, *which)):
        column: Any = _Column(*row[:6])
        site, agency_id, agency = row[6:9]
        last, shown = _look(row[9 : 9 + _WIDTH]), _look(row[9 + _WIDTH :])
        looks: list[Any] = [shown] if last is None or (shown is not None and shown.id == last.id) else [shown, last]
        facts = column_facts(column, agency_id, [look for look in looks if look is not None])
        found.append(
            ColumnAnswer(
                column_id=column.id,
                site_id=column.site_id,
                name=column.name,
                url=column.url,
                category=column.category,
                site=site,
                agency=agency,
                blank=shown is not None and shown.items == 0,
                state=column_state(facts, rulebook, as_of),
            )
        )
    return found


class _Column(NamedTuple):
    """What the answer needs of a ``SiteColumn``: thousands are asked at once, and plain rows cost a third."""

    id: int
    site_id: int
    name: str
    url: str
    category: str
    limit_days: int | None


class _Look(NamedTuple):
    """What the answer needs of a ``ColumnCheck``."""

    id: int
    checked_at: datetime
    outcome: str
    newest: date | None
    items: int
    dated: int
    seen_since: date | None
    evidence_hash: str | None


_WIDTH = len(_Look._fields)


def _look(values: Sequence[Any]) -> _Look | None:
    return None if values[0] is None else _Look(*values)


def _with_last_looks(scope: Scope) -> Any:
    last, last_seen = aliased(ColumnCheck), aliased(ColumnCheck)
    looks = [getattr(look, name) for look in (last, last_seen) for name in _Look._fields]
    return (
        select(*(getattr(SiteColumn, name) for name in _Column._fields), Site.name, Agency.id, Agency.name, *looks)
        .join(Site, Site.id == SiteColumn.site_id)
        .join(Agency, Agency.id == Site.agency_id)
        .outerjoin(last, last.id == _newest_look(seen_only=False))
        .outerjoin(last_seen, last_seen.id == _newest_look(seen_only=True))
        .where(scope.sees(Agency.id))
        .order_by(Agency.region_code, Agency.name, SiteColumn.id)
    )


def _newest_look(*, seen_only: bool) -> Any:
    """Id of a column's newest look: one step in the index, however many looks there have been.

    A look while the site was announced to be under maintenance proves nothing (rule MAINT).
    """
    announced = (
        select(MaintenanceWindow.id)
        .where(
            MaintenanceWindow.site_id == SiteColumn.site_id,
            MaintenanceWindow.cancelled_at.is_(None),
            MaintenanceWindow.starts_at <= ColumnCheck.checked_at,
            MaintenanceWindow.ends_at > ColumnCheck.checked_at,
        )
        .correlate(SiteColumn, ColumnCheck)
        .exists()
    )
    query = select(ColumnCheck.id).where(ColumnCheck.site_column_id == SiteColumn.id, ~announced)
    if seen_only:
        query = query.where(ColumnCheck.outcome.in_(SEEN))
    return query.order_by(ColumnCheck.id.desc()).limit(1).correlate(SiteColumn).scalar_subquery()
