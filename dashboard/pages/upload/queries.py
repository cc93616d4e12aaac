"""What a user can choose from: sources and regions in scope, and the name of the agency chosen."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.scope import Scope
from dashboard.uploads.scope import choosable, regions_of
from store.models import Agency, Region, Source

MOST_AGENCIES = 2000


def sources(session: Session, scope: Scope) -> list[tuple[int, str]]:
    """Return id and name of the request logs that a file can be added to."""
    query = select(Source.id, Source.name).where(choosable(scope)).order_by(Source.name, Source.id)
    return [(id_, name) for id_, name in session.execute(query)]


def regions(session: Session, scope: Scope) -> list[tuple[str, str]]:
    """Return code and name of the regions that a new source can belong to."""
    query = select(Region.code, Region.name).where(regions_of(scope)).order_by(Region.path)
    return [(code, name) for code, name in session.execute(query)]


def agencies(session: Session, scope: Scope) -> list[tuple[int, str]]:
    """Return id and name of the agencies that rows without one can be meant for."""
    query = select(Agency.id, Agency.name).where(scope.sees(Agency.id), Agency.active)
    return [(id_, name) for id_, name in session.execute(query.order_by(Agency.name, Agency.id).limit(MOST_AGENCIES))]


def source_name(session: Session, source_id: int) -> str:
    """Return what a source is called."""
    return session.scalar(select(Source.name).where(Source.id == source_id)) or ""
