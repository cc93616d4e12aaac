"""The whole main job from the command line: demo, collect, import, evaluate, notify, export on one small world."""

from __future__ import annotations

import email
import json
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from email import policy
from pathlib import Path

import openpyxl
import pytest

from tests.mingcha.conftest import CommandLine
from tests.ports import answers, free_port

SMALL = ("--once", "--scale", "0.05", "--seed", "3")


@pytest.fixture
def demo_folder(tmp_path: Path) -> Path:
    return tmp_path / "demo"


def _cards_in(folder: Path) -> list[tuple[str, ...]]:
    with sqlite3.connect(folder / "mingcha.sqlite3") as connection:
        return connection.execute(
            "SELECT number, rule, colour, issued_on, state, title FROM cards ORDER BY number"
        ).fetchall()


def _mails_in(folder: Path) -> list[str]:
    paths = sorted((folder / "outbox").glob("*.eml"))
    return [str(email.message_from_bytes(p.read_bytes(), policy=policy.default)["Message-ID"]) for p in paths]


def test_the_demo_ends_in_the_truth_and_again_in_the_same_cards(command_line: CommandLine, demo_folder: Path) -> None:
    first = command_line.json("demo", *SMALL, "--folder", demo_folder)
    cards, mails = _cards_in(demo_folder), _mails_in(demo_folder)
    assert first["truth"]["agrees"], (first["truth"]["missing"], first["truth"]["unexpected"])
    assert first["truth"]["cards"] == len(cards) > 50
    assert first["mails"]["sent"] == len(mails) == len(set(mails)) > 5
    second = command_line.json("demo", *SMALL, "--folder", demo_folder)
    assert second["cards"] == first["cards"]
    assert sum(second["new_cards"].values()) == 0
    assert _cards_in(demo_folder) == cards
    assert _mails_in(demo_folder) == mails


def test_the_same_seed_gives_the_same_cards_in_another_folder(command_line: CommandLine, tmp_path: Path) -> None:
    for name in ("one", "two"):
        command_line.json("demo", *SMALL, "--folder", tmp_path / name)
    assert _cards_in(tmp_path / "one") == _cards_in(tmp_path / "two")
    assert _mails_in(tmp_path / "one") == _mails_in(tmp_path / "two")


def _has_rows(table: str, least: int) -> Callable[[Path], bool]:
    def reached(folder: Path) -> bool:
        try:
            with sqlite3.connect(f"file:{folder / 'mingcha.sqlite3'}?mode=ro", uri=True) as connection:
                return bool(connection.execute(f"SELECT count(*) >= {least} FROM {table}").fetchone()[0])
        except sqlite3.OperationalError:
            return False  # not there yet

    return reached


def _has_mails(least: int) -> Callable[[Path], bool]:
    return lambda folder: len(_mails_in(folder)) >= least


@pytest.mark.parametrize(
    "moment",
    [_has_rows("agencies", 1), _has_rows("collector_runs", 20), _has_rows("cards", 1), _has_mails(2)],
    ids=["registered", "collecting", "issuing cards", "sending"],
)
def test_killed_at_some_moment_and_run_again_is_as_never_killed(
    command_line: CommandLine, tmp_path: Path, moment: Callable[[Path], bool]
) -> None:
    command_line.json("demo", *SMALL, "--folder", tmp_path / "whole")
    killed = tmp_path / "killed"
    words = [sys.executable, "-m", "mingcha", "demo", *SMALL, "--folder", str(killed)]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    while not moment(killed):
        assert process.poll() is None, "it ended before the moment came"
        time.sleep(0.005)
    process.kill()
    process.wait()
    again = command_line.json("demo", *SMALL, "--folder", killed)
    assert again["truth"]["agrees"]
    assert _cards_in(killed) == _cards_in(tmp_path / "whole")
    assert _mails_in(killed) == _mails_in(tmp_path / "whole")


def _hear_interrupts() -> None:
    """What is started in the background is deaf to interrupts, and so is whatever it starts."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_demo_that_serves_ends_with_its_dashboard(tmp_path: Path, stop: signal.Signals) -> None:
    port = free_port()
    words = [sys.executable, "-m", "mingcha", "demo", *SMALL[1:], "--folder", str(tmp_path), "--port", str(port)]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, preexec_fn=_hear_interrupts)
    address = f"http://127.0.0.1:{port}/healthz"
    while not answers(address):
        assert process.poll() is None, "it ended before it served"
        time.sleep(0.1)
    process.send_signal(stop)
    assert process.wait(timeout=60) == 0
    assert not answers(address)


def test_the_verbs_one_by_one_on_what_the_demo_left(command_line: CommandLine, demo_folder: Path) -> None:
    command_line.json("demo", *SMALL, "--folder", demo_folder)
    settings = {"MINGCHA_DATA_FOLDER": str(demo_folder)}
    evaluated = command_line.json("evaluate", "--as-of", "2026-11-20", **settings)
    assert {"as_of", "findings", "cards"} <= set(evaluated)
    assert evaluated["findings"] == 0
    assert evaluated["cards"] == {"blue": 0, "yellow": 0, "red": 0}
    assert command_line.json("notify", **settings)["notices"] == 0
    assert command_line.json("collect", "--due", **settings)["sources"] == 0
    out = demo_folder / "2026.xlsx"
    command_line.json("export", "assessment", "--year", "2026", "--out", out, **settings)
    sheets = openpyxl.load_workbook(out, read_only=True)
    assert len(sheets.sheetnames) >= 2
    checks = {c["name"]: c["ok"] for c in json.loads(command_line("doctor", "--json", **settings).stdout)["checks"]}
    assert checks["audit trail"]
    assert checks["evaluation"]
    assert not checks["sources"]  # the world has sites that are down, and doctor says so


def test_an_import_accounts_for_every_row_and_twice_changes_nothing(command_line: CommandLine, tmp_path: Path) -> None:
    command_line.json("init")
    log = tmp_path / "台账.csv"
    log.write_text(
        "登记编号,承办单位,收到申请日期,答复日期,答复结果\n"
        "A-1,呼和浩特市人民政府,2026-03-02,2026-03-20,予以公开\n"
        "A-2,呼和浩特市人民政府,2026-02-30,,\n",
        encoding="gb18030",
    )
    tried = command_line.json("import", "requests", log, "--dry-run")
    assert set(tried) == {"rows", "accepted", "unchanged", "quarantined", "reasons"}
    assert tried["rows"] == 2 == tried["accepted"] + tried["unchanged"] + tried["quarantined"]
    first = command_line.json("import", "requests", log)
    assert first["rows"] == first["accepted"] + first["unchanged"] + first["quarantined"] == 2
    second = command_line.json("import", "requests", log)
    assert second["accepted"] == 0
    assert second["unchanged"] + second["quarantined"] == 2


def test_an_import_can_be_tried_before_anything_is_set_up(command_line: CommandLine, tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text("id,received,closed\n1,2026-03-02,2026-03-20\n", encoding="utf-8")
    assert command_line.json("import", "requests", log, "--dry-run")["rows"] == 1
    assert not (command_line.folder / "mingcha.sqlite3").exists() or command_line("user", "list").exit_code == 2
    assert command_line("import", "requests", log).exit_code == 2


@pytest.mark.parametrize("body", [b"", b"\x00\x01\x02\xff" * 50, "姓名,年龄\n甲,3\n".encode()])
def test_a_file_that_is_no_log_is_one_clear_line(command_line: CommandLine, tmp_path: Path, body: bytes) -> None:
    log = tmp_path / "log.csv"
    log.write_bytes(body)
    answer = command_line("import", "requests", log, "--dry-run")
    assert answer.exit_code == 2
    assert "log.csv" in answer.stderr
    assert len(answer.stderr.splitlines()) == 1


def test_the_shared_log_is_read_equally_as_csv_and_as_json(command_line: CommandLine, samples: Path) -> None:
    answers = [
        command_line.json("import", "requests", samples / "requests" / f"ca_ab_calgary.{kind}", "--dry-run")
        for kind in ("csv", "json")
    ]
    assert answers[0] == answers[1]
    assert answers[0]["rows"] == 520 == sum(answers[0][k] for k in ("accepted", "unchanged", "quarantined"))
    assert answers[0]["quarantined"] > 0
