"""A file is recorded in batches: killed half-way and taken in again, it ends as if it had never been killed."""

from __future__ import annotations

import io
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import func, select

from collectors.importing import import_requests
from collectors.tables import TableError
from store import Database
from store.models import CollectorRun, Request, RequestEvent
from tests.collectors.recording.world import SmallWorld
from tests.collectors.requests.logs import HEADINGS, as_csv, as_json, as_xlsx, row
from tests.collectors.tables.forms import as_html, as_xls, as_xml

GOOD = {"agency": "甲市财政局"}
COUNT = 1700
LONG = as_csv([row(number=f"{at:05}", **GOOD) for at in range(COUNT)])


class Killed(Exception):
    """Ends an import between two batches."""


def kill_after(rows: int) -> None:
    if rows >= 1000:
        raise Killed


def assert_whole(world: SmallWorld) -> None:
    numbers = [request.number for request in world.rows(Request)]
    assert len(numbers) == len(set(numbers)) == COUNT
    assert len(world.rows(RequestEvent)) == 2 * COUNT


def test_killed_between_two_batches_and_taken_in_again_is_as_never_killed(world: SmallWorld) -> None:
    path = world.folder / "台账.csv"
    path.write_bytes(LONG)
    with pytest.raises(Killed):
        import_requests(world.database, path, world.context, progress=kill_after)
    (run,) = world.rows(CollectorRun)
    assert run.outcome == "failed"
    assert "中途停止" in run.message
    again = import_requests(world.database, path, world.context)
    assert (again.rows, again.accepted, again.unchanged) == (COUNT, COUNT - 1000, 1000)
    assert_whole(world)
    assert import_requests(world.database, path, world.context).unchanged == COUNT


IMPORT = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from collectors.context import CollectContext
from collectors.importing import import_requests
from store import Database
url, path = sys.argv[1], Path(sys.argv[2])
context = CollectContext(path.parent, path.parent, lambda: datetime(2026, 11, 20, 1, tzinfo=UTC))
import_requests(Database(url), path, context)
"""


def test_killed_by_the_system_at_any_moment_loses_and_doubles_nothing(
    tmp_path: Path, migrated_sqlite_file: Path
) -> None:
    kept = tmp_path / "mingcha.sqlite3"
    kept.write_bytes(migrated_sqlite_file.read_bytes())
    world = SmallWorld(Database(f"sqlite:///{kept}"), tmp_path)
    path = tmp_path / "台账.csv"
    path.write_bytes(LONG)
    command = [sys.executable, "-c", IMPORT, world.database.url, str(path)]
    with subprocess.Popen(command, cwd=Path(__file__).parents[3]) as process:
        while process.poll() is None and _count(world) == 0:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    import_requests(world.database, path, world.context)
    assert_whole(world)


def _count(world: SmallWorld) -> int:
    with world.database.read() as session:
        return session.scalar(select(func.count()).select_from(Request)) or 0


ROWS = [row(number="1", **GOOD), row(number="2", received="2026-02-30", **GOOD), row(number="1", **GOOD)]
FORMS = {
    "csv": as_csv(ROWS),
    "tsv": as_csv(ROWS, delimiter="\t"),
    "json": as_json(ROWS),
    "xlsx": as_xlsx(ROWS),
    "xls": as_xls({"台账": [HEADINGS, *ROWS]}),
    "html": as_html([HEADINGS, *ROWS]),
    "xml": as_xml([HEADINGS, *ROWS]),
    "without numbers": as_csv([cells[1:] for cells in ROWS], HEADINGS[1:]),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_same_file_twice_is_all_unchanged(world: SmallWorld, form: str) -> None:
    path = world.folder / "台账"
    path.write_bytes(FORMS[form])
    first = import_requests(world.database, path, world.context)
    entries = len(world.rows(RequestEvent))
    second = import_requests(world.database, path, world.context)
    assert (first.rows, first.quarantined) == (3, 1)
    assert (second.rows, second.accepted, second.unchanged, second.quarantined) == (3, 0, 3, 0)
    assert len(world.rows(RequestEvent)) == entries


def test_an_entry_keeps_the_row_that_told_of_it(world: SmallWorld) -> None:
    path = world.folder / "台账.csv"
    path.write_bytes(as_csv([row(number="", **GOOD), row(number="1", replied="", outcome="", **GOOD)]))
    import_requests(world.database, path, world.context)
    path.write_bytes(as_csv([row(number="1", **GOOD)]))
    import_requests(world.database, path, world.context)
    assert [(entry.kind, entry.source_row) for entry in world.rows(RequestEvent)] == [("received", 3), ("replied", 2)]


def test_a_workbook_made_to_swell_is_refused_unopened(world: SmallWorld) -> None:
    packed = io.BytesIO()
    archive = zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED)
    with archive, archive.open("xl/worksheets/sheet1.xml", "w") as part:
        for _ in range(100):
            part.write(b"<row></row>" * 100_000)
    path = world.folder / "台账.xlsx"
    path.write_bytes(packed.getvalue())
    with pytest.raises(TableError, match="体积异常"):
        import_requests(world.database, path, world.context)
