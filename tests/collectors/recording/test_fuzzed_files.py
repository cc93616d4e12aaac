"""Damaged files end in an account of their rows or in one clear line: never in a traceback, never with a row lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from collectors.importing import import_messages, import_requests
from collectors.tables import TableError
from store import Database
from tests.amounts import FUZZED_FILES
from tests.collectors.recording.world import SmallWorld
from tests.collectors.tables.fuzzing import fuzzed

PARTS = max(2, FUZZED_FILES // 500)  # so that several processes can share the work


@pytest.fixture
def sqlite_world(tmp_path: Path, migrated_sqlite_file: Path) -> SmallWorld:
    """On SQLite alone: the files differ, the database does not."""
    path = tmp_path / "mingcha.sqlite3"
    path.write_bytes(migrated_sqlite_file.read_bytes())
    return SmallWorld(Database(f"sqlite:///{path}"), tmp_path)


@pytest.mark.parametrize("part", range(PARTS))
def test_a_damaged_file_loses_no_row(sqlite_world: SmallWorld, part: int) -> None:
    usable = 0
    for seed in range(part, FUZZED_FILES, PARTS):
        usable += try_file(sqlite_world, seed)
    assert usable > FUZZED_FILES // PARTS // 10, "most files are damaged beyond use: the test says nothing"


def try_file(world: SmallWorld, seed: int) -> bool:
    """Take the file in, for good every tenth time; true if it has rows that could be read."""
    name, body = fuzzed(seed)
    path = world.folder / name
    path.write_bytes(body)
    take_in = import_messages if seed % 25 == 7 else import_requests
    try:
        found = take_in(world.database, path, world.context, dry_run=seed % 10 != 0)
    except TableError as error:
        assert str(error).startswith(f"{name}："), (seed, str(error))
        assert "\n" not in str(error), (seed, str(error))
        return False
    except Exception as error:
        raise AssertionError(f"seed {seed}: {type(error).__name__}: {error}") from error
    finally:
        path.unlink()
    assert found.rows == found.accepted + found.unchanged + found.quarantined, (seed, found)
    assert sum(found.reasons.values()) == found.quarantined, (seed, found)
    return found.accepted > 0
