"""The house keeps its shape: one direction, small files, one clock, one place that reads settings."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.architecture.sources import ROOMS, ROOT, calls_in, files_of, names_in

LONGEST_FILE = 400
WALL_CLOCK = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "datetime.datetime.now"}


def test_imports_run_one_way_only() -> None:
    run = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_has_something_in_it(room: str) -> None:
    assert files_of(room)


def test_no_file_is_longer_than_400_lines() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in files_of()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_only_the_clock_file_reads_the_wall_clock() -> None:
    readers = {
        str(path.relative_to(ROOT))
        for path in files_of(*ROOMS)
        if WALL_CLOCK & set(calls_in(path)) and path.relative_to(ROOT).as_posix() != "mingcha/clock.py"
    }
    assert readers == set()


def test_only_the_top_room_reads_the_environment() -> None:
    lower = [room for room in ROOMS if room != "mingcha"]
    readers = {
        str(path.relative_to(ROOT))
        for path in files_of(*lower)
        if {"os.environ", "os.getenv"} & set(names_in(path)) or "pydantic_settings" in path.read_text("utf-8")
    }
    assert readers == set()


def test_metrics_take_their_day_as_an_argument_and_do_no_input_or_output() -> None:
    doers = {
        str(path.relative_to(ROOT)): found
        for path in files_of("metrics")
        if (found := {"open", "print", "input", "Path"} & set(calls_in(path)))
    }
    assert doers == {}
