"""One request and its answer as they went over the wire: what a WARC record is made of."""

from __future__ import annotations

from dataclasses import dataclass

import httpx

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Exchange:
    """A request and its answer. Names of headers keep their order and their capitals, values are read as Latin-1."""

    url: str
    address: str | None
    """Network address that was connected to."""
    request_line: str
    """Such as ``GET /index.html HTTP/1.1``."""
    request_headers: Headers
    status_line: str
    """Such as ``HTTP/1.1 200 OK``."""
    response_headers: Headers
    body: bytes = b""
    """As it was sent, still packed by its Content-Encoding; only the chunks of the transfer are joined. Empty for a
    redirect, and unless the whole answer arrived."""


def exchange_of(response: httpx.Response, body: bytes = b"") -> Exchange:
    """The exchange behind an answer of httpx."""
    request = response.request
    version = response.http_version
    stream = response.extensions.get("network_stream")
    peer = stream.get_extra_info("server_addr") if stream is not None else None
    return Exchange(
        url=str(request.url),
        address=str(peer[0]) if peer else None,
        request_line=f"{request.method} {request.url.raw_path.decode('ascii')} {version}",
        request_headers=_headers(request.headers),
        status_line=f"{version} {response.status_code} {response.reason_phrase}".rstrip(),
        response_headers=_headers(response.headers),
        body=body,
    )


def _headers(headers: httpx.Headers) -> Headers:
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in headers.raw)
