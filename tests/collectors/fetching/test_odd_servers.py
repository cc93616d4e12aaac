"""Servers that hang up, speak something else, or write their headers as nobody should."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from urllib.parse import quote

import pytest

from collectors.fetching import Fetched, FetchLimits
from collectors.fetching.fetcher import Fetcher
from metrics.facts import CheckOutcome
from tests.collectors.web_server import WebServer, answer

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
        (b"HTTP/1.1 304 Not Modified\r\nServer: x\r\n", False),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", False),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nha", False),
    ],
)
def test_a_server_that_hangs_up_has_broken_the_connection(words: bytes, reset: bool) -> None:
    for address in speaking(words, reset):
        fetched = fetch(address)
    assert (fetched.outcome, fetched.body) == (CheckOutcome.RESET, b"")


STRANGE_HEADERS = (
    b"Server: IIS\r\n folded",
    b"Server : spaced",
    b"Bad Name: x",
    b"no header at all",
    "Server: 政务".encode("gb18030"),
    "服务器: 政务".encode(),
    b"Set-Cookie: a\r\nset-cookie: b",
)


@pytest.mark.parametrize("strange", STRANGE_HEADERS)
def test_headers_of_old_servers_are_forgiven(strange: bytes) -> None:
    for address in speaking(b"HTTP/1.1 200\r\n" + strange + b"\r\nContent-Length: 4\r\n\r\nhere and not"):
        fetched = fetch(address)
    assert (fetched.outcome, fetched.body) == (CheckOutcome.OK, b"here")


def test_answers_that_announce_the_real_one_are_passed() -> None:
    early = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"
    for address in speaking(early + b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nhere"):
        fetched = fetch(address)
    assert (fetched.status, fetched.body) == (200, b"here")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_redirect_in_plain_chinese_is_followed_in_its_own_bytes(server: WebServer, encoding: str) -> None:
    target = quote("/公开/", encoding=encoding)
    head = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: "

    def redirect(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(head + "/公开/".encode(encoding) + b"\r\n\r\n")

    server.paths |= {"/": redirect, target: answer(200, b"here")}
    assert fetch(f"{server.address}/").body == b"here"


def test_a_kept_connection_that_the_server_gives_up_is_opened_anew() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()

        def answer_once_and_hang_up_at_the_next() -> None:
            for _ in range(2):
                connection, _ = listener.accept()
                with connection:
                    connection.recv(1000)
                    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nhere")
                    connection.recv(1000)

        thread = threading.Thread(target=answer_once_and_hang_up_at_the_next)
        thread.start()
        with Fetcher(LIMITS) as fetcher:
            address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
            assert [fetcher.fetch(address).body for _ in range(2)] == [b"here", b"here"]
        thread.join()
