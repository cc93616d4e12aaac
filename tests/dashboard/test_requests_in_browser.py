"""The pages of requests in a real browser, over requests of every kind."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from werkzeug.serving import make_server

from dashboard.application import create_application
from dashboard.services import Services
from store import Database
from tests.dashboard.request_world import build_request_world
from tests.dashboard.small_world import NOW
from tests.dashboard.test_icalendar import read_calendar
from tests.dashboard.watched import NARROW, WIDE, Watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from rulebook import Rulebook

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(migrated_sqlite_file: Path, rulebook: Rulebook, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("requests")
    file = folder / "requests.sqlite3"
    file.write_bytes(migrated_sqlite_file.read_bytes())
    database = Database(f"sqlite:///{file}")
    build_request_world(database, rulebook, every=1)
    services = Services(database, lambda: rulebook, lambda: NOW, "browser" * 6, folder)
    server = make_server("127.0.0.1", 0, create_application(services).server, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    database.dispose()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_from_the_list_to_a_request_whose_clock_is_read_at_a_glance(
    browser: Browser, address: str, signed_in: Any, scheme: Any, size: Any
) -> None:
    watched = Watched(browser, signed_in, viewport=size, color_scheme=scheme)
    page = watched.open(f"{address}/requests?standing=consulting", ".ag-row a")
    page.locator(".ag-row a", has_text="征求").click()
    page.wait_for_selector(".strip .day-due")
    assert "/request/" in page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    boxes = page.locator(".strip").bounding_box()
    assert boxes is not None and boxes["x"] >= 0 and boxes["x"] + boxes["width"] <= size["width"]
    looks = [_look(page, f".day.day-{kind}") for kind in ("counts:not(.day-due)", "rest", "excluded:not(.day-today)")]
    assert len(set(looks)) == len(looks)
    assert watched.outside(address) == []
    assert watched.complaints == []
    watched.context.close()


def _look(page: Page, selector: str) -> str:
    script = (
        "n => { const s = getComputedStyle(n); return [s.borderTopStyle, s.borderTopColor, s.backgroundColor].join() }"
    )
    return str(page.locator(selector).first.evaluate(script))


def test_filters_become_the_address_and_the_address_becomes_filters(
    browser: Browser, address: str, signed_in: Any
) -> None:
    watched = Watched(browser, signed_in, viewport=WIDE)
    page = watched.open(f"{address}/requests", ".ag-row a")
    page.click("#requests-standing")
    page.click("[role=option]:has-text('逾期未答复')")
    page.wait_for_url("**/requests?standing=overdue")
    overdue = page.locator("a.tile", has_text="逾期未答复").locator(".tile-number").inner_text()
    page.locator("#requests-count", has_text=f"共 {overdue} 件").wait_for()
    again = watched.open(f"{address}/requests?standing=overdue", ".ag-row a")
    again.locator("#requests-count", has_text=f"共 {overdue} 件").wait_for()
    assert again.input_value("#requests-standing") == "逾期未答复"
    page.fill("#requests-text", "没有这样的编号")
    page.press("#requests-text", "Enter")
    page.wait_for_selector("text=共 0 件")
    assert watched.complaints == []
    watched.context.close()


def test_a_long_list_comes_in_blocks_as_one_scrolls(browser: Browser, address: str, signed_in: Any) -> None:
    watched = Watched(browser, signed_in, viewport=WIDE)
    page = watched.open(f"{address}/requests", ".ag-row a")
    total = int(page.inner_text("#requests-count").removeprefix("共 ").removesuffix(" 件").replace(",", ""))
    assert total > 200
    assert page.locator(".ag-row").count() < 80
    page.locator(".ag-body-viewport").evaluate("node => { node.scrollTop = node.scrollHeight }")
    page.locator(f".ag-row[row-index='{total - 1}'] a").wait_for()
    page.click(".ag-header-cell[col-id=number]")
    page.locator(".ag-header-cell[col-id=number][aria-sort=ascending]").wait_for()
    assert watched.complaints == []
    watched.context.close()


def test_a_view_is_kept_opened_and_dropped(browser: Browser, address: str, signed_in: Any) -> None:
    watched = Watched(browser, signed_in, viewport=WIDE)
    page = watched.open(f"{address}/requests?due=near", ".ag-row a")
    page.fill("#requests-view-name", "快到期")
    page.click("#requests-view-save")
    page.wait_for_selector(".view >> text=快到期")
    page.click("text=清除条件")
    page.wait_for_url(f"{address}/requests")
    page.click(".view >> text=快到期")
    page.wait_for_url("**/requests?due=near")
    page.locator("#requests-due[value]:not([value=''])").wait_for()
    page.click("[aria-label='删除视图 快到期']")
    page.wait_for_selector("text=尚未保存")
    assert watched.complaints == []
    watched.context.close()


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_day_of_the_month_leads_to_its_requests_and_the_feed_is_made_and_revoked(
    browser: Browser, address: str, signed_in: Any, size: Any
) -> None:
    watched = Watched(browser, signed_in, viewport=size)
    page = watched.open(f"{address}/requests/month", ".month-number a")
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    page.click("#feed-make")
    feed = page.inner_text(".feed-address")
    calendar = page.request.get(feed)
    assert calendar.ok and len(read_calendar(calendar.body())[1]) > 5
    page.click("#feed-revoke")
    page.wait_for_selector("text=目前没有订阅网址")
    assert page.request.get(feed).status == 404
    page.click("text=下月 ›")
    page.wait_for_url("**/requests/month?month=2026-12")
    page.wait_for_selector("h1 >> text=2026 年 12 月")
    page.click("text=本月")
    page.wait_for_selector("h1 >> text=2026 年 11 月")
    day = page.locator(".month-number a").last
    words = day.inner_text()
    day.click()
    page.wait_for_selector(".ag-row a")
    assert "due=2026-11-" in page.url
    page.locator("#requests-count", has_text=f"共 {words}").wait_for()
    assert watched.outside(address) == []
    assert watched.complaints == []
    watched.context.close()


def test_a_view_keeps_the_order_of_the_list_and_so_does_another_filter(
    browser: Browser, address: str, signed_in: Any
) -> None:
    watched = Watched(browser, signed_in, viewport=WIDE)
    page = watched.open(f"{address}/requests?standing=closed&sort=received_on:desc", ".ag-row a")
    page.locator(".ag-header-cell[col-id=received_on][aria-sort=descending]").wait_for()
    page.fill("#requests-view-name", "最近收到")
    page.click("#requests-view-save")
    page.wait_for_selector(".view >> text=最近收到")
    kept = page.get_attribute(".view a", "href") or ""
    assert "standing=closed" in kept and "received_on%3Adesc" in kept
    page.click("[aria-label='删除视图 最近收到']")
    page.wait_for_selector("text=尚未保存")
    page.click("#requests-agency")
    page.click("[role=option]:has-text('另一局')")
    page.wait_for_url("**agency=**")
    assert "sort=received_on" in page.url
    assert watched.complaints == []
    watched.context.close()


@pytest.mark.parametrize(("scheme", "size"), [("light", WIDE), ("dark", NARROW)], ids=["wide", "narrow"])
def test_a_figure_of_the_measures_leads_to_its_rows(
    browser: Browser, address: str, signed_in: Any, scheme: Any, size: Any
) -> None:
    watched = Watched(browser, signed_in, viewport=size, color_scheme=scheme)
    page = watched.open(f"{address}/measures", "#measures-reply-times .trace")
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    number = page.locator("a.tile .tile-number").first.inner_text()
    page.locator("a.tile").first.click()
    page.locator("#requests-count", has_text=f"共 {number} 件").wait_for()
    assert "received=2026-01-01" in page.url
    assert watched.outside(address) == []
    assert watched.complaints == []
    watched.context.close()
