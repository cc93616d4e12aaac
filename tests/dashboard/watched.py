"""A page in a real browser, with everything that must not happen on it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from tests.dashboard.small_world import PASSWORD, SmallWorld

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

WIDE, NARROW = {"width": 1366, "height": 900}, {"width": 390, "height": 844}

PATIENCE_MILLISECONDS = 90_000


def patient_context(browser: Browser, **options: Any) -> BrowserContext:
    """A busy machine is slow, not wrong."""
    context = browser.new_context(**options)
    context.set_default_timeout(PATIENCE_MILLISECONDS)
    return context


SETTLED_MS = 15_000


class Watched:
    """A page with everything that must not happen on it."""

    def __init__(self, browser: Browser, state: Any, **options: Any) -> None:
        self.context = patient_context(browser, storage_state=state, **options)
        self.page: Page = self.context.new_page()
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._hear)

    def _hear(self, message: Any) -> None:
        # The policy's violations are errors of the console. A preloaded file not used yet tells of a slow machine.
        if message.type in ("error", "warning") and "was preloaded using link preload" not in message.text:
            self.complaints.append(message.text)

    def open(self, address: str, until: str) -> Page:
        self.page.goto(address)
        self.page.wait_for_selector(until)
        self.settle()
        return self.page

    def settle(self) -> None:
        """Let what is under way end, so that late complaints are heard.

        Of a page whose frame is drawn anew while it loads the browser may never say that it is idle; what the test
        waits for is there all the same.
        """
        from playwright.sync_api import TimeoutError as NeverIdle

        with suppress(NeverIdle):
            self.page.wait_for_load_state("networkidle", timeout=SETTLED_MS)

    def outside(self, address: str) -> list[str]:
        return [url for url in self.asked if not url.startswith((address, "data:", "blob:"))]


def addresses(world: SmallWorld) -> dict[str, str]:
    """Address of every page and what is on it once it is drawn."""
    return {
        "/": "#overview-trend .trace",
        "/cards": ".ag-row .badge",
        "/sources": ".table",
        "/sources?answer=stale": ".table",
        "/sources?list=all": ".table",
        "/sources?quarantine=1": ".table",
        "/rulebook": ".table",
        "/upload": ".upload-drop.is-ready",
        "/log-words": "#log-words-keep",
        "/requests": ".ag-row a",
        "/measures": ".tile",
        "/measures/rows?measure=request_received&as_of=2026-11-19": ".table",
        "/requests/month?month=2026-10": ".month-day",
        f"/request/{world.request}": ".strip .day-due",
        f"/card/{world.red_card}": ".strip .day-due",
        f"/card/{world.yellow_card}": "iframe",
        "/catalogue": ".matrix-door",
        "/catalogue?shown=list": ".ag-row",
        "/annual-reports": ".table",
        "/discovery": ".ag-row",
        "/sites": ".ag-row .access-down",
        f"/site/{world.site}": ".access-month .access-down",
        f"/column/{world.column}": ".heat-updated",
        f"/copy/{world.copy}": "iframe",
    }


def signed_in_state(browser: Browser, address: str) -> Any:
    """Cookies of the officer of the region."""
    context = patient_context(browser)
    page = context.new_page()
    page.goto(f"{address}/login")
    page.fill("[name=username]", "region")
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url(f"{address}/")
    state = context.storage_state()
    context.close()
    return state
