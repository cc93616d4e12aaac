"""The small world on SQLite: here the database that is asked is the one of two kinds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store import Database
from tests.collectors.recording.world import SmallWorld


@pytest.fixture
def world(migrated_sqlite_file: Path, tmp_path: Path) -> Iterator[SmallWorld]:
    path = tmp_path / "mingcha.sqlite3"
    path.write_bytes(migrated_sqlite_file.read_bytes())
    database = Database(f"sqlite:///{path}")
    yield SmallWorld(database, tmp_path)
    database.dispose()
