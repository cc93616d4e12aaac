"""Spacing and concurrency per host, so that watching a site never burdens it."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class _Gate:
    """The door of one host: so many at once, so far apart."""

    def __init__(self, concurrency: int, spacing: float) -> None:
        self.seats = threading.Semaphore(concurrency)
        self.lock = threading.Lock()
        self.spacing = spacing
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
        gate = self._gate(host)
        with gate.seats:
            with gate.lock:
                now = time.monotonic()
                start = max(now, gate.next_start)
                gate.next_start = start + gate.spacing
            if start > now:
                time.sleep(start - now)
            yield

    def sent(self, host: str, at: float) -> None:
        """A request went out at this moment (of `time.monotonic`), later than its turn began: a name had to be looked
        up, a connection opened. The next one keeps its distance from here."""
        gate = self._gate(host)
        with gate.lock:
            gate.next_start = max(gate.next_start, at + gate.spacing)

    def slow_down(self, host: str, seconds: float) -> None:
        """Keep at least so many seconds between two requests to this host from now on."""
        gate = self._gate(host)
        with gate.lock:
            if seconds > gate.spacing:
                gate.next_start += seconds - gate.spacing
                gate.spacing = seconds

    def wait_for(self, host: str) -> float:
        """Seconds until a turn at this host can begin, as it looks now."""
        return max(self._gate(host).next_start - time.monotonic(), 0.0)

    def _gate(self, host: str) -> _Gate:
        with self._lock:
            gate = self._gates.get(host)
            if gate is None:
                gate = self._gates[host] = _Gate(self._concurrency, self._spacing)
            return gate
