"""Spacing and concurrency per host, so that watching a site never burdens it."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from collectors.fetching.failures import FetchStopped
from metrics.facts import CheckOutcome

PATIENCE: Final = 30.0
"""Seconds. A host that asks to be left alone for longer is not waited for: whoever comes is sent away."""
LONGEST_REST: Final = 24 * 3600
"""Seconds. One page that asks for more must not keep a whole host from being watched; it waits itself."""


class _Gate:
    """The door of one host: so many at once, so far apart."""

    def __init__(self, concurrency: int, spacing: float) -> None:
        self.seats = threading.Semaphore(concurrency)
        self.lock = threading.Lock()
        self.spacing = spacing
        self.next_start = 0.0
        self.rests_until = 0.0

    def slot(self, heeds_rest: bool) -> float:
        """The moment of a turn of one's own. Raises `FetchStopped` while the host rests for long."""
        with self.lock:
            now = time.monotonic()
            rest = self.rests_until if heeds_rest else 0.0
            if rest - now > PATIENCE:
                raise FetchStopped(
                    CheckOutcome.RATE_LIMITED, f"网站要求暂缓访问，还有 {rest - now:.0f} 秒", int(rest - now)
                )
            start = max(now, self.next_start, rest)
            self.next_start = start + self.spacing
            return start


class HostPacing:
    """Hands out turns per host. Threads that come early sleep; different hosts never wait for each other."""

    def __init__(self, spacing_seconds: float, concurrency: int) -> None:
        self._spacing = spacing_seconds
        self._concurrency = max(1, concurrency)
        self._gates: dict[str, _Gate] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, host: str, heeds_rest: bool = True) -> Iterator[None]:
        """Hold a turn at this host (name and port). Blocks until it comes.

        Raises `FetchStopped` when the host has asked to be left alone for longer than `PATIENCE`, also while waiting.
        """
        gate = self._gate(host)
        with gate.seats:
            start = gate.slot(heeds_rest)
            while (early := start - time.monotonic()) > 0:
                time.sleep(early)
                if heeds_rest and gate.rests_until > start:  # it was told meanwhile
                    start = gate.slot(heeds_rest)
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

    def rest(self, host: str, seconds: float) -> None:
        """The host asks to be left alone for so long from now (Retry-After); what it said before may be longer."""
        gate = self._gate(host)
        with gate.lock:
            gate.rests_until = max(gate.rests_until, time.monotonic() + min(seconds, LONGEST_REST))

    def rests(self, host: str) -> bool:
        """Whether this host is not to be waited for."""
        return self._gate(host).rests_until - time.monotonic() > PATIENCE

    def wait_for(self, host: str) -> float:
        """Seconds until a turn at this host can begin, as it looks now."""
        gate = self._gate(host)
        return max(max(gate.next_start, gate.rests_until) - time.monotonic(), 0.0)

    def _gate(self, host: str) -> _Gate:
        with self._lock:
            gate = self._gates.get(host)
            if gate is None:
                gate = self._gates[host] = _Gate(self._concurrency, self._spacing)
            return gate
