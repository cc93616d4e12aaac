"""A log imported in a real browser: chosen, looked at, mended, imported."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from werkzeug.serving import make_server

from dashboard.application import create_application
from dashboard.services import Services
from store import Database
from store.models import Request
from tests.dashboard.small_world import NOW, SmallWorld
from tests.dashboard.test_accessibility_in_browser import FAINT, UNNAMED
from tests.dashboard.upload.conftest import with_uploads
from tests.dashboard.watched import NARROW, Watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from rulebook import Rulebook

pytestmark = pytest.mark.browser
BODY = "单号,承办单位,收到日期,答复日期,办理状态\nU-1,呼和浩特市人民政府,2026-11-02,2026-11-19,照准\n"


@pytest.fixture(scope="module")
def house(
    small_world_files: tuple[Path, SmallWorld], rulebook: Rulebook, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Database, Services]]:
    folder = tmp_path_factory.mktemp("uploading")
    shutil.copyfile(small_world_files[0] / "world.sqlite3", folder / "world.sqlite3")
    database = Database(f"sqlite:///{folder / 'world.sqlite3'}")
    plain = Services(database, lambda: rulebook, lambda: NOW, "browser" * 6, small_world_files[0] / "evidence")
    yield database, with_uploads(plain, folder)
    database.dispose()


@pytest.fixture(scope="module")
def address(house: tuple[Database, Services]) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, create_application(house[1]).server, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


def test_a_log_is_looked_at_mended_and_imported(
    browser: Browser, signed_in: Any, address: str, house: tuple[Database, Services]
) -> None:
    watched = Watched(browser, signed_in)
    page = watched.open(f"{address}/upload", ".upload-drop.is-ready")
    page.set_input_files(
        "#upload-input", {"name": "台账.csv", "mimeType": "text/csv", "buffer": BODY.encode("gb18030")}
    )
    page.wait_for_selector("h1:has-text('台账.csv')")
    page.wait_for_load_state("networkidle")
    page.click("#upload-check")
    page.wait_for_selector("h2:has-text('试导入结果')")
    page.click("input[aria-label='单号识别为']")
    page.click("[role=option]:visible:has-text('申请编号')")
    page.click("#upload-check")
    page.wait_for_selector("td:text-is('U-1')")
    assert page.evaluate(FAINT) == []
    assert page.evaluate(UNNAMED) == []
    page.set_viewport_size(NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    page.click("#upload-import")
    page.wait_for_selector("h2:text-is('导入结果')")
    with house[0].read() as session:
        assert session.query(Request).filter(Request.number == "U-1").count() == 1
    assert watched.complaints == []
    assert watched.outside(address) == []
