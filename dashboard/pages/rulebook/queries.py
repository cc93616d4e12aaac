"""Versions of rulebook and calendar that evaluations have used."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.models import LawVersion


def versions_in_use(session: Session) -> list[LawVersion]:
    """Return every version, newest first."""
    return list(session.scalars(select(LawVersion).order_by(LawVersion.id.desc())))
