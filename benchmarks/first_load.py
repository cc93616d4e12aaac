"""First load of the overview with a cold browser cache, beside a bare Dash page with the same two charts.

    python -m benchmarks.first_load [--runs 5]

Prints one JSON object; exit code 1 when a limit is passed, 2 without Chromium.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.bare_page import FIGURES_FILE
from benchmarks.web_servers import BARE, DATABASE_FILE, EVIDENCE, OURS, serving
from dashboard.card_filter import IN_FORCE, VALID, CardFilter
from dashboard.pages.overview import figures, queries
from dashboard.scope import Scope
from store import Database
from store.migrations import migrate
from tests.dashboard.small_world import TODAY, build_small_world
from tests.dashboard.watched import signed_in_state

LIMIT_BYTES = 1_400_000
LIMIT_RATIO = 1.5
CHARTS = ("overview-places", "overview-trend")
# Notes the moment at which every chart has drawn its traces, counted from the start of the navigation.
WATCH = """(() => {
  const charts = %s;
  const drawn = () => charts.every((id) => document.querySelector("#" + id + " .trace"));
  const watcher = new MutationObserver(() => {
    if (!drawn()) return;
    watcher.disconnect();
    requestAnimationFrame(() => { window.chartsDrawnAt = performance.now(); });
  });
  watcher.observe(document, { childList: true, subtree: true });
})();"""


def prepare(folder: Path) -> None:
    """Build the data for both pages: a database for ours, the figures drawn from it for the bare one."""
    database = Database(f"sqlite:///{folder / DATABASE_FILE}")
    migrate(database)
    build_small_world(database, folder / EVIDENCE)
    everything = Scope(0, "benchmark", "", "administrator", None, None)
    months = figures.months_through(TODAY)
    with database.read() as session:
        places = queries.places(session, everything, CardFilter(state=IN_FORCE), TODAY)
        first = TODAY.replace(year=TODAY.year - 1, day=1)
        counts = queries.issued_by_month(session, everything, CardFilter(state=VALID), first, TODAY)
    drawn = [figures.cards_by_place(places), figures.issued_by_month(counts, months)]
    (folder / FIGURES_FILE).write_text(json.dumps(dict(zip(CHARTS, drawn, strict=True))))
    database.dispose()


def first_load(browser: Browser, address: str, state: Any) -> dict[str, float]:
    """Load ``address`` in a new, empty browser profile."""
    context = browser.new_context(storage_state=state, viewport={"width": 1366, "height": 900})
    page = context.new_page()
    page.add_init_script(WATCH % json.dumps(CHARTS))
    received = _count_bytes(page)
    page.goto(address)
    for chart in CHARTS:  # by selector: the page's own policy forbids the eval behind wait_for_function
        page.wait_for_selector(f"#{chart} .trace", state="attached", timeout=60_000)
    page.wait_for_load_state("networkidle")
    drawn = page.evaluate("window.chartsDrawnAt")
    context.close()
    return {"charts_drawn_ms": round(drawn), "transferred_bytes": sum(received), "requests": len(received)}


def _count_bytes(page: Page) -> list[int]:
    """Bytes on the wire of each finished request, headers included."""
    received: list[int] = []
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda event: received.append(int(event["encodedDataLength"])))
    return received


def summary(runs: list[dict[str, float]]) -> dict[str, float]:
    """Return the median of each figure."""
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


def measure(chromium: str, runs: int) -> dict[str, Any]:
    """Load both pages in turn, so that whatever else the machine does meets both alike."""
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder = Path(temporary)
        prepare(folder)
        with serving(OURS, folder) as our_page, serving(BARE, folder) as bare_page:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            state = signed_in_state(browser, our_page)
            mine, theirs = [], []
            for _ in range(runs + 1):
                mine.append(first_load(browser, our_page, state))
                theirs.append(first_load(browser, bare_page, None))
            browser.close()
    overview, bare = summary(mine[1:]), summary(theirs[1:])  # the first load warms both servers
    ratio = round(overview["charts_drawn_ms"] / bare["charts_drawn_ms"], 2)
    ok = overview["transferred_bytes"] <= LIMIT_BYTES and ratio <= LIMIT_RATIO
    limits = {"transferred_bytes": LIMIT_BYTES, "ratio": LIMIT_RATIO}
    return {"overview": overview, "bare_dash": bare, "ratio": ratio, "limits": limits, "runs": runs, "ok": ok}


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("Chromium is not installed", file=sys.stderr)
        return 2
    result = measure(chromium, runs)
    print(json.dumps(result, indent=2))
    return 0 if result["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
