"""Insert what is new and leave what is there: the unique key decides, not a look-up before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import FromClause
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from store.models.base import Base

_ROWS_AT_ONCE = 500


def insert_new(session: Session, table: type[Base], rows: Iterable[Mapping[str, Any]]) -> list[int]:
    """Insert ``rows`` (all with the same keys) and return the ids of those that were not there yet.

    A row that meets any unique key of the table is left out silently: it is the same fact told again.
    """
    ids: list[int] = []
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(dict(row))
        if len(batch) == _ROWS_AT_ONCE:
            ids += _insert_batch(session, table, batch)
            batch = []
    if batch:
        ids += _insert_batch(session, table, batch)
    return ids


def add_new(session: Session, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """As ``insert_new``, in half the time, for callers that need not know which rows were new."""
    if rows:
        session.connection().execute(_insert_or_leave(session, table.__table__), rows)


def add_or_renew(
    session: Session, table: type[Base], rows: Sequence[Mapping[str, Any]], key: str, renewed: str
) -> None:
    """Insert ``rows``; of one whose ``key`` is there already only the column ``renewed`` is written anew.

    In the order of the keys, so that no two writers wait for each other.
    """
    if rows:
        insert = _insert(session, table.__table__)
        renews = insert.on_conflict_do_update(index_elements=[key], set_={renewed: insert.excluded[renewed]})
        session.connection().execute(renews, sorted(rows, key=lambda row: str(row[key])))


def insert_new_key(session: Session, table: type[Base], row: Mapping[str, Any]) -> None:
    """Insert one row of a table whose key is not ``id``, unless its key is there already."""
    session.execute(_insert_or_leave(session, table).values(dict(row)))


def _insert_batch(session: Session, table: type[Base], batch: list[dict[str, Any]]) -> list[int]:
    identity: Any = table.__table__.c.id
    statement = _insert_or_leave(session, table).returning(identity)
    # Rows as parameters, not as values of the statement: it is compiled once for all batches, which halves the time.
    # Nulls are said, so that rows with and without them need no statement each.
    return list(session.execute(statement, batch, execution_options={"render_nulls": True}).scalars())


def _insert_or_leave(session: Session, table: type[Base] | FromClause) -> Any:
    return _insert(session, table).on_conflict_do_nothing()


def _insert(session: Session, table: type[Base] | FromClause) -> Any:
    dialects: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
    return dialects[session.get_bind().dialect.name](table)
