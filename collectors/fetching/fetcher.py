"""The polite fetcher: paced per host, bounded in time and size, conditional, and never raising."""

import time
from collections.abc import Mapping
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx

from collectors.decoding import quoted
from collectors.fetching.deadline import Deadline
from collectors.fetching.failures import FetchStopped, outcome_of_transport_error
from collectors.fetching.guarded_network import GuardedTransport
from collectors.fetching.limits import FetchLimits
from collectors.fetching.pacing import HostPacing
from collectors.fetching.result import Fetched
from collectors.fetching.retry_after import retry_after_seconds
from collectors.fetching.unpacking import ACCEPT_ENCODING, unpacker_for
from metrics.facts import CheckOutcome

REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Fetcher:
    """Fetches pages for many threads at once. Use it as a context manager, or call `close`."""

    def __init__(self, limits: FetchLimits, connections: int = 32) -> None:
        self._limits = limits
        self._pacing = HostPacing(limits.host_spacing_seconds, limits.host_concurrency)
        self._deadline = Deadline()
        timeout = httpx.Timeout(limits.whole_answer_seconds, connect=limits.connect_seconds)
        headers = {"user-agent": limits.user_agent, "accept": "*/*", "accept-encoding": ACCEPT_ENCODING}
        self._client = httpx.Client(
            transport=GuardedTransport(limits.allow_private, self._deadline, connections),
            timeout=timeout,
            headers=headers,
            follow_redirects=False,
        )

    def fetch(self, url: str, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """Get one address, following redirects. With validators the request is conditional (→ not_modified).

        Never raises for anything the network or the server does; the outcome says it.
        """
        validators = _conditional_headers(etag, last_modified)
        current, seen, spent = url, {url}, 0.0
        while True:
            try:
                host = _host_of(current)
                with self._pacing.turn(host):
                    started = time.monotonic()
                    try:
                        answer = self._one_request(url, current, validators, self._limits.whole_answer_seconds - spent)
                    finally:
                        spent += time.monotonic() - started
                if isinstance(answer, Fetched):
                    return _with_elapsed(answer, spent)
                current = answer
                self._check_redirect(current, seen)
            except FetchStopped as stop:
                return Fetched(stop.outcome, url, current, elapsed_ms=round(spent * 1000), detail=stop.detail)

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _check_redirect(self, target: str, seen: set[str]) -> None:
        if target in seen:
            raise FetchStopped(CheckOutcome.TOO_MANY_REDIRECTS, f"跳转成环，又回到 {target}")
        seen.add(target)
        if len(seen) - 1 > self._limits.max_redirects:
            raise FetchStopped(CheckOutcome.TOO_MANY_REDIRECTS, f"跳转超过 {self._limits.max_redirects} 次")

    def _one_request(self, url: str, current: str, validators: Mapping[str, str], seconds: float) -> Fetched | str:
        """One request: the end of the fetch, or the address that it redirects to."""
        self._deadline.start(seconds)
        try:
            with self._client.stream("GET", current, headers=validators) as response:
                headers = {name.lower(): value for name, value in response.headers.items()}
                if response.status_code in REDIRECTS and "location" in headers:
                    return _redirect_target(current, headers["location"])
                body = self._body(response)
                return _answered(url, current, response.status_code, headers, body)
        except FetchStopped:
            raise
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError) as error:
            if self._deadline.has_passed():
                raise self._too_slow() from error
            outcome, detail = outcome_of_transport_error(error)
            raise FetchStopped(outcome, detail) from error
        finally:
            self._deadline.clear()

    def _body(self, response: httpx.Response) -> bytes:
        limit = self._limits.max_bytes
        announced = response.headers.get("content-length", "")
        if announced.isdigit() and int(announced) > limit:
            raise FetchStopped(CheckOutcome.TOO_LARGE, f"服务器声明内容为 {announced} 字节，上限 {limit} 字节")
        unpacker = unpacker_for(response.headers.get("content-encoding", ""))
        pieces: list[bytes] = []
        size = 0
        for piece in response.iter_raw():
            if self._deadline.has_passed():
                raise self._too_slow()
            plain = unpacker.feed(piece, limit - size)
            size += len(plain)
            if size > limit:
                raise FetchStopped(CheckOutcome.TOO_LARGE, f"内容超过上限 {limit} 字节")
            pieces.append(plain)
        return b"".join(pieces)

    def _too_slow(self) -> FetchStopped:
        words = f"未能在 {self._limits.whole_answer_seconds:g} 秒内收完内容"
        return FetchStopped(CheckOutcome.TOO_SLOW, words)


def _conditional_headers(etag: str | None, last_modified: str | None) -> dict[str, str]:
    headers = {"if-none-match": etag, "if-modified-since": last_modified}
    return {name: value for name, value in headers.items() if value}


def _host_of(url: str) -> str:
    """Name and port. Raises `FetchStopped` for anything that is not http or https."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise FetchStopped(CheckOutcome.FORBIDDEN_ADDRESS, f"{quoted(url)}不是网址") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchStopped(CheckOutcome.FORBIDDEN_ADDRESS, f"{quoted(url)}不是 http 或者 https 网址")
    return f"{parts.hostname}:{port or (443 if parts.scheme == 'https' else 80)}"


def _redirect_target(current: str, location: str) -> str:
    try:
        return urljoin(current, location)
    except ValueError as error:
        raise FetchStopped(CheckOutcome.UNREADABLE, f"跳转到{quoted(location)}，不是网址") from error


def _answered(url: str, final_url: str, status: int, headers: Mapping[str, str], body: bytes) -> Fetched:
    outcome = _outcome_of_status(status)
    retry_after = retry_after_seconds(headers) if status in (429, 503) else None
    detail = "" if outcome in (CheckOutcome.OK, CheckOutcome.NOT_MODIFIED) else f"服务器返回状态码 {status}"
    return Fetched(outcome, url, final_url, status, headers, body, retry_after=retry_after, detail=detail)


def _outcome_of_status(status: int) -> CheckOutcome:
    if status == 304:
        return CheckOutcome.NOT_MODIFIED
    if 200 <= status < 300:
        return CheckOutcome.OK
    if status == 429:
        return CheckOutcome.RATE_LIMITED
    return CheckOutcome.HTTP_CLIENT_ERROR if status < 500 else CheckOutcome.HTTP_SERVER_ERROR


def _with_elapsed(answer: Fetched, seconds: float) -> Fetched:
    return Fetched(**{**vars(answer), "elapsed_ms": round(seconds * 1000)})
