"""The four answers of every column: fresh, stale, not checked, check failed. The law room decides, by its own rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased

from alerts.facts.sites import SEEN, column_facts
from dashboard.scope import Scope
from metrics.column_findings import ColumnState, column_state
from metrics.facts import ColumnFacts
from rulebook import Rulebook
from store.models import Agency, ColumnCheck, Site, SiteColumn


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
    found = []
    watched = [] if retired else [SiteColumn.active, SiteColumn.retired_on.is_(None)]
    for column, site, agency_id, agency, *checks in session.execute(_with_last_looks(scope).where(*watched, *which)):
        state = column_state(_facts_of(column, agency_id, checks), rulebook, as_of)
        shown = checks[-1]
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
                state=state,
            )
        )
    return found


def _with_last_looks(scope: Scope) -> Any:
    last, last_seen = aliased(ColumnCheck), aliased(ColumnCheck)
    return (
        select(SiteColumn, Site.name, Agency.id, Agency.name, last, last_seen)
        .join(Site, Site.id == SiteColumn.site_id)
        .join(Agency, Agency.id == Site.agency_id)
        .outerjoin(last, last.id == _newest_look(seen_only=False))
        .outerjoin(last_seen, last_seen.id == _newest_look(seen_only=True))
        .where(scope.sees(Agency.id))
        .order_by(Agency.region_code, Agency.name, SiteColumn.id)
    )


def _newest_look(*, seen_only: bool) -> Any:
    """Id of a column's newest look: one step in the index, however many looks there have been."""
    query = select(ColumnCheck.id).where(ColumnCheck.site_column_id == SiteColumn.id)
    if seen_only:
        query = query.where(ColumnCheck.outcome.in_(SEEN))
    return query.order_by(ColumnCheck.id.desc()).limit(1).correlate(SiteColumn).scalar_subquery()


def _facts_of(column: SiteColumn, agency_id: int, checks: Sequence[ColumnCheck | None]) -> ColumnFacts:
    unique = {check.id: check for check in checks if check is not None}
    return column_facts(column, agency_id, [unique[key] for key in sorted(unique)])
