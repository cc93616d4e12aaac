"""Hands out the next look to whoever is free, so that nobody waits for a busy host while another could be asked."""

from __future__ import annotations

import heapq
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count

from collectors.fetching.pacing import HostPacing
from collectors.recording.due_sources import LookPlan
from collectors.recording.jobs import Job

JOBS_AT_ONCE = 50
"""Jobs of one host that are loaded together."""

LoadJobs = Callable[[Sequence[int]], list[Job]]


@dataclass
class _Host:
    name: str
    ids: Sequence[int]
    handed: int = 0
    loaded: deque[Job] = field(default_factory=deque)


@dataclass(frozen=True)
class Look:
    """A job and the lane of its host that it occupies until it is done."""

    job: Job
    host: _Host


class LookQueue:
    """The looks of a plan. Each host has as many lanes as may be asked of it at once; a lane rests as its host asks.

    The host's own pacing stays the judge of when a request goes out; the queue only keeps threads from standing in
    front of a closed door. What is left of a host that asks to be left alone for long is put off (`plan.held_back`).
    """

    def __init__(self, plan: LookPlan, load: LoadJobs, pacing: HostPacing, lanes_per_host: int) -> None:
        self._plan = plan
        self._load = load
        self._pacing = pacing
        for name, seconds in plan.rests.items():
            pacing.rest(name, seconds)
        self._changed = threading.Condition()
        self._numbers = count()
        self._busy = 0
        self._stopped = False
        hosts = sorted((_Host(name, ids) for name, ids in plan.hosts.items()), key=lambda h: len(h.ids), reverse=True)
        lanes = (host for lane in range(max(lanes_per_host, 1)) for host in hosts if len(host.ids) > lane)
        self._ready = [(0.0, next(self._numbers), host) for host in lanes]
        heapq.heapify(self._ready)
        self.lanes = len(self._ready)
        """How many looks may go on at once."""

    def take(self) -> Look | None:
        """The next look, as soon as a host is ready for it; None when there is nothing left to begin."""
        with self._changed:
            while not self._stopped:
                if not self._ready:
                    if not self._busy:
                        return None
                    self._changed.wait()
                    continue
                wait = self._ready[0][0] - time.monotonic()
                if wait > 0:
                    self._changed.wait(wait)
                    continue
                host = heapq.heappop(self._ready)[2]
                job = None if self._put_off(host) else self._next_of(host)
                if job is not None:
                    self._busy += 1
                    return Look(job, host)
                self._changed.notify_all()
            return None

    def done(self, look: Look) -> None:
        """The look is over; its lane is free once the host is ready again."""
        with self._changed:
            self._busy -= 1
            resting = self._pacing.rests(look.host.name)
            ready_at = time.monotonic() + (0.0 if resting else self._pacing.wait_for(look.host.name))
            heapq.heappush(self._ready, (ready_at, next(self._numbers), look.host))
            self._changed.notify()  # one lane, one thread: whoever finds nothing more to do wakes the others

    def stop(self) -> None:
        """Hand out nothing more."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()

    def _put_off(self, host: _Host) -> bool:
        if not self._pacing.rests(host.name):
            return False
        self._plan.held_back += len(host.loaded) + len(host.ids) - host.handed
        host.loaded.clear()
        host.handed = len(host.ids)
        return True

    def _next_of(self, host: _Host) -> Job | None:
        while not host.loaded:
            ids = host.ids[host.handed : host.handed + JOBS_AT_ONCE]
            if not ids:
                return None
            host.handed += len(ids)
            host.loaded.extend(self._load(ids))
        return host.loaded.popleft()
