"""Servers that hang up, speak something else, or write their headers as nobody should."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator

import pytest

from collectors.fetching import Fetched, FetchLimits
from collectors.fetching.fetcher import Fetcher
from metrics.facts import CheckOutcome

LIMITS = FetchLimits(whole_answer_seconds=2.0, host_spacing_seconds=0.0, allow_private=True)


def fetch(url: str) -> Fetched:
    with Fetcher(LIMITS) as fetcher:
        return fetcher.fetch(url)


def speaking(words: bytes, reset: bool = False) -> Iterator[str]:
    """A server that takes one request, says something and is gone; with ``reset`` without the usual farewell."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()

        def speak() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(words)
                if reset:
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

        thread = threading.Thread(target=speak)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
        thread.join()


def test_what_is_not_http_is_unreadable() -> None:
    for address in speaking(b"220 mail.example.gov.cn ESMTP\r\n"):
        fetched = fetch(address)
    assert fetched.outcome is CheckOutcome.UNREADABLE


@pytest.mark.parametrize(
    ("words", "reset"),
    [
        (b"", False),
        (b"", True),
        (b"HTTP/1.1 200 OK\r\nContent-Le", False),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", False),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nha", False),
    ],
)
def test_a_server_that_hangs_up_has_broken_the_connection(words: bytes, reset: bool) -> None:
    for address in speaking(words, reset):
        fetched = fetch(address)
    assert (fetched.outcome, fetched.body) == (CheckOutcome.RESET, b"")


@pytest.mark.parametrize(
    "strange",
    [
        b"Server: IIS\r\n folded",
        b"Server : spaced",
        "Server: 政务".encode("gb18030"),
        b"Set-Cookie: a\r\nset-cookie: b",
    ],
)
def test_headers_of_old_servers_are_forgiven(strange: bytes) -> None:
    for address in speaking(b"HTTP/1.1 200\r\n" + strange + b"\r\nContent-Length: 4\r\n\r\nhere"):
        fetched = fetch(address)
    assert (fetched.outcome, fetched.body) == (CheckOutcome.OK, b"here")
