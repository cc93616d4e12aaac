"""What was fetched as WARC records, and back (ISO 28500, WARC/1.1, written and read by warcio)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import urlsplit, urlunsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from collectors.fetching.exchange import Exchange

Headers = tuple[tuple[str, str], ...]

_WITHHELD: Final = "(withheld)"
_SECRET: Final = re.compile(r"authorization|cookie|token|secret|passw|api-?key|credential|signature", re.I)
"""Names of headers whose values are never kept, of the request or of the answer."""
_OF_THE_WIRE: Final = frozenset({"content-encoding", "transfer-encoding", "content-length"})
"""They describe the packed answer; kept are the unpacked bytes, so these names get the prefix below."""
_ORIGINAL: Final = "X-Archive-Orig-"
_BREAKS: Final = re.compile(r"[\r\n\x00]+")
_FIELDS: Final = "application/warc-fields"
_INFO: Final = (
    b"software: Mingcha\r\nformat: WARC File Format 1.1\r\n"
    b"description: payloads are kept unpacked, the original headers of packing as X-Archive-Orig-*; "
    b"values of headers that hold secrets are withheld\r\n"
)


class BrokenCopy(ValueError):
    """A file that should hold a kept copy and does not."""


@dataclass(frozen=True)
class KeptCopy:
    """What a file of kept copies holds. All but the content is unknown of a copy from before WARC records.

    ``asked_url``: the address asked first, before any redirect. ``at``: aware, UTC, to the second.
    """

    content: bytes
    url: str = ""
    asked_url: str = ""
    at: datetime | None = None
    status_line: str = ""
    request_line: str = ""
    request_headers: Headers = ()
    response_headers: Headers = ()


def pack_records(exchange: Exchange, redirects: Iterable[Exchange], content: bytes, digest: str, at: datetime) -> bytes:
    """Return the records: warcinfo, the redirects that led there, the answer with its request; each a gzip member.

    ``content``: the unpacked body of the answer; ``digest``: its SHA-256, hexadecimal, the payload digest. Values of
    secret headers, and a name and password within an address, are left out.
    """
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    dated = {"WARC-Date": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}
    info = writer.create_warc_record(
        "", "warcinfo", payload=io.BytesIO(_INFO), warc_content_type=_FIELDS, warc_headers_dict=dict(dated)
    )
    writer.write_record(info)
    for redirect in redirects:
        _write_pair(writer, redirect, b"", dated)
    _write_pair(writer, exchange, content, {**dated, "WARC-Payload-Digest": f"sha256:{digest}"})
    return out.getvalue()


def read_records(packed: bytes) -> KeptCopy:
    """Return the last answer in a WARC file, with its request. Raises ``BrokenCopy`` for damaged or other bytes."""
    answers: list[Any] = []
    requests: dict[str, Any] = {}
    content = b""
    try:
        for record in ArchiveIterator(io.BytesIO(packed)):
            if record.rec_type == "response":
                answers.append(record)
                content = record.raw_stream.read()
            elif record.rec_type == "request":
                requests[_target(record)] = record.http_headers
        return _copy(answers, requests, content)
    except Exception as error:  # damaged bytes lead warcio to errors of every kind
        raise BrokenCopy(f"not readable as WARC: {error}") from error


def without_password(url: str) -> str:
    """Return the address without a name and a password in it."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2])) if "@" in parts.netloc else url


def _copy(answers: list[Any], requests: dict[str, Any], content: bytes) -> KeptCopy:
    last = answers[-1]
    request = requests.get(_target(last))
    return KeptCopy(
        content=content,
        url=_target(last),
        asked_url=_target(answers[0]),
        at=datetime.fromisoformat(last.rec_headers.get_header("WARC-Date")),
        status_line=f"{last.http_headers.protocol} {last.http_headers.statusline}",
        request_line=f"{request.protocol} {request.statusline}" if request else "",
        request_headers=tuple(request.headers) if request else (),
        response_headers=tuple(last.http_headers.headers),
    )


def _target(record: Any) -> str:
    return str(record.rec_headers.get_header("WARC-Target-URI"))


def _write_pair(writer: Any, exchange: Exchange, content: bytes, warc_headers: dict[str, str]) -> None:
    url = without_password(exchange.url)
    version, _, status = exchange.status_line.partition(" ")
    answered = StatusAndHeaders(status, _answered(exchange.response_headers, len(content)), protocol=version)
    connected = {"WARC-IP-Address": exchange.address} if exchange.address else {}
    response = writer.create_warc_record(
        url,
        "response",
        payload=io.BytesIO(content),
        length=len(content),
        http_headers=answered,
        warc_headers_dict={**warc_headers, **connected},
    )
    sent = StatusAndHeaders(exchange.request_line, _public(exchange.request_headers), is_http_request=True)
    request = writer.create_warc_record(
        url, "request", http_headers=sent, warc_headers_dict={"WARC-Date": warc_headers["WARC-Date"]}
    )
    writer.write_request_response_pair(request, response)


def _answered(headers: Headers, length: int) -> list[tuple[str, str]]:
    kept = [(f"{_ORIGINAL}{name}" if name.lower() in _OF_THE_WIRE else name, value) for name, value in _public(headers)]
    return [*kept, ("Content-Length", str(length))]


def _public(headers: Headers) -> list[tuple[str, str]]:
    """The headers without secrets, one line each."""
    return [(name, _WITHHELD if _SECRET.search(name) else _BREAKS.sub(" ", value)) for name, value in headers]
