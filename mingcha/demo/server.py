"""The world's websites and feeds on loopback: a real HTTP server in threads of this process."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from mingcha.demo.answers import Answer, Answers
from mingcha.demo.plan import World

HOST = "127.0.0.1"
STOP_POLL_SECONDS = 0.05


@dataclass(frozen=True)
class WorldServer:
    """A server that runs. ``base_url`` has no slash at its end."""

    base_url: str
    paths: tuple[str, ...]


@contextmanager
def serve_world(world: World, port: int = 0) -> Iterator[WorldServer]:
    """Serve every page and feed of ``world`` while the block runs. Port 0: any free one."""
    server = _Server((HOST, port), _Handler)
    base_url = f"http://{HOST}:{server.server_address[1]}"
    server.answers = Answers(world, base_url)
    thread = threading.Thread(target=server.serve_forever, args=(STOP_POLL_SECONDS,), name="demo-world", daemon=True)
    thread.start()
    try:
        yield WorldServer(base_url, server.answers.paths)
    finally:
        server.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    answers: Answers

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.stopping = threading.Event()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a client that loses patience with a slow page is part of the world."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "MingchaDemo/1"
    sys_version = ""
    disable_nagle_algorithm = True
    wbufsize = -1
    server: _Server

    def do_GET(self) -> None:
        """Answer one request."""
        answer = self.server.answers.of(self.path.partition("?")[0])
        if answer.delay:
            self.server.stopping.wait(answer.delay)
        if answer.hangs_up:
            self.close_connection = True
            return
        unchanged = answer.etag and self.headers.get("If-None-Match") == answer.etag
        self._send(answer, 304 if unchanged else answer.status)

    def _send(self, answer: Answer, status: int) -> None:
        media_type, body = answer.content
        self.send_response(status)
        for name, value in answer.headers:
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if status != 304:
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet: the collectors' run records say what was asked."""
