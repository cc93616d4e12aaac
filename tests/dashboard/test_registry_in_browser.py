"""Registry work in a real browser: the forms of a site and a column, and a discovery that is begun and stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.dashboard.test_accessibility_in_browser import FAINT, UNNAMED
from tests.dashboard.watched import NARROW, WIDE, Watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_an_officer_sets_a_limit_retires_and_restores_a_column(
    browser: Browser, address: str, signed_in: Any, small_world_files: Any
) -> None:
    watched = Watched(browser, signed_in, viewport=WIDE)
    page = watched.open(f"{address}/column/{small_world_files[1].column}", ".heat-updated")
    page.locator("summary", has_text="设定更新期限").click()
    page.fill("#column-limit", "30")
    page.click("#column-limit-set")
    page.get_by_text("请填写理由。").wait_for()
    page.fill("#column-limit-reason", "每月一期")
    page.click("#column-limit-set")
    page.get_by_text("本栏目单独设定").wait_for()
    page.locator("summary", has_text="停用本栏目").click()
    page.fill("#column-retire-reason", "并入要闻")
    page.click("#column-retire")
    page.get_by_text("停用（并入要闻；经办：region）").wait_for()
    page.locator("summary", has_text="恢复使用本栏目").click()
    page.fill("#column-retire-reason", "停用有误")
    page.click("#column-restore")
    page.get_by_text("的停用撤回").wait_for()
    assert watched.complaints == []
    watched.context.close()


def test_an_officer_enters_and_cancels_a_time_of_maintenance(
    browser: Browser, address: str, signed_in: Any, small_world_files: Any
) -> None:
    watched = Watched(browser, signed_in, viewport=NARROW)
    page = watched.open(f"{address}/site/{small_world_files[1].site}", ".access-month")
    page.locator("summary", has_text="登记维护期").click()
    page.fill("#site-window-begin", "2026-11-20T22:00")
    page.fill("#site-window-end", "2026-11-21T06:00")
    page.fill("#site-window-reason", "升级")
    page.click("#site-window-enter")
    page.get_by_role("cell", name="未开始").wait_for()
    page.locator("summary", has_text="取消维护期").click()
    page.fill("#site-window-cancel-reason", "改期")
    page.click("#site-window-cancel")
    page.get_by_role("cell", name="已取消（region）").wait_for()
    assert watched.complaints == []
    watched.context.close()


def test_a_discovery_is_begun_from_the_page_of_its_site_and_stopped(
    browser: Browser, address: str, signed_in: Any, small_world_files: Any
) -> None:
    watched = Watched(browser, signed_in, viewport=NARROW)
    page = watched.open(f"{address}/site/{small_world_files[1].site}", ".access-month")
    page.get_by_role("link", name="查找和确认").click()
    page.wait_for_url("**/discovery?site=*")
    page.click("#discovery-start")
    page.get_by_text("等待采集进程开始").wait_for()
    page.get_by_role("button", name="停止").click()
    page.get_by_text("■ 已停止").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert watched.complaints == []
    watched.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_unfolded_forms_stand_out_and_have_names(
    browser: Browser, address: str, signed_in: Any, small_world_files: Any, scheme: Any
) -> None:
    world = small_world_files[1]
    for path, drawn in ((f"/column/{world.column}", ".heat-updated"), (f"/site/{world.site}", ".access-month")):
        watched = Watched(browser, signed_in, viewport=NARROW, color_scheme=scheme)
        page = watched.open(address + path, drawn)
        page.evaluate("document.querySelectorAll('details.deed').forEach((deed) => { deed.open = true; })")
        assert page.evaluate(FAINT) == [], path
        assert page.evaluate(UNNAMED) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], path
        watched.context.close()
