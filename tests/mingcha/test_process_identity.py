"""The name of a process: never another's, and known to be gone when it is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from mingcha.process_identity import has_ended, own_name

pytestmark = pytest.mark.skipif(not Path("/proc/self/ns/pid").exists(), reason="this system does not tell processes")

PROGRAM = "from mingcha.process_identity import own_name; print(own_name(), flush=True); input()"


def started() -> tuple[subprocess.Popen[str], str]:
    process = subprocess.Popen([sys.executable, "-c", PROGRAM], stdin=-1, stdout=-1, text=True)
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


def test_a_process_that_runs_has_not_ended() -> None:
    assert not has_ended(own_name())
    process, name = started()
    with process:
        assert name != own_name()
        assert not has_ended(name)
        process.kill()


def test_a_process_that_was_killed_has_ended_before_and_after_it_is_waited_for() -> None:
    process, name = started()
    with process:
        process.kill()
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        assert has_ended(name), "what is left of it only waits to be counted"
    assert has_ended(name)


def test_a_process_that_is_halted_has_not_ended() -> None:
    process, name = started()
    with process:
        process.send_signal(signal.SIGSTOP)
        assert not has_ended(name)
        process.kill()


def test_another_process_under_the_same_number_is_not_the_one_that_ended() -> None:
    host, number, place, _ = own_name().rsplit(":", 3)
    assert has_ended(f"{host}:{number}:{place}:1")


@pytest.mark.parametrize("change", ["another:1", "host:999999:0000-1:1", "", ":::", "host:x:y:z"])
def test_of_another_machine_or_container_nothing_is_known(change: str) -> None:
    assert not has_ended(change)
