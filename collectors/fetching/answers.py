"""From an answer of a server to the end of a fetch, and to the next address of a redirect."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit

from collectors.decoding import quoted
from collectors.fetching.failures import FetchStopped
from collectors.fetching.result import Fetched
from collectors.fetching.retry_after import retry_after_seconds
from metrics.facts import CheckOutcome

if TYPE_CHECKING:
    from collectors.fetching.asking import Answer

REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ASCII = bytes(range(128)).decode()


def host_of(url: str) -> str:
    """Name and port. Raises `FetchStopped` for anything that is not http or https."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise FetchStopped(CheckOutcome.FORBIDDEN_ADDRESS, f"{quoted(url)}不是网址") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchStopped(CheckOutcome.FORBIDDEN_ADDRESS, f"{quoted(url)}不是 http 或者 https 网址")
    return f"{parts.hostname}:{port or (443 if parts.scheme == 'https' else 80)}"


def pacing_key(address: str) -> str:
    """The name by which the host of an address is paced; the address itself where it is none."""
    try:
        return host_of(address)
    except FetchStopped:
        return address


def redirect_target(current: str, location: str) -> str:
    """Where a redirect leads. Raises `FetchStopped` when it is no address.

    Headers are Latin-1; what a server wrote as plain UTF-8 or GBK is asked for in its own bytes.
    """
    try:
        return urljoin(current, quote(location, safe=_ASCII, encoding="latin-1"))
    except ValueError as error:
        raise FetchStopped(CheckOutcome.UNREADABLE, f"跳转到{quoted(location)}，不是网址") from error


def answered(url: str, final_url: str, answer: Answer, raw: bytes, body: bytes) -> Fetched:
    """The end of a fetch that was answered. `raw`: the body as sent, `body`: unpacked."""
    outcome = outcome_of_status(answer.status)
    retry_after = retry_after_seconds(answer.headers) if answer.status in (429, 503) else None
    detail = "" if outcome in (CheckOutcome.OK, CheckOutcome.NOT_MODIFIED) else f"服务器返回状态码 {answer.status}"
    return Fetched(
        outcome,
        url,
        final_url,
        answer.status,
        answer.headers,
        body,
        retry_after=retry_after,
        detail=detail,
        exchange=replace(answer.exchange, body=raw),
    )


def outcome_of_status(status: int) -> CheckOutcome:
    """The outcome for a status that is no redirect."""
    if status == 304:
        return CheckOutcome.NOT_MODIFIED
    if 200 <= status < 300:
        return CheckOutcome.OK
    if status == 429:
        return CheckOutcome.RATE_LIMITED
    return CheckOutcome.HTTP_CLIENT_ERROR if status < 500 else CheckOutcome.HTTP_SERVER_ERROR
