"""Only one process sends at a time. The lock dies with its process, so a killed one never blocks the next.

A lease that runs out would need a clock that never stands still and would let the mails of a killed process wait.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from store import Database

_POSTGRESQL_LOCK = 150_000_002


@contextmanager
def only_sender(database: Database) -> Iterator[bool]:
    """Yield whether this process may send now; false while another one does."""
    if not database.is_sqlite:
        with _advisory_lock(database) as mine:
            yield mine
        return
    file = database.engine.url.database
    if not file or file == ":memory:":
        yield True  # nobody else can see this database
        return
    with _file_lock(Path(f"{file}-sending")) as mine:
        yield mine


@contextmanager
def _advisory_lock(database: Database) -> Iterator[bool]:
    engine = database.engine.execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        key = {"key": _POSTGRESQL_LOCK}
        mine = bool(connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), key))
        try:
            yield mine
        finally:
            if mine:
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), key)


@contextmanager
def _file_lock(path: Path) -> Iterator[bool]:
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
