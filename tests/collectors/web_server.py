"""A real web server on loopback whose every path is a function."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Handler = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class WebServer:
    """Its address, its paths, what was asked of it (path and headers in lower case) and over which ports of clients."""

    address: str
    paths: dict[str, Handler] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    connections: set[int] = field(default_factory=set)


def answer(status: int = 200, body: bytes = b"", **headers: str) -> Handler:
    """A plain answer; underscores in names of headers stand for hyphens."""

    def handle(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    return handle


def in_turn(*handlers: Handler) -> Handler:
    """A handler for the first request, one for the second …; the last one stays."""
    left = list(handlers)

    def handle(request: BaseHTTPRequestHandler) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(request)

    return handle


@contextmanager
def serving(paths: dict[str, Handler] | None = None, encrypted_by: ssl.SSLContext | None = None) -> Iterator[WebServer]:
    """Serve for the length of a block."""

    class Requests(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            server.connections.add(self.client_address[1])
            server.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            handler = server.paths.get(self.path, answer(404, b"not here"))
            try:
                handler(self)
            except (BrokenPipeError, ConnectionResetError, ssl.SSLError):
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            """Keep the output of the tests readable."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Requests)
    http.daemon_threads = True
    if encrypted_by:
        # A handshake belongs to the thread of its connection: one that fails there stops nobody else.
        http.socket = encrypted_by.wrap_socket(http.socket, server_side=True, do_handshake_on_connect=False)
    scheme = "https" if encrypted_by else "http"
    server = WebServer(f"{scheme}://127.0.0.1:{http.server_address[1]}", dict(paths or {}))
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
