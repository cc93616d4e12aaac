"""Processes that read pages: real ones."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from collectors.page_workers import PageWorkers, WorkerFailed
from collectors.websites.inspect import inspect_page
from tests.collectors.websites import makes

NOW = datetime(2026, 11, 21, 1, tzinfo=UTC)
PROGRAM = """
import os, time
from collectors.page_workers import PageWorkers
workers = PageWorkers(1)
print(workers.run(os.getpid), flush=True)
time.sleep(600)
"""


@pytest.fixture
def workers() -> Iterator[PageWorkers]:
    made = PageWorkers(2)
    yield made
    made.close()


def test_a_page_is_read_elsewhere_as_it_is_here(workers: PageWorkers) -> None:
    body = makes.date_after_link(makes.entries(date(2026, 11, 1))).encode()

    view = workers.run(inspect_page, body, "http://example.org/a/", NOW, "text/html", whole_page=True)

    assert view.newest == date(2026, 11, 1)
    assert view == inspect_page(body, "http://example.org/a/", NOW, "text/html", whole_page=True)


def test_many_threads_share_few_processes(workers: PageWorkers) -> None:
    with ThreadPoolExecutor(8) as threads:
        found = set(threads.map(lambda _: workers.run(os.getpid), range(40)))

    assert 1 <= len(found) <= 2
    assert os.getpid() not in found


def test_what_is_raised_there_is_raised_here(workers: PageWorkers, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        workers.run(os.stat, tmp_path / "nowhere")

    assert workers.run(os.path.basename, "/a/b") == "b"


def test_a_worker_that_ends_is_replaced(workers: PageWorkers) -> None:
    for _ in range(3):
        with pytest.raises(WorkerFailed, match="中断"):
            workers.run(os._exit, 3)

    assert workers.run(os.path.basename, "/a/b") == "b"


def test_a_worker_that_comes_to_no_end_is_ended_and_replaced() -> None:
    impatient = PageWorkers(1, seconds=0.5)
    try:
        with pytest.raises(WorkerFailed, match=r"0\.5 秒"):
            impatient.run(time.sleep, 600)
    finally:
        impatient.close()

    patient = PageWorkers(1)
    try:
        assert patient.run(os.path.basename, "/a/b") == "b"
    finally:
        patient.close()


def test_what_cannot_be_sent_back_is_told_in_words(workers: PageWorkers) -> None:
    with pytest.raises(Exception, match="pickle"):
        workers.run(open, os.devnull)


def test_workers_end_when_the_process_that_started_them_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE) as starter:
        assert starter.stdout is not None
        worker = int(starter.stdout.readline())
        assert _runs(worker)
        starter.kill()

    ends_at = time.monotonic() + 60
    while _runs(worker):
        assert time.monotonic() < ends_at
        time.sleep(0.05)


def _runs(process: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
