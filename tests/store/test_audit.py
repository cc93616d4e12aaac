"""The audit trail tells when a line was changed."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

from sqlalchemy import func, select, update

from store import Database
from store.audit import append_audit, first_broken_line
from store.models import AuditEntry

NOON = datetime(2026, 3, 2, 4, 0, 0, 123456, tzinfo=UTC)


def _write(database: Database, subject: str) -> None:
    with database.write() as session:
        append_audit(session, at=NOON, actor="officer", action="card.close", subject=subject, detail={"原因": "已整改"})


def test_an_untouched_trail_holds(database: Database) -> None:
    for number in range(3):
        _write(database, f"card:{number}")
    with database.read() as session:
        assert first_broken_line(session) is None


def test_a_changed_line_is_found(database: Database) -> None:
    for number in range(3):
        _write(database, f"card:{number}")
    with database.write() as session:
        session.execute(update(AuditEntry).where(AuditEntry.subject == "card:1").values(actor="somebody else"))
    with database.read() as session:
        broken = session.scalar(select(AuditEntry.id).where(AuditEntry.subject == "card:1"))
        assert first_broken_line(session) == broken


def test_a_removed_line_is_found(database: Database) -> None:
    for number in range(3):
        _write(database, f"card:{number}")
    with database.write() as session:
        session.delete(session.scalars(select(AuditEntry).where(AuditEntry.subject == "card:1")).one())
    with database.read() as session:
        assert first_broken_line(session) is not None


def test_many_writers_at_once_make_one_chain(database: Database) -> None:
    writers = [threading.Thread(target=_write, args=(database, f"card:{number}")) for number in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(AuditEntry)) == 8
        assert first_broken_line(session) is None
