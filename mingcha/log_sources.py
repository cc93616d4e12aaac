"""Sources of logs and agencies named on the command line."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectors.recording.jobs import FILE_KINDS
from mingcha.command_line import WrongUse
from store.models import Agency, Source

ACTOR = "command line"
"""Who acts, for the audit trail."""


def find_source(session: Session, key: str) -> Source:
    """Return the source of logs with that key; raises ``WrongUse`` where there is none."""
    source = session.scalar(select(Source).where(Source.key == key, Source.kind.in_(FILE_KINDS)))
    if source is None:
        raise WrongUse(f"no source of logs has the key {key}")
    return source


def agency_id(session: Session, code: str) -> int:
    """Return the agency with that code; raises ``WrongUse`` where there is none."""
    found = session.scalar(select(Agency.id).where(Agency.code == code))
    if found is None:
        raise WrongUse(f"no agency has the code {code}")
    return found
