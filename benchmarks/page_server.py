"""A small web server that is faster than what is measured against it: list pages on every address of loopback.

    python -m benchmarks.page_server        prints its port, serves until its standard input closes

`/<anything>/` is a list page of its own with an ETag; `/robots.txt` is not there; `/told` says as JSON what was asked:
requests, conditional ones, pages, and the time between two requests to one host: the least, and what 999 of 1000 keep.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import subprocess
import sys
import time
import urllib.request
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, cast

from tests.collectors.websites import makes

MAKES = (makes.date_after_link, makes.date_before_link)
NEWEST = date(2026, 11, 18)
ENTRIES, PADDING = 15, 12_000


class Told:
    """What was asked of the server."""

    def __init__(self) -> None:
        self.requests = self.conditional = 0
        self.pages: Counter[str] = Counter()
        self.last: dict[str, float] = {}
        self.gaps: list[float] = []

    def note(self, host: str, path: str, conditional: bool) -> None:
        """One request, now."""
        now = time.monotonic()
        self.requests += 1
        self.conditional += conditional
        if path != "/robots.txt":
            self.pages[f"{host}{path}"] += 1
        if host in self.last:
            self.gaps.append(now - self.last[host])
        self.last[host] = now

    def summary(self) -> dict[str, Any]:
        """Everything, as JSON can hold it."""
        gaps = sorted(self.gaps)
        return {
            "requests": self.requests,
            "conditional": self.conditional,
            "hosts": len(self.last),
            "pages": len(self.pages),
            "asked_more_than_once": sum(count > 1 for count in self.pages.values()),
            "least_gap_seconds": round(gaps[0], 4) if gaps else None,
            "gap_of_999_in_1000_seconds": round(gaps[len(gaps) // 1000], 4) if gaps else None,
        }


class Connection(asyncio.Protocol):
    """HTTP/1.1 with keep-alive, for clients that send a whole request at once."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._waiting = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Only loopback is served."""
        self._transport = cast(asyncio.Transport, transport)
        if not str(transport.get_extra_info("peername")[0]).startswith("127."):
            self._transport.abort()

    def data_received(self, data: bytes) -> None:
        """Answer every whole request."""
        self._waiting += data
        while b"\r\n\r\n" in self._waiting:
            head, self._waiting = self._waiting.split(b"\r\n\r\n", 1)
            self._transport.write(self._answer(head.decode("latin-1")))

    def _answer(self, head: str) -> bytes:
        line, *lines = head.split("\r\n")
        path = line.split(" ")[1]
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        if path == "/told":
            return _message("200 OK", json.dumps(self._told.summary()).encode())
        self._told.note(headers.get("host", ""), path, "if-none-match" in headers)
        if path == "/robots.txt":
            return _message("404 Not Found", b"")
        tag = f'"{zlib.crc32(path.encode()):x}"'
        if headers.get("if-none-match") == tag:
            return f"HTTP/1.1 304 Not Modified\r\nETag: {tag}\r\n\r\n".encode()
        return _message("200 OK", list_page(path), f"Content-Type: text/html; charset=utf-8\r\nETag: {tag}\r\n")


def list_page(path: str) -> bytes:
    """A list page of some 15 KB that no other path has, with titles that no other page has."""
    number = zlib.crc32(path.encode())
    newest = NEWEST - timedelta(days=number % 9)
    place = f"{chr(0x4E00 + number % 20_000)}{chr(0x4E00 + number // 20_000 % 20_000)}镇"
    rows = [(place + title, day) for title, day in makes.entries(newest, ENTRIES, 1 + number % 5)]
    script = "<script>" + f"var page={number};" + "/*" + "x" * PADDING + "*/</script>"
    return MAKES[number % len(MAKES)](rows).replace("</body>", f"{script}</body>").encode()


def _message(status: str, body: bytes, headers: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n{headers}\r\n".encode() + body


@contextlib.contextmanager
def serving() -> Iterator[int]:
    """Serve in a process of its own for the length of a block; gives the port."""
    command = [sys.executable, "-m", "benchmarks.page_server"]
    root = Path(__file__).parent.parent
    with subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin and process.stdout
        try:
            yield int(process.stdout.readline())
        finally:
            process.stdin.close()


def told_by(port: int) -> dict[str, Any]:
    """What the server at ``port`` was asked so far."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/told") as answer:
        summary: dict[str, Any] = json.load(answer)
        return summary


async def _serve() -> None:
    told = Told()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(told), "0.0.0.0", 0, backlog=512)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


if __name__ == "__main__":
    asyncio.run(_serve())
