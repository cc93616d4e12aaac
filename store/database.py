"""One door to the database: SQLite by default, PostgreSQL by one setting."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

_BUSY_TIMEOUT_MILLISECONDS = 30_000


class Database:
    """Sessions on one database address (an SQLAlchemy URL).

    ``read()`` and ``write()`` are context managers of a ``Session``; ``write()`` commits at the end of the block and
    rolls back when it raises. On SQLite a writing session takes the write lock at its start, because a reader that
    upgrades half-way fails at once instead of waiting.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _create_engine(url)

    @property
    def is_sqlite(self) -> bool:
        """Whether this database is the one-machine default."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Open a session that sees one consistent state and writes nothing."""
        with Session(self.engine) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Open a session whose work is kept as a whole or not at all."""
        with (
            self.engine.connect().execution_options(mingcha_writes=True) as connection,
            Session(connection, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    def dispose(self) -> None:
        """Close every pooled connection."""
        self.engine.dispose()


def _create_engine(url: str) -> Engine:
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": _BUSY_TIMEOUT_MILLISECONDS / 1000})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # pysqlite's own BEGIN comes too late for a consistent read; `_begin_sqlite` says it instead.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=NORMAL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("mingcha_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
