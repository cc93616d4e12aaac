"""Our page as a factory that gunicorn calls, and the process that serves one page or the other."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from dashboard.application import create_application
from dashboard.services import Services
from rulebook import load_rulebook
from store import Database
from tests.dashboard.small_world import NOW

# The options of `mingcha serve` (mingcha/web.py), with one worker for each page so that both warm up alike.
GUNICORN = ["-k", "gthread", "-w", "1", "--threads", "8", "--keep-alive", "75", "--log-level", "warning"]
OURS, BARE = "benchmarks.web_servers:ours", "benchmarks.bare_page:bare"
DATABASE_FILE, EVIDENCE = "world.sqlite3", "evidence"
_PATIENCE_SECONDS = 30


def ours(folder: str) -> Flask:
    """Return the dashboard on the database in ``folder``."""
    path = Path(folder)
    database = Database(f"sqlite:///{path / DATABASE_FILE}")
    rulebook = load_rulebook()
    services = Services(database, lambda: rulebook, lambda: NOW, "benchmark" * 4, path / EVIDENCE, demo=True)
    server: Flask = create_application(services).server
    return server


@contextmanager
def serving(factory: str, folder: Path) -> Iterator[str]:
    """Serve the application that ``factory`` makes, on loopback, while the block runs; gives the address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    target = f"{factory}({str(folder)!r})"
    command = [sys.executable, "-m", "gunicorn", *GUNICORN, "-b", f"127.0.0.1:{port}", target]
    process = subprocess.Popen(command)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=_PATIENCE_SECONDS)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=2).close()  # our own server on loopback
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"{address} did not come up")
