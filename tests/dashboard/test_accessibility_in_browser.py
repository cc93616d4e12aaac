"""Contrast, names and the keyboard, measured in a real browser on every page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.dashboard.small_world import SmallWorld
from tests.dashboard.watched import NARROW, WIDE, Watched, addresses

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

# Every piece of text that is shown, with less contrast to what lies behind it than WCAG 2.2 AA asks (4.5, large 3).
FAINT = r"""() => {
  const numbers = (colour) => (colour.match(/[\d.]+/g) || []).map(Number);
  const parse = (colour) => {
    const [red, green, blue, alpha = 1] = numbers(colour);
    return colour.startsWith("color(") ? [red * 255, green * 255, blue * 255, alpha] : [red, green, blue, alpha];
  };
  const over = (top, bottom) => top.slice(0, 3).map((part, at) => part * top[3] + bottom[at] * (1 - top[3]));
  const behind = (node) => {
    const layers = [];
    for (let one = node; one; one = one.parentElement) {
      const paint = parse(getComputedStyle(one).backgroundColor);
      if (paint[3] > 0) layers.push(paint);
      if (paint[3] === 1) break;
    }
    return layers.reverse().reduce((under, paint) => over(paint, under), [255, 255, 255]);
  };
  const light = (colour) => colour.map((part) => part / 255)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode.parentElement, text = walk.currentNode.textContent.trim();
    const shown = node.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    if (!text || !shown || node.closest("svg")) continue;
    const style = getComputedStyle(node), paper = behind(node);
    const ink = over(parse(style.color), paper);
    const [high, low] = [light(ink), light(paper)].sort((one, other) => other - one);
    const large = parseFloat(style.fontSize) >= 24;
    const ratio = (high + 0.05) / (low + 0.05);
    if (ratio < (large ? 3 : 4.5)) found.push(`${text.slice(0, 30)} ${ratio.toFixed(2)} ${style.color} on ${paper}`);
  }
  return [...new Set(found)];
}"""

# What can be used but has no name; a picture or frame without words; headings that skip; ids given twice.
UNNAMED = """() => {
  const named = (node) => (node.getAttribute("aria-label") || node.title || node.innerText || "").trim()
    || node.getAttribute("aria-labelledby") || (node.labels && node.labels.length);
  const found = [];
  for (const node of document.querySelectorAll("a, button, input, select, textarea, iframe, [role=img]")) {
    const hidden = node.type === "hidden" || node.closest("[aria-hidden=true]") || !node.checkVisibility();
    if (!hidden && !node.closest(".ag-root-wrapper") && !named(node)) found.push(node.outerHTML.slice(0, 120));
  }
  const ids = [...document.querySelectorAll("[id]")].map((node) => node.id);
  found.push(...ids.filter((id, at) => id && ids.indexOf(id) !== at).map((id) => "twice: " + id));
  if (document.querySelectorAll("h1").length !== 1) found.push("h1: " + document.querySelectorAll("h1").length);
  if (document.querySelectorAll("main").length !== 1) found.push("main");
  return found;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_stands_out_and_everything_that_can_be_used_has_a_name(
    browser: Browser,
    address: str,
    signed_in: Any,
    small_world_files: Any,
    scheme: Any,
) -> None:
    for path, drawn in {**addresses(small_world_files[1]), "/login": "form"}.items():
        for size in (WIDE, NARROW):
            state = None if path == "/login" else signed_in
            watched = Watched(browser, state, viewport=size, color_scheme=scheme)
            page = watched.open(address + path, drawn)
            assert page.evaluate(FAINT) == [], (path, scheme)
            assert page.evaluate(UNNAMED) == [], path
            watched.context.close()


def test_the_keyboard_skips_to_the_page_and_reaches_map_filters_and_grid(
    browser: Browser,
    address: str,
    signed_in: Any,
) -> None:
    watched = Watched(browser, signed_in, viewport=WIDE)
    page = watched.open(address, ".league-map")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "跳到正文"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0, "shown once it has the focus"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert _reached(page, ".tile-of-map")
    watched.open(f"{address}/cards", ".ag-row .badge")
    assert _reached(page, ".ag-root-wrapper *")
    # From the first head down into the rows, and along to the cell with the link.
    for key in ("ArrowDown", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    page.wait_for_selector("text=所据事实")
    assert "/card/" in page.url
    watched.context.close()


def _reached(page: Any, selector: str) -> bool:
    """Whether the focus gets there with the Tab key alone."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return True
    return False


def test_the_newest_entry_is_outlined_in_the_frame_of_the_kept_page(
    browser: Browser, address: str, signed_in: Any, small_world_files: tuple[Path, SmallWorld]
) -> None:
    watched = Watched(browser, signed_in, viewport=WIDE)
    page = watched.open(f"{address}/card/{small_world_files[1].yellow_card}", "iframe")
    entry = page.frame_locator("iframe").first.locator("text=示例公告（一）")
    assert entry.evaluate("(node) => getComputedStyle(node).outlineStyle") == "solid"
    assert watched.complaints == []
    watched.context.close()
