"""Naming kept copies and removing them must not meet: whoever removes is alone."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

_POSTGRESQL_LOCK = 150_000_002


def hold_evidence(session: Session, *, alone: bool = False) -> None:
    """Until the end of the transaction no copy is removed; ``alone``: none is named either.

    On SQLite a writing session has the write lock and is alone in any case.
    """
    if session.get_bind().dialect.name == "postgresql":
        function = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
        session.execute(text(f"SELECT {function}(:key)"), {"key": _POSTGRESQL_LOCK})
