"""The dashboard over a small region, with signed-in clients that call pages and callbacks as a browser does."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from werkzeug.serving import make_server

from collectors.context import CollectContext
from dashboard.application import create_application
from dashboard.index import MingchaDash
from dashboard.services import Services
from store import Database
from tests.dashboard.browsing import Visitor
from tests.dashboard.small_world import NOW, SmallWorld, build_small_world
from tests.dashboard.watched import signed_in_state

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from rulebook import Rulebook


@pytest.fixture(scope="session")
def small_world_files(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite_file: Path) -> tuple[Path, SmallWorld]:
    """The small world, built once; every test gets a copy of its database."""
    folder = tmp_path_factory.mktemp("small_world")
    file = folder / "world.sqlite3"
    file.write_bytes(migrated_sqlite_file.read_bytes())
    built = Database(f"sqlite:///{file}")
    world = build_small_world(built, folder / "evidence")
    built.dispose()
    return folder, world


@pytest.fixture
def world(small_world_files: tuple[Path, SmallWorld]) -> SmallWorld:
    return small_world_files[1]


@pytest.fixture
def kept(small_world_files: tuple[Path, SmallWorld], tmp_path: Path) -> Iterator[Database]:
    """A copy of the small world's database. What the pages ask of a database runs on both kinds in test_queries."""
    file = tmp_path / "world.sqlite3"
    shutil.copyfile(small_world_files[0] / "world.sqlite3", file)
    database = Database(f"sqlite:///{file}")
    yield database
    database.dispose()


@pytest.fixture
def services(small_world_files: tuple[Path, SmallWorld], kept: Database, rulebook: Rulebook) -> Services:
    evidence = small_world_files[0] / "evidence"
    return Services(kept, lambda: rulebook, lambda: NOW, "a secret of the tests" * 2, evidence, demo=True)


@pytest.fixture
def app(services: Services) -> MingchaDash:
    return create_application(services)


@pytest.fixture
def visit(app: MingchaDash) -> Iterator[Callable[[str | None], Visitor]]:
    """Open a visit: signed in under a user name, or as a stranger (None)."""
    yield lambda username: Visitor(app, username)


@pytest.fixture(scope="module")
def address(
    small_world_files: tuple[Path, SmallWorld], rulebook: Rulebook, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    folder, _world = small_world_files
    file = tmp_path_factory.mktemp("browser") / "world.sqlite3"
    shutil.copyfile(folder / "world.sqlite3", file)
    database = Database(f"sqlite:///{file}")
    services = Services(
        database,
        lambda: rulebook,
        lambda: NOW,
        "browser" * 6,
        folder / "evidence",
        demo=True,
        collecting=CollectContext(file.parent / "inbox", folder / "evidence", lambda: NOW),
        uploads_folder=file.parent / "uploads",
    )
    server = make_server("127.0.0.1", 0, create_application(services).server, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    database.dispose()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        if os.environ.get("MINGCHA_REQUIRE_BROWSER") == "1":
            pytest.fail("MINGCHA_REQUIRE_BROWSER=1, but Chromium is not installed")
        pytest.skip("Chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # Root has no sandbox of its own inside a container; the pages are ours.
        launched = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def signed_in(browser: Browser, address: str) -> Any:
    """Cookies of the officer of the region."""
    return signed_in_state(browser, address)
