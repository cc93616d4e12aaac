"""The pages in a real browser: nothing asked from outside, nothing the policy forbids, nothing that overflows."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.dashboard.small_world import PASSWORD, SmallWorld
from tests.dashboard.watched import NARROW, WIDE, Watched, addresses, patient_context

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_no_page_asks_outside_breaks_the_policy_or_overflows(
    browser: Browser, address: str, signed_in: Any, small_world_files: Any, scheme: Any, size: Any
) -> None:
    for path, drawn in addresses(small_world_files[1]).items():
        watched = Watched(browser, signed_in, viewport=size, color_scheme=scheme)
        page = watched.open(address + path, drawn)
        assert watched.outside(address) == [], path
        assert watched.complaints == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], f"{path} scrolls sideways"
        assert page.evaluate("document.documentElement.dataset.mantineColorScheme") == scheme
        assert page.evaluate("document.documentElement.lang") == "zh-CN"
        assert "演示数据（合成）· 截至 2026-11-20" in page.inner_text("body")
        watched.context.close()


@pytest.mark.parametrize("username", ["hohhot", "contact", "nobody"])
def test_whoever_sees_less_meets_no_broken_chart(browser: Browser, address: str, username: str) -> None:
    watched = Watched(browser, None)
    watched.page.goto(f"{address}/login")
    watched.page.fill("[name=username]", username)
    watched.page.fill("[name=password]", PASSWORD)
    watched.page.click("button[type=submit]")
    watched.page.wait_for_selector("#overview-trend .trace")
    watched.settle()
    assert watched.complaints == []
    watched.context.close()


def test_the_page_says_loading_in_chinese_before_anything_else(browser: Browser, address: str, signed_in: Any) -> None:
    watched = Watched(browser, signed_in, java_script_enabled=False)
    watched.page.goto(address)
    assert watched.page.inner_text("body").strip() == "加载中…"
    watched.context.close()


def test_the_overview_loads_neither_the_grid_nor_the_whole_of_plotly(
    browser: Browser, address: str, signed_in: Any
) -> None:
    watched = Watched(browser, signed_in)
    page = watched.open(address, "#overview-trend .trace")
    assert not [url for url in watched.asked if "ag_grid" in url]
    assert page.evaluate("typeof Plotly.newPlot") == "function"
    watched.context.close()


def test_a_tile_of_the_map_leads_to_the_cards_of_its_league(browser: Browser, address: str, signed_in: Any) -> None:
    watched = Watched(browser, signed_in, viewport=WIDE)
    page = watched.open(address, ".league-map")
    page.locator(".tile-of-map", has_text="包头").click()
    page.wait_for_url("**/cards?state=in_force&region=150200")
    page.wait_for_selector(".ag-row .badge")
    page.locator("#cards-count", has_text="共 2 张").wait_for()
    watched.context.close()


def test_filters_become_the_address_and_a_row_leads_to_its_card(browser: Browser, address: str, signed_in: Any) -> None:
    watched = Watched(browser, signed_in, viewport=WIDE)
    page = watched.open(f"{address}/cards", ".ag-row .badge")
    page.fill("#cards-text", "包头市")
    page.press("#cards-text", "Enter")
    page.wait_for_url("**/cards?text=*")
    page.wait_for_selector("text=共 3 张")
    page.locator(".ag-row .badge-yellow").wait_for()
    page.locator(".ag-row", has=page.locator(".badge-yellow")).locator("a").click()
    page.wait_for_selector("iframe")
    assert "/card/" in page.url
    assert "包头市人民政府" in page.inner_text("#page-content")
    frame = page.frame_locator("iframe").first
    assert "示例公告（一）" in frame.locator("body").inner_text()
    assert watched.outside(address) == []
    assert watched.complaints == []
    watched.context.close()


def test_the_grid_speaks_chinese_and_survives_going_back_and_forth(
    browser: Browser, address: str, signed_in: Any
) -> None:
    watched = Watched(browser, signed_in, viewport=WIDE)
    page = watched.open(address, "#overview-trend .trace")
    for _ in range(2):
        page.click("nav >> text=牌单")
        page.wait_for_selector(".ag-row .badge")
        page.click("nav >> text=总览")
        page.wait_for_selector("#overview-trend .trace")
    page.click("nav >> text=牌单")
    page.wait_for_selector(".ag-row .badge")
    assert page.evaluate("window.dashAgGridFunctions.words('noRowsToShow', 'No Rows')") != "No Rows"
    assert watched.complaints == []
    watched.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_grid_and_charts_follow_the_scheme(browser: Browser, address: str, signed_in: Any, scheme: Any) -> None:
    watched = Watched(browser, signed_in, viewport=WIDE, color_scheme=scheme)
    page = watched.open(f"{address}/cards", ".ag-row .badge")
    assert (_brightness(page, ".ag-root-wrapper", "backgroundColor") < 128) is (scheme == "dark")
    assert (_brightness(page, ".ag-row .ag-cell:nth-child(3)", "color") > 128) is (scheme == "dark")
    watched.open(address, "#overview-trend .trace")
    assert (_brightness(page, "#overview-trend .xtick text", "fill") > 128) is (scheme == "dark")
    watched.context.close()


def _brightness(page: Page, selector: str, name: str) -> float:
    """0 is black, 255 is white."""
    colour = page.locator(selector).first.evaluate(f"(node) => getComputedStyle(node).{name}")
    red, green, blue = (float(part) for part in re.findall(r"[\d.]+", colour)[:3])
    return (red + green + blue) / 3


def test_signing_out_from_the_page_ends_the_session(browser: Browser, address: str, signed_in: Any) -> None:
    context = patient_context(browser)
    page = context.new_page()
    page.goto(f"{address}/login")
    page.fill("[name=username]", "contact")
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_selector("text=退出")
    page.click("text=退出")
    page.wait_for_url(f"{address}/login")
    page.goto(address)
    assert "/login" in page.url
    context.close()


def test_a_contact_explains_in_the_browser(
    browser: Browser, address: str, small_world_files: tuple[Path, SmallWorld]
) -> None:
    context = patient_context(browser)
    page = context.new_page()
    page.goto(f"{address}/login?next=/card/{small_world_files[1].red_card}")
    page.fill("[name=username]", "contact")
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.click("button:has-text('提交书面说明')")
    page.wait_for_selector("text=请先填写文字说明")
    page.fill("#card-note", "因系统故障未能按时答复")
    page.click("button:has-text('提交书面说明')")
    page.wait_for_selector("text=已说明")
    page.locator(".history", has_text="因系统故障未能按时答复").wait_for()
    context.close()


def test_when_the_session_has_ended_the_next_step_leads_to_sign_in(browser: Browser, address: str) -> None:
    context = patient_context(browser)
    page = context.new_page()
    page.goto(f"{address}/login")
    page.fill("[name=username]", "hohhot")
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_selector("#overview-trend .trace")
    context.clear_cookies()
    page.click("nav >> text=规则库")
    page.wait_for_url("**/login?next=/rulebook")
    context.close()
