"""The append-only audit trail, chained by hash."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from store.models import AuditEntry
from store.models.base import fingerprint

FIRST_HASH = "0" * 64
_POSTGRESQL_LOCK = 150_000_001


def append_audit(
    session: Session, *, at: datetime, actor: str, action: str, subject: str, detail: Mapping[str, Any] | None = None
) -> AuditEntry:
    """Write one line behind the last; part of the caller's transaction, so a deed and its line stand or fall together.

    ``actor`` is a user name or ``system``; ``subject`` names the thing acted on ("card:17").
    """
    if session.get_bind().dialect.name == "postgresql":
        # Two writers would read the same last line; SQLite's write lock rules that out already.
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _POSTGRESQL_LOCK})
    session.flush()
    last = session.scalar(select(AuditEntry.hash).order_by(AuditEntry.id.desc()).limit(1)) or FIRST_HASH
    kept = dict(detail or {})
    entry = AuditEntry(
        at=at,
        actor=actor,
        action=action,
        subject=subject,
        detail=kept,
        previous_hash=last,
        hash=_line_hash(at, actor, action, subject, kept, last),
    )
    session.add(entry)
    session.flush()
    return entry


def first_broken_line(session: Session) -> int | None:
    """Return the id of the first line whose hash does not follow from the line before it, or none."""
    expected = FIRST_HASH
    for entry in session.scalars(select(AuditEntry).order_by(AuditEntry.id)).yield_per(1000):
        computed = _line_hash(entry.at, entry.actor, entry.action, entry.subject, entry.detail, entry.previous_hash)
        if entry.previous_hash != expected or entry.hash != computed:
            return entry.id
        expected = entry.hash
    return None


def _line_hash(at: datetime, actor: str, action: str, subject: str, detail: Mapping[str, Any], previous: str) -> str:
    return fingerprint(at.astimezone(UTC).isoformat(timespec="microseconds"), actor, action, subject, detail, previous)
