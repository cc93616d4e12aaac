"""From the list of websites to the proof of a column, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.dashboard.watched import WIDE, Watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_a_number_leads_to_its_columns_and_on_to_the_page_as_it_was_seen(
    browser: Browser, address: str, signed_in: Any, small_world_files: Any
) -> None:
    world = small_world_files[1]
    watched = Watched(browser, signed_in, viewport=WIDE)
    page = watched.open(f"{address}/sites?region=150200", ".ag-row .access-down")
    page.locator(".ag-row [col-id=stale] a").click()
    page.wait_for_url(f"**/site/{world.site}#columns-stale")
    page.locator("#columns-stale").get_by_role("link", name="通知公告").click()
    page.wait_for_url(f"**/column/{world.column}")
    page.locator(".ag-row [col-id=copy] a").click()
    page.wait_for_url(f"**/copy/{world.copy}")
    frame = page.frame_locator("iframe")
    frame.locator("#mingcha-newest", has_text="示例公告（一）").wait_for()
    assert watched.outside(address) == []
    assert watched.complaints == []
    watched.context.close()


def test_the_newest_entry_is_in_sight_and_the_page_around_it_stays_where_it_was(
    browser: Browser, address: str, signed_in: Any, small_world_files: Any
) -> None:
    watched = Watched(browser, signed_in, viewport=WIDE)
    page = watched.open(f"{address}/copy/{small_world_files[1].copy}", "iframe")
    page.frame_locator("iframe").locator("#mingcha-newest").wait_for()
    assert page.evaluate("window.scrollY") == 0
    with page.expect_download() as begun:
        page.get_by_role("link", name="下载 WARC").click()
    assert begun.value.suggested_filename == f"{small_world_files[1].copy_hash}.warc.gz"
    watched.context.close()
