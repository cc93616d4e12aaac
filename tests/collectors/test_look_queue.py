"""Looks are handed out to whoever is free: no host waits for another, none is asked faster than it may be."""

from __future__ import annotations

import threading
import time
from array import array
from collections import defaultdict
from collections.abc import Sequence

from collectors.fetching.pacing import HostPacing
from collectors.look_queue import JOBS_AT_ONCE, LookQueue
from collectors.recording.due_sources import LookPlan
from collectors.recording.jobs import Job


def job(id_: int) -> Job:
    host = f"http://h{id_ // 1000}.example"
    return Job(id_, "column", str(id_), f"{host}/{id_}", id_, None, None, None, None, None, None)


class World:
    """Hosts with so many sources each; the queue, and what it loaded."""

    def __init__(self, *sizes: int, spacing: float = 0.0, lanes: int = 1, gone: Sequence[int] = ()) -> None:
        hosts = {f"h{n}.example:80": array("q", range(n * 1000, n * 1000 + size)) for n, size in enumerate(sizes, 1)}
        self.loads: list[int] = []
        self.pacing = HostPacing(spacing, lanes)
        self._gone = set(gone)
        self.queue = LookQueue(LookPlan(None, hosts), self._load, self.pacing, lanes)

    def _load(self, ids: Sequence[int]) -> list[Job]:
        self.loads.append(len(ids))
        return [job(id_) for id_ in ids if id_ not in self._gone]

    def work(self, threads: int, seconds: float = 0.0) -> list[tuple[int, float]]:
        """Take everything; each source with the moment of its turn."""
        taken: list[tuple[int, float]] = []

        def run() -> None:
            while (look := self.queue.take()) is not None:
                with self.pacing.turn(f"h{look.job.source_id // 1000}.example:80"):
                    taken.append((look.job.source_id, time.monotonic()))
                    time.sleep(seconds)
                self.queue.done(look)

        workers = [threading.Thread(target=run) for _ in range(threads)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        return taken


def test_every_source_is_handed_out_once() -> None:
    world = World(40, 3, 17, lanes=2)
    taken = [id_ for id_, _ in world.work(threads=8)]
    assert sorted(taken) == [*range(1000, 1040), *range(2000, 2003), *range(3000, 3017)]


def test_jobs_are_loaded_some_at_a_time_and_never_all() -> None:
    world = World(2 * JOBS_AT_ONCE + 4)
    world.work(threads=4)
    assert world.loads == [JOBS_AT_ONCE, JOBS_AT_ONCE, 4]


def test_what_another_process_did_meanwhile_is_left_out() -> None:
    world = World(40, gone=range(1000, 1035))
    assert [id_ for id_, _ in world.work(threads=4)] == [1035, 1036, 1037, 1038, 1039]


def test_an_empty_plan_ends_at_once() -> None:
    assert World().work(threads=3) == []


def test_one_host_is_asked_at_its_spacing_while_others_go_on() -> None:
    world = World(4, 4, 4, 4, spacing=0.1)
    times: defaultdict[int, list[float]] = defaultdict(list)
    # Two threads serve four hosts: if a thread slept before one host's door, the others would be kept waiting.
    for id_, moment in world.work(threads=2):
        times[id_ // 1000].append(moment)
    for moments in times.values():
        assert all(later - earlier >= 0.095 for earlier, later in zip(moments, moments[1:], strict=False))
    order = sorted((moments[0], host) for host, moments in times.items())
    second = min(moments[1] for moments in times.values())
    assert all(first < second for first, _ in order)


def test_no_more_is_asked_of_a_host_at_once_than_it_has_lanes() -> None:
    world = World(12, lanes=2)
    at_once, most = 0, 0
    lock = threading.Lock()

    def run() -> None:
        nonlocal at_once, most
        while (look := world.queue.take()) is not None:
            with lock:
                at_once += 1
                most = max(most, at_once)
            time.sleep(0.01)
            with lock:
                at_once -= 1
            world.queue.done(look)

    workers = [threading.Thread(target=run) for _ in range(6)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert most == 2


def test_a_queue_that_is_stopped_wakes_whoever_waits() -> None:
    world = World(3, spacing=60.0)
    first = world.queue.take()
    assert first is not None
    with world.pacing.turn("h1.example:80"):
        world.queue.done(first)
    waiting = threading.Thread(target=world.queue.take)
    waiting.start()
    world.queue.stop()
    waiting.join(timeout=30)
    assert not waiting.is_alive()
