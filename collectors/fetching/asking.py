"""One request over HTTP/1.1 and the beginning of its answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from urllib3 import BaseHTTPResponse, Timeout
from urllib3.exceptions import ProtocolError
from urllib3.util import Url, make_headers, parse_url

from collectors.fetching.exchange import Exchange
from collectors.fetching.guarded_network import GuardedNetwork

_PIECE: Final = 64 * 1024
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Answer:
    """Status and headers of an answer, and what gives its body."""

    status: int
    headers: Mapping[str, str]
    """Names in lower case; one that came several times has its values side by side."""
    exchange: Exchange
    """Without the body."""
    response: BaseHTTPResponse

    @property
    def must_have_body(self) -> bool:
        """Whether an answer without any body was broken off: nothing says that there is none."""
        return self.status == 200 and not self.headers.keys() & {"content-length", "transfer-encoding"}

    def pieces(self) -> Iterator[bytes]:
        """The body as it is sent, still packed by its Content-Encoding."""
        return self.response.stream(_PIECE, decode_content=False)


@contextmanager
def asked(network: GuardedNetwork, url: str, headers: Mapping[str, str], timeout: Timeout) -> Iterator[Answer]:
    """Ask for one address; what is not read of the answer when the block ends is given up with its connection.

    Raises `FetchStopped` where nobody could be asked, exceptions of urllib3 for broken answers, `LocationParseError` of
    it and `UnicodeError` for an address that is none.
    """
    address = parse_url(url)
    sent = {"Host": _host_header(address), "Connection": "keep-alive", **headers}
    if address.auth:
        sent |= {"Authorization": make_headers(basic_auth=unquote(address.auth))["authorization"]}
    response = _first_answer(network, address, sent, timeout)
    try:
        exchange = Exchange(
            url=address.url,
            address=getattr(response.connection, "peer", None),
            request_line=f"GET {address.request_uri} HTTP/1.1",
            request_headers=tuple(sent.items()),
            status_line=f"{response.version_string} {response.status} {response.reason or ''}".rstrip(),
            response_headers=tuple(response.headers.iteritems()),
        )
        told = {name.lower(): value for name, value in response.headers.itermerged()}
        yield Answer(response.status, told, exchange, response)
    finally:
        response.close()


def _first_answer(network: GuardedNetwork, address: Url, sent: Mapping[str, str], timeout: Timeout) -> BaseHTTPResponse:
    """The head of the answer. A kept connection that the server gave up in the same moment is no failure of the server
    (RFC 9112 section 9.3.1): then it is asked once more, until a connection was opened for it."""
    pool = network.pools.connection_from_host(address.host, address.port, address.scheme)
    while True:
        try:
            return pool.urlopen(
                "GET",
                address.request_uri,
                headers=sent,
                retries=False,
                redirect=False,
                timeout=timeout,
                preload_content=False,
                decode_content=False,
            )
        except ProtocolError:
            if network.deadline.connected or network.deadline.something_came or network.deadline.has_passed():
                raise


def _host_header(address: Url) -> str:
    usual = address.port in (None, _DEFAULT_PORTS.get(address.scheme or ""))
    return address.host or "" if usual else f"{address.host}:{address.port}"
