"""The robots.txt of every host, asked for once in a while and remembered."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from collectors.fetching.failures import FetchStopped
from collectors.fetching.result import Fetched
from collectors.fetching.robots import Robots, read_robots
from metrics.facts import CheckOutcome

UNREACHABLE_SECONDS: Final = 600.0
"""How long an unreachable robots.txt keeps us away before it is asked for again."""
MOST_HOSTS: Final = 50_000


@dataclass
class _Page:
    """What is known of one host. ``failure``: why its robots.txt could not be read the last time."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    rules: Robots | None = None
    failure: Fetched | None = None
    believed_until: float = 0.0


class RobotsBook:
    """Asks each host (scheme, name, port) for its rules; threads of one host wait for one answer."""

    def __init__(self, ask: Callable[[str], Fetched], agent: str, believed_seconds: float) -> None:
        self._ask = ask
        self._agent = agent
        self._believed_seconds = believed_seconds
        self._pages: dict[str, _Page] = {}
        self._lock = threading.Lock()

    def rules_for(self, url: str) -> Robots:
        """The rules of the host of ``url``.

        RFC 9309 section 2.3.1: a file that is not there (4xx) forbids nothing; one that cannot be reached (5xx, no
        answer, a 304 that was not asked for) forbids everything, unless what it said before is known. Then
        `FetchStopped` is raised: with the failure of the network itself, because that host is down, else with
        robots_unreachable.
        """
        parts = urlsplit(url)
        page = self._page(f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}".lower())
        with page.lock:
            if time.monotonic() >= page.believed_until:
                self._read(page, f"{parts.scheme}://{parts.netloc}/robots.txt")
            if page.rules is None:
                raise _unreachable(page.failure)
            return page.rules

    def _page(self, origin: str) -> _Page:
        with self._lock:
            if len(self._pages) >= MOST_HOSTS and origin not in self._pages:
                self._pages.pop(next(iter(self._pages)))
            return self._pages.setdefault(origin, _Page())

    def _read(self, page: _Page, address: str) -> None:
        answer = self._ask(address)
        if answer.outcome is CheckOutcome.RATE_LIMITED and answer.status is None:  # we kept away: nobody was asked
            if page.rules is None:
                raise FetchStopped(answer.outcome, answer.detail, answer.retry_after)
            return
        now = time.monotonic()
        if answer.outcome is CheckOutcome.OK:
            page.rules, page.failure = read_robots(answer.body, self._agent), None
        elif answer.outcome in _NOT_THERE:
            page.rules, page.failure = Robots(), None
        else:
            page.failure = answer
        page.believed_until = now + (UNREACHABLE_SECONDS if page.failure else self._believed_seconds)


_NOT_THERE = frozenset(
    {
        CheckOutcome.HTTP_CLIENT_ERROR,
        CheckOutcome.TOO_MANY_REDIRECTS,
        CheckOutcome.TOO_LARGE,
        CheckOutcome.UNREADABLE,
    }
)


def _unreachable(failure: Fetched | None) -> FetchStopped:
    if failure is None:
        return FetchStopped(CheckOutcome.ROBOTS_UNREACHABLE, "尚未读到 robots.txt")
    if failure.outcome is CheckOutcome.FORBIDDEN_ADDRESS and failure.redirects:  # which says nothing of the page's host
        words = f"robots.txt 跳转到不允许访问的地址（{failure.detail}），按 RFC 9309 暂不采集"
        return FetchStopped(CheckOutcome.ROBOTS_UNREACHABLE, words)
    if failure.status is not None:
        words = f"robots.txt 返回状态码 {failure.status}，按 RFC 9309 暂不采集"
        return FetchStopped(CheckOutcome.ROBOTS_UNREACHABLE, words, failure.retry_after)
    return FetchStopped(failure.outcome, f"读取 robots.txt 时：{failure.detail}")
