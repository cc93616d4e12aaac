"""An evaluation that is killed at any moment and run again ends as if it had never been killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import event

from alerts.channels.folder import FolderChannel
from alerts.evaluation import evaluate
from alerts.notices import notify
from rulebook import Rulebook
from store import Database
from tests import factories as make
from tests.alerts import worlds

NOW = make.at(worlds.LAST_DAY)

_VICTIM = """
import os, signal, sys
from datetime import date
from pathlib import Path
from sqlalchemy import event
from alerts.channels.folder import FolderChannel
from alerts.evaluation import evaluate
from alerts.notices import notify
from rulebook import load_rulebook
from store import Database
from tests.factories import at

address, folder, day, n = sys.argv[1], Path(sys.argv[2]), date.fromisoformat(sys.argv[3]), int(sys.argv[4])
database = Database(address)
left = n

def die_at_the_nth(*_):
    global left
    left -= 1
    if left <= 0:
        os.kill(os.getpid(), signal.SIGKILL)

event.listen(database.engine, "before_cursor_execute", die_at_the_nth)
event.listen(database.engine, "commit", die_at_the_nth)
evaluate(database, load_rulebook(), day, at(day))
notify(database, load_rulebook(), FolderChannel(folder, "mingcha@example.invalid"), at(day), "http://mingcha.invalid")
print("survived")
"""


class BrokenOff(Exception):
    """Stands for the moment at which the process dies."""


def small_world(database: Database) -> None:
    """The world of two agencies; batches of one make many transactions."""
    worlds.fill_at_once(database)


def run(database: Database, rulebook: Rulebook, folder: Path) -> None:
    evaluate(database, rulebook, worlds.LAST_DAY, NOW)
    notify(database, rulebook, FolderChannel(folder, "mingcha@example.invalid"), NOW, "http://mingcha.invalid")


def run_until(database: Database, moment: str, n: int, rulebook: Rulebook, folder: Path) -> bool:
    """Run, and break off at the ``n``-th such moment; whether the run came to its end before."""
    left = n

    def break_off(*_: object) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            raise BrokenOff

    event.listen(database.engine, moment, break_off)
    try:
        run(database, rulebook, folder)
    except BrokenOff:
        return False
    finally:
        event.remove(database.engine, moment, break_off)
    return True


def outcome(database: Database, folder: Path) -> tuple[object, ...]:
    mails = sorted(path.name for path in folder.iterdir())
    return worlds.cards_of(database), worlds.history_of(database), worlds.notices_of(database), mails


def statements_of_a_whole_run(database: Database, rulebook: Rulebook, folder: Path) -> int:
    seen = 0

    def count(*_: object) -> None:
        nonlocal seen
        seen += 1

    event.listen(database.engine, "before_cursor_execute", count)
    run(database, rulebook, folder)
    event.remove(database.engine, "before_cursor_execute", count)
    return seen


@pytest.fixture
def undisturbed(
    rulebook: Rulebook, migrated_sqlite_file: Path, tmp_path: Path
) -> tuple[tuple[object, ...], int, bytes]:
    """How it ends when nothing happens, how many statements that takes, and the database it began with."""
    path = tmp_path / "undisturbed.sqlite3"
    path.write_bytes(migrated_sqlite_file.read_bytes())
    database = Database(f"sqlite:///{path}")
    small_world(database)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.dispose()
    filled = path.read_bytes()
    folder = tmp_path / "undisturbed"
    statements = statements_of_a_whole_run(database, rulebook, folder)
    ended = outcome(database, folder)
    database.dispose()
    return ended, statements, filled


def test_an_evaluation_broken_off_at_any_statement_ends_the_same(
    database: Database,
    rulebook: Rulebook,
    undisturbed: tuple[tuple[object, ...], int, bytes],
    tmp_path: Path,
) -> None:
    expected, statements, _ = undisturbed
    small_world(database)
    folder = tmp_path / "mails"
    # Each attempt dies a little later than the one before, so that every stage is met with the rest of the others.
    for n in range(1, statements, max(1, statements // 25)):
        run_until(database, "before_cursor_execute", n, rulebook, folder)
    run(database, rulebook, folder)
    assert outcome(database, folder) == expected


def test_a_run_broken_off_before_any_of_its_commits_ends_the_same(
    rulebook: Rulebook, undisturbed: tuple[tuple[object, ...], int, bytes], tmp_path: Path
) -> None:
    expected, _, filled = undisturbed
    commits = 0
    while True:
        commits += 1
        path, folder = tmp_path / f"commit-{commits}.sqlite3", tmp_path / f"mails-{commits}"
        path.write_bytes(filled)
        database = Database(f"sqlite:///{path}")
        survived = run_until(database, "commit", commits, rulebook, folder)
        run(database, rulebook, folder)
        assert outcome(database, folder) == expected, f"broken off before commit {commits}"
        database.dispose()
        if survived:
            break
    assert commits > 10


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_killed_process_ends_the_same(
    share: float,
    rulebook: Rulebook,
    undisturbed: tuple[tuple[object, ...], int, bytes],
    tmp_path: Path,
) -> None:
    expected, statements, filled = undisturbed
    path = tmp_path / "killed.sqlite3"
    path.write_bytes(filled)
    folder = tmp_path / "mails"
    address = f"sqlite:///{path}"
    arguments = [address, str(folder), worlds.LAST_DAY.isoformat(), str(max(1, int(statements * share)))]
    victim = subprocess.run(
        [sys.executable, "-c", _VICTIM, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert victim.returncode == -signal.SIGKILL, victim.stderr
    database = Database(address)
    run(database, rulebook, folder)
    assert outcome(database, folder) == expected
    database.dispose()
