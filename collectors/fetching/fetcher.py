"""The polite fetcher: paced per host, bounded in time and size, conditional, and never raising."""

from __future__ import annotations

import copy
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from email.utils import format_datetime
from types import TracebackType
from typing import Final, Self
from urllib.parse import urlsplit

from urllib3 import Timeout
from urllib3.exceptions import HTTPError

from collectors.fetching.addresses import AddressList, Resolver, system_resolver
from collectors.fetching.answers import REDIRECTS, answered, host_of, redirect_target
from collectors.fetching.asking import Answer, asked
from collectors.fetching.deadline import Deadline
from collectors.fetching.exchange import Exchange
from collectors.fetching.failures import FetchStopped, outcome_of_transport_error
from collectors.fetching.guarded_network import GuardedNetwork
from collectors.fetching.limits import FetchLimits
from collectors.fetching.pacing import HostPacing
from collectors.fetching.result import Fetched
from collectors.fetching.robots import LONGEST_FILE
from collectors.fetching.robots_book import RobotsBook
from collectors.fetching.unpacking import ACCEPT_ENCODING, unpacker_for
from metrics.facts import CheckOutcome

_PAGE_END: Final = b"</html>"
"""A page that reaches it is whole, also where the server never ends its packing: browsers show it."""


class Fetcher:
    """Fetches pages for many threads at once. Use it as a context manager, or call `close`."""

    def __init__(
        self,
        limits: FetchLimits,
        connections: int = 32,
        resolve: Resolver = system_resolver,
        clock: Callable[[], datetime] | None = None,
    ) -> None:
        """`clock`: gives an answer without a Date header its moment; without it a Retry-After of such an answer that
        is a date means nothing."""
        self.limits = limits
        self._clock = clock
        self.pacing = HostPacing(limits.host_spacing_seconds, limits.host_concurrency)
        self._heeds_rest = True
        self._deadline = Deadline()
        agent = re.split(r"[/\s]", limits.user_agent, maxsplit=1)[0]
        self._robots = RobotsBook(self._ask_robots, agent, limits.robots_hours * 3600)
        allowed = AddressList.of(limits.allow_private, limits.allowed_networks)
        self._network = GuardedNetwork(allowed, self._deadline, connections, resolve)

    def fetch(
        self,
        url: str,
        etag: str | None = None,
        last_modified: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Fetched:
        """Get one address, following redirects. With validators the request is conditional (→ not_modified).

        `headers` (a token, say) go to the host of `url` only, not to where it redirects. Never raises for anything
        the network or the server does; the outcome says it.
        """
        own = _conditional_headers(etag, last_modified), dict(headers or {})
        return self._follow(url, own, self.limits.respect_robots)

    def _follow(self, url: str, own: tuple[dict[str, str], dict[str, str]], robots: bool) -> Fetched:
        validators, private = own
        current, seen, spent = url, {url}, 0.0
        hops: list[Exchange] = []
        while True:
            try:
                host = host_of(current)
                if robots:
                    self._obey_robots(current, host)
                sent = validators | (private if host == host_of(url) else {})
                with self.pacing.turn(host, self._heeds_rest):
                    started = time.monotonic()
                    try:
                        answer = self._one_request(url, current, sent, self.limits.whole_answer_seconds - spent)
                    finally:
                        spent += time.monotonic() - started
                        self.pacing.sent(host, self._deadline.sent_at or started)
                    if isinstance(answer, Fetched) and answer.retry_after:
                        self.pacing.rest(host, answer.retry_after)  # while the turn is held: nobody slips by
                if isinstance(answer, Fetched):
                    return replace(answer, elapsed_ms=round(spent * 1000), redirects=tuple(hops))
                hop, current = answer
                hops.append(hop)
                self._check_redirect(current, seen)
            except FetchStopped as stop:
                return Fetched(
                    stop.outcome,
                    url,
                    current,
                    elapsed_ms=round(spent * 1000),
                    retry_after=stop.retry_after,
                    detail=stop.detail,
                    redirects=tuple(hops),
                )

    def within(self, limits: FetchLimits, heeds_rest: bool = True) -> Fetcher:
        """A fetcher with other limits of time, size and redirects that shares connections, pacing and robots.txt.

        `heeds_rest`: whether it, too, leaves a host alone that has asked for it (Retry-After).
        """
        sibling = copy.copy(self)
        sibling.limits = limits
        sibling._heeds_rest = heeds_rest
        return sibling

    def close(self) -> None:
        """Close all connections."""
        self._network.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _obey_robots(self, url: str, host: str) -> None:
        """Raises `FetchStopped` where the host's robots.txt forbids `url` or cannot be reached."""
        rules = self._robots.rules_for(url)
        if rules.crawl_delay:
            self.pacing.slow_down(host, min(rules.crawl_delay, self.limits.longest_crawl_delay_seconds))
        if not rules.permits(url):
            raise FetchStopped(CheckOutcome.ROBOTS, f"robots.txt 不允许访问 {urlsplit(url).path or '/'}")

    def _ask_robots(self, url: str) -> Fetched:
        limits = replace(self.limits, max_bytes=LONGEST_FILE, beginning_suffices=True)
        return self.within(limits, self._heeds_rest)._follow(url, ({}, {}), robots=False)

    def _check_redirect(self, target: str, seen: set[str]) -> None:
        if target in seen:
            raise FetchStopped(CheckOutcome.TOO_MANY_REDIRECTS, f"跳转成环，又回到 {target}")
        seen.add(target)
        if len(seen) - 1 > self.limits.max_redirects:
            raise FetchStopped(CheckOutcome.TOO_MANY_REDIRECTS, f"跳转超过 {self.limits.max_redirects} 次")

    def _one_request(
        self, url: str, current: str, headers: dict[str, str], seconds: float
    ) -> Fetched | tuple[Exchange, str]:
        """One request: the end of the fetch, or the exchange and the address that it redirects to."""
        own = {"User-Agent": self.limits.user_agent, "Accept": "*/*", "Accept-Encoding": ACCEPT_ENCODING}
        timeout = Timeout(connect=self.limits.connect_seconds, read=seconds)
        self._deadline.start(seconds)
        try:
            with asked(self._network, current, own | headers, timeout) as answer:
                if answer.status in REDIRECTS and "location" in answer.headers:
                    return answer.exchange, redirect_target(current, answer.headers["location"])
                raw, body = self._body(answer)
                return answered(url, current, self._dated(answer), raw, body)
        except FetchStopped:
            raise
        except (HTTPError, UnicodeError, ValueError) as error:
            if self._deadline.has_passed():
                raise self._too_slow() from error
            outcome, detail = outcome_of_transport_error(error)
            raise FetchStopped(outcome, detail) from error
        finally:
            self._deadline.clear()

    def _body(self, answer: Answer) -> tuple[bytes, bytes]:
        """The body as it was sent, and unpacked."""
        limit, cut = self.limits.max_bytes, self.limits.beginning_suffices
        announced = answer.headers.get("content-length", "")
        if announced.isdigit() and int(announced) > limit and not cut:
            raise FetchStopped(CheckOutcome.TOO_LARGE, f"服务器声明内容为 {announced} 字节，上限 {limit} 字节")
        unpacker = unpacker_for(answer.headers.get("content-encoding", ""))
        sent: list[bytes] = []
        pieces: list[bytes] = []
        sent_size = size = 0
        for piece in answer.pieces():
            if self._deadline.has_passed():
                raise self._too_slow()
            plain = unpacker.feed(piece, limit - size)
            sent_size += len(piece)
            size += len(plain)
            sent.append(piece)
            pieces.append(plain)
            if size > limit or sent_size > limit:
                if cut:
                    break
                raise FetchStopped(CheckOutcome.TOO_LARGE, f"内容超过上限 {limit} 字节")
        if not sent and answer.must_have_body:
            raise FetchStopped(CheckOutcome.RESET, "服务器没有发来内容就断开了连接")
        body = b"".join(pieces)
        if sent and not cut and not unpacker.is_whole(body) and _PAGE_END not in body[-500:].lower():
            raise FetchStopped(CheckOutcome.UNREADABLE, "压缩的内容不完整")
        return (body if unpacker.leaves_as_is else b"".join(sent)), body

    def _dated(self, answer: Answer) -> Answer:
        """RFC 9110 section 6.6.1: whoever has a clock gives an answer without a Date the moment at which it came.
        Only a Retry-After asks for it."""
        if self._clock is None or "date" in answer.headers or "retry-after" not in answer.headers:
            return answer
        return replace(answer, headers={**answer.headers, "date": format_datetime(self._clock())})

    def _too_slow(self) -> FetchStopped:
        words = f"未能在 {self.limits.whole_answer_seconds:g} 秒内收完内容"
        return FetchStopped(CheckOutcome.TOO_SLOW, words)


def _conditional_headers(etag: str | None, last_modified: str | None) -> dict[str, str]:
    headers = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in headers.items() if value}
