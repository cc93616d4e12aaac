"""One request and its answer as they went over the wire: what a WARC record is made of."""

from __future__ import annotations

from dataclasses import dataclass

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
