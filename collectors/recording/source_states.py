"""What looks change of their sources: read at the start of a transaction, written by one statement at its end."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from store.models import Source


@dataclass
class SourceState:
    """The fields of a ``Source`` that a look reads and changes; `every_minutes` it only reads."""

    id: int
    every_minutes: int
    next_run_at: datetime | None
    rhythm_days: float | None
    health: str
    failures_in_a_row: int
    last_run_at: datetime | None
    last_success_at: datetime | None
    last_message: str | None
    etag: str | None
    last_modified: str | None
    validators_until: datetime | None
    evidence_hash: str | None
    kept_failures: dict[str, Any] | None


_WRITTEN: Final = [field.name for field in fields(SourceState) if field.name not in ("every_minutes", "kept_failures")]


def load_states(session: Session, ids: Collection[int]) -> dict[int, SourceState]:
    """The states by source. On PostgreSQL nobody else changes these sources until the end of the transaction."""
    columns = [getattr(Source, field.name) for field in fields(SourceState)]
    found = select(*columns).where(Source.id.in_(ids)).order_by(Source.id).with_for_update(key_share=True)
    return {row.id: SourceState(*row) for row in session.execute(found)}


def write_states(session: Session, states: Collection[SourceState]) -> None:
    """Write what the looks have changed."""
    session.execute(update(Source), [{name: getattr(state, name) for name in _WRITTEN} for state in states])
    # None would become JSON's null there; a source without kept failures has had none.
    failed = [{"id": state.id, "kept_failures": state.kept_failures} for state in states if state.kept_failures]
    if failed:
        session.execute(update(Source), failed)
