"""`mingcha import` as a user calls it: an account or one clear line; nobody's name stays behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.collectors.requests.logs import HEADINGS, as_csv, row
from tests.collectors.tables.forms import as_xls
from tests.mingcha.conftest import CommandLine

NAMES = ("欧阳某某", "15010019900101123X")
WIDE = (*HEADINGS[:1], *HEADINGS[2:], "申请人姓名", "身份证号码")


def log(*numbers: str) -> bytes:
    """A log that names no agency but every applicant; a request without a number cannot be used."""
    rows = [row(number=number) for number in numbers]
    return as_csv([[cells[0], *cells[2:], *NAMES] for cells in rows], WIDE)


@pytest.mark.parametrize("setting", ["drop", "hash"])
def test_no_file_below_the_data_folder_names_an_applicant(
    command_line: CommandLine, tmp_path: Path, setting: str
) -> None:
    path = tmp_path / "台账.csv"
    path.write_bytes(log("1", "2", ""))
    command_line("init")
    summary = command_line.json("import", "requests", path, MINGCHA_PERSONAL_DATA=setting)
    assert (summary["accepted"], summary["quarantined"]) == (2, 1)
    for kept in (found for found in command_line.folder.rglob("*") if found.is_file()):
        body = kept.read_bytes()
        assert not any(name.encode() in body for name in NAMES), kept


def test_a_log_can_be_tried_before_there_is_a_database(command_line: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "台账.xls"
    path.write_bytes(as_xls({"1月": [HEADINGS, row()], "说明": [["x"]]}))
    summary = command_line.json("import", "requests", path, "--dry-run")
    account = {"rows": 1, "accepted": 1, "unchanged": 0, "quarantined": 0, "reasons": {}}
    assert summary == {**account, "notes": ["未读取没有表头的工作表：说明"]}


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        ("a.csv", b"identifier,date,decision\n1,2013-01,x\n", "收到日期/收件日期"),
        ("a.csv", b"", "文件是空的"),
        ("没有.csv", None, "文件无法打开"),
        (".", None, "文件无法打开"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_line_and_exit_code_2(
    command_line: CommandLine, tmp_path: Path, name: str, body: bytes | None, words: str
) -> None:
    if body is not None:
        (tmp_path / name).write_bytes(body)
    answer = command_line("import", "requests", tmp_path / name, "--dry-run", "--json")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert words in answer.stderr
    assert answer.stderr.count("\n") == 1
