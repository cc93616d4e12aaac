"""Hands out the next look to whoever is free, so that nobody waits for a busy host while another could be asked."""

from __future__ import annotations

import heapq
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count

from collectors.fetching.answers import host_of
from collectors.fetching.failures import FetchStopped
from collectors.fetching.pacing import HostPacing
from collectors.recording.due_sources import LookPlan
from collectors.recording.jobs import Job

JOBS_AT_ONCE = 16
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
    front of a closed door.
    """

    def __init__(self, plan: LookPlan, load: LoadJobs, pacing: HostPacing, lanes_per_host: int) -> None:
        self._load = load
        self._pacing = pacing
        self._changed = threading.Condition()
        self._numbers = count()
        self._busy = 0
        self._stopped = False
        hosts = sorted((_Host(name, ids) for name, ids in plan.hosts.items()), key=lambda h: len(h.ids), reverse=True)
        lanes = (host for lane in range(max(lanes_per_host, 1)) for host in hosts if len(host.ids) > lane)
        self._ready = [(0.0, next(self._numbers), host) for host in lanes]
        heapq.heapify(self._ready)

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
                job = self._next_of(host)
                if job is not None:
                    self._busy += 1
                    return Look(job, host)
                self._changed.notify_all()
            return None

    def done(self, look: Look) -> None:
        """The look is over; its lane is free once the host is ready again."""
        with self._changed:
            self._busy -= 1
            ready_at = time.monotonic() + self._pacing.wait_for(pacing_key(look.job))
            heapq.heappush(self._ready, (ready_at, next(self._numbers), look.host))
            self._changed.notify_all()

    def stop(self) -> None:
        """Hand out nothing more."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()

    def _next_of(self, host: _Host) -> Job | None:
        while not host.loaded:
            ids = host.ids[host.handed : host.handed + JOBS_AT_ONCE]
            if not ids:
                return None
            host.handed += len(ids)
            host.loaded.extend(self._load(ids))
        return host.loaded.popleft()


def pacing_key(job: Job) -> str:
    """The name by which the fetcher paces the host of a job; the address itself where it is none."""
    try:
        return host_of(job.location)
    except FetchStopped:
        return job.location
