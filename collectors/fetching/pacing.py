"""Spacing and concurrency per host, so that watching a site never burdens it."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class _Gate:
    """The door of one host: so many at once, so far apart."""

    def __init__(self, concurrency: int) -> None:
        self.seats = threading.Semaphore(concurrency)
        self.lock = threading.Lock()
        self.next_start = 0.0


class HostPacing:
    """Hands out turns per host. Threads that come early sleep; different hosts never wait for each other."""

    def __init__(self, spacing_seconds: float, concurrency: int) -> None:
        self._spacing = spacing_seconds
        self._concurrency = max(1, concurrency)
        self._gates: dict[str, _Gate] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Hold a turn at this host (name and port). Blocks until it comes."""
        with self._lock:
            gate = self._gates.setdefault(host, _Gate(self._concurrency))
        with gate.seats:
            with gate.lock:
                now = time.monotonic()
                start = max(now, gate.next_start)
                gate.next_start = start + self._spacing
            if start > now:
                time.sleep(start - now)
            yield
