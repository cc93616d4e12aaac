"""What looks change of their sources: read at the start of a transaction, written by one statement at its end."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, select, update
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


_TABLE: Final[Any] = Source.__table__
_ONLY_READ: Final = {"id", "every_minutes"}
_SELDOM: Final = {"kept_failures"}
_WRITTEN: Final = [field.name for field in fields(SourceState) if field.name not in _ONLY_READ | _SELDOM]


def load_states(session: Session, ids: Collection[int]) -> dict[int, SourceState]:
    """The states by source. On PostgreSQL nobody else changes these sources until the end of the transaction."""
    columns = [_TABLE.c[field.name] for field in fields(SourceState)]
    found = select(*columns).where(_TABLE.c.id.in_(ids)).order_by(_TABLE.c.id).with_for_update(key_share=True)
    return {row.id: SourceState(*row) for row in session.execute(found).all()}


def write_states(session: Session, states: Collection[SourceState]) -> None:
    """Write what the looks have changed."""
    of_source = update(_TABLE).where(_TABLE.c.id == bindparam("source_id"))
    rows = [{name: getattr(state, name) for name in _WRITTEN} | {"source_id": state.id} for state in states]
    session.connection().execute(of_source, rows)
    # None would become JSON's null there; a source without kept failures has had none.
    failed = [state for state in states if state.kept_failures]
    if failed:
        rows = [{"source_id": state.id, "kept_failures": state.kept_failures} for state in failed]
        session.connection().execute(of_source, rows)
