"""The small world, on SQLite and on PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import pytest

from store import Database
from tests.collectors.recording.world import SmallWorld


@pytest.fixture
def world(database: Database, tmp_path: Path) -> SmallWorld:
    return SmallWorld(database, tmp_path)
