"""From one answer to its rows and to the next address. Pure."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from collectors.decoding import decode, quoted
from collectors.fetching import Fetched
from collectors.pulled_logs.access import NEXT_LINK, NUMBERED, PullAccess
from collectors.tables import TableError

_NEXT_NAMES: Final = (
    "next",
    "next_url",
    "nexturl",
    "next_page",
    "nextpage",
    "next_link",
    "nextlink",
    "@odata.nextlink",
)
_DEEPEST: Final = 4


@dataclass(frozen=True)
class PulledPage:
    """One answer. `body`: a table as bytes, empty where the page has no rows; `next_address`: empty at the end."""

    body: bytes
    next_address: str


def read_page(fetched: Fetched, access: PullAccess, number: int) -> PulledPage:
    """The rows of the `number`-th answer (from 0) as a table, and the address of the next.

    Raises `TableError` for JSON that holds no rows where they should stand.
    """
    text = decode(fetched.body, fetched.content_type)[0].lstrip() if _may_be_json(fetched.body) else ""
    if text[:1] not in ("{", "["):
        ended = not _has_rows(fetched.body)
        return PulledPage(b"" if ended and number else fetched.body, _next(fetched, access, None, ended, number))
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise TableError(f"{fetched.url}：JSON 无法解析：{error}") from error
    rows = records_in(document, access.records)
    if rows is None:
        raise TableError(f"{fetched.url}：应答中没有数据行{_refusal(document)}")
    body = json.dumps(rows, ensure_ascii=False).encode() if rows else b""
    return PulledPage(body, _next(fetched, access, document, not rows, number))


def first_address(location: str, access: PullAccess) -> str:
    """Where asking begins."""
    numbered = access.paging == NUMBERED
    return with_page(location, access.page_parameter, access.first_page) if numbered else location


def same_host(address: str, location: str) -> bool:
    """Whether both lie on one host, port and scheme."""
    try:
        one, other = urlsplit(address), urlsplit(location)
        return (one.scheme, one.netloc.lower()) == (other.scheme, other.netloc.lower())
    except ValueError:
        return False


def records_in(document: Any, path: str = "") -> list[Any] | None:
    """The rows of a JSON answer: what stands at `path` (data.list), else the outermost array of objects; or none.

    An empty array where no array holds objects is an answer without rows.
    """
    if path:
        for step in path.split("."):
            document = document.get(step) if isinstance(document, Mapping) else None
        return document if isinstance(document, list) else None
    empty: list[Any] | None = None
    level = [document]
    for _ in range(_DEEPEST):
        for value in level:
            if isinstance(value, list) and value and all(isinstance(row, dict) for row in value):
                return value
            if isinstance(value, list) and not value and empty is None:
                empty = value
        level = [inner for value in level if isinstance(value, Mapping) for inner in value.values()]
    return empty


def _next(fetched: Fetched, access: PullAccess, document: Any, ended: bool, number: int) -> str:
    if ended:
        return ""
    if access.paging == NUMBERED:
        return with_page(fetched.url, access.page_parameter, access.first_page + number + 1)
    if access.paging != NEXT_LINK:
        return ""
    named = _link_header(fetched.headers.get("link", "")) or _named_next(document)
    return urljoin(fetched.final_url, named) if named else ""


def with_page(url: str, parameter: str, number: int) -> str:
    """The address with the number of a page."""
    parts = urlsplit(url)
    query = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name != parameter]
    return parts._replace(query=urlencode([*query, (parameter, str(number))])).geturl()


def _named_next(document: Any) -> str:
    """The next address, which answers name in many ways: next, links.next, paging.next.href …"""
    level: list[Any] = [document]
    for _ in range(_DEEPEST):
        found = [found for value in level if (found := _next_of(value))]
        if found:
            return found[0]
        level = [inner for value in level if isinstance(value, Mapping) for inner in value.values()]
    return ""


def _next_of(value: Any) -> str:
    if not isinstance(value, Mapping):
        return ""
    named = {str(name).lower(): inner for name, inner in value.items()}
    for name in _NEXT_NAMES:
        inner = named.get(name)
        inner = inner.get("href") if isinstance(inner, Mapping) else inner
        if isinstance(inner, str) and ("/" in inner or inner.startswith("?")):
            return inner
    return ""


def _link_header(header: str) -> str:
    """The address of rel="next" in a Link header (RFC 8288)."""
    for part in header.split(",<"):
        address, _, parameters = part.strip().lstrip("<").partition(">")
        if any(word.strip().replace('"', "").lower() == "rel=next" for word in parameters.split(";")):
            return address
    return ""


def _may_be_json(body: bytes) -> bool:
    return body[:200].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00")[:1] in (b"{", b"[")


def _has_rows(body: bytes) -> bool:
    """Whether a table of text has more than its headings; a workbook always may."""
    return body.startswith(b"PK") or len([line for line in body[:100_000].splitlines() if line.strip()][:2]) > 1


def _refusal(document: Any) -> str:
    """What the server says instead of rows."""
    told: Sequence[Any] = ()
    if isinstance(document, Mapping):
        told = [document[name] for name in ("message", "msg", "error", "error_description") if name in document]
    words = [str(value) for value in told if isinstance(value, str | int) and str(value).strip()]
    return f"，服务器说：{quoted(words[0])}" if words else ""
