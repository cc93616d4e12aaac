"""Where one is, and what is said when a step leads nowhere, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.dashboard.watched import NARROW, PATIENCE_MILLISECONDS, WIDE, Watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
_UPDATES = "**/_dash-update-component*"


def test_on_a_narrow_screen_the_navigation_shows_the_page_one_is_on(
    browser: Browser, address: str, signed_in: Any
) -> None:
    watched = Watched(browser, signed_in, viewport=NARROW)
    page = watched.open(f"{address}/rulebook", ".navigation-link.is-here")
    here = page.locator(".navigation-link.is-here")
    assert here.inner_text() == "规则库"
    box = here.bounding_box()
    assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= NARROW["width"]
    watched.context.close()


def test_a_page_that_the_navigation_does_not_name_belongs_to_one_that_it_does(
    browser: Browser, address: str, signed_in: Any, small_world_files: Any
) -> None:
    world = small_world_files[1]
    watched = Watched(browser, signed_in, viewport=WIDE)
    sections = {f"/card/{world.red_card}": "牌单", f"/site/{world.site}": "网站", "/annual-reports": "事项清单"}
    for path, name in sections.items():
        page = watched.open(address + path, ".navigation-link[aria-current=true]")
        assert page.locator("[aria-current=true]").inner_text() == name, path
    watched.context.close()


def test_a_link_to_what_is_gone_shows_the_words_of_the_server_and_the_way_back(
    browser: Browser, address: str, signed_in: Any
) -> None:
    watched = Watched(browser, signed_in, viewport=WIDE)
    page = watched.open(f"{address}/rulebook", ".jump")
    page.evaluate("window.mingchaGo(new MouseEvent('click'), '/card/999999')")
    page.wait_for_selector("text=没有这个页面")
    assert page.url.endswith("/card/999999")
    page.go_back()
    page.wait_for_selector(".jump")
    watched.context.close()


def test_what_was_asked_for_and_has_not_come_is_said(browser: Browser, address: str, signed_in: Any) -> None:
    watched = Watched(browser, signed_in, viewport=WIDE)
    page = watched.open(f"{address}/rulebook", ".jump")
    held: list[Any] = []
    page.route(_UPDATES, lambda route: held.append(route), times=1)  # a bound method will not do
    page.click("nav >> text=牌单")
    style = "getComputedStyle(document.querySelector('.content'), '::before')"
    for _ in range(PATIENCE_MILLISECONDS // 50):
        if page.evaluate(f"{style}.opacity") == "1":
            break
        page.wait_for_timeout(50)
    assert "正在读取" in page.evaluate(f"{style}.content")
    held[0].continue_()
    page.wait_for_selector(".ag-row .badge")
    page.wait_for_selector(".content:not([data-dash-is-loading=true])")
    assert page.evaluate(f"{style}.content") == "none"
    watched.context.close()


def test_a_refused_step_is_told_in_the_words_of_the_server(browser: Browser, address: str, signed_in: Any) -> None:
    watched = Watched(browser, signed_in, viewport=WIDE)
    page = watched.open(f"{address}/rulebook", ".jump")
    page.route(_UPDATES, lambda route: route.fulfill(status=400, body="请求无效：页面可能已放置过久。"))
    page.click("nav >> text=牌单")
    page.locator(".problem-banner", has_text="请求无效：页面可能已放置过久。").wait_for()
    watched.context.close()


def test_after_a_failure_the_page_can_be_loaded_again(browser: Browser, address: str, signed_in: Any) -> None:
    watched = Watched(browser, signed_in, viewport=WIDE)
    page = watched.open(f"{address}/rulebook", ".jump")
    page.route(_UPDATES, lambda route: route.abort())
    page.click("nav >> text=牌单")
    page.locator(".problem-banner", has_text="无法连接服务器").wait_for()
    page.unroute(_UPDATES)
    page.click(".problem-banner button")
    page.wait_for_selector(".ag-row .badge")
    assert page.locator(".problem-banner").count() == 0
    watched.context.close()
