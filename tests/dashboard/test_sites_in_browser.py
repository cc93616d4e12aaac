"""From the list of websites to the proof of a column, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from dashboard.harmless import harmless
from tests.collectors.web_server import answer, serving
from tests.dashboard.watched import WIDE, Watched, patient_context

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
NEWEST = "示例公告第150号"


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


def test_a_kept_page_begins_at_its_newest_entry_and_one_click_leads_back_to_it(browser: Browser) -> None:
    rows = "".join(f"<li><a href='/{n}.html'>示例公告第{n}号</a> 2026-01-01</li>" for n in range(200))
    kept = harmless(f"<html><style>html{{scroll-behavior:smooth}}</style><ul>{rows}</ul>".encode(), "text/html", NEWEST)
    around = '<iframe sandbox="" style="width:600px;height:300px" src="/kept"></iframe>'
    html = {"Content_Type": "text/html; charset=utf-8"}
    with serving({"/": answer(200, around.encode(), **html), "/kept": answer(200, kept.encode(), **html)}) as server:
        context = patient_context(browser, viewport=WIDE)
        page = context.new_page()
        page.goto(server.address)
        inside, frame = page.frame_locator("iframe"), page.locator("iframe").bounding_box()
        entry = inside.locator("#mingcha-newest")
        assert frame is not None

        def in_sight() -> bool:
            box = entry.bounding_box()
            assert box is not None and frame is not None
            return frame["y"] <= box["y"] <= box["y"] + box["height"] <= frame["y"] + frame["height"]

        assert in_sight()
        inside.locator("html").evaluate("(node) => { node.ownerDocument.scrollingElement.scrollTop = 0 }")
        assert not in_sight()
        inside.get_by_role("link", name="最新一条").click()
        assert in_sight()
        context.close()
