"""``mingcha audit-report`` and ``mingcha export annual-report`` as a person calls them."""

import json
from datetime import date
from pathlib import Path

import pytest

from mingcha.house import open_house
from reports.annual_report import write_report
from rulebook import Rulebook
from store.models import Agency
from tests import factories as make
from tests.annual_reports import make_report, requests_cell, with_cell
from tests.mingcha.conftest import CommandLine

CELL = requests_cell("(四)1本机关不掌握", "自然人")


@pytest.fixture
def good(rulebook: Rulebook, tmp_path: Path) -> Path:
    path = tmp_path / "good.xlsx"
    write_report(path, make_report(rulebook), rulebook, "示例")
    return path


@pytest.fixture
def wrong(rulebook: Rulebook, tmp_path: Path) -> Path:
    path = tmp_path / "wrong.docx"
    write_report(path, with_cell(make_report(rulebook), CELL, 4321), rulebook, "示例")
    return path


def test_a_report_in_order_ends_with_0(command_line: CommandLine, good: Path) -> None:
    found = command_line.json("audit-report", good)
    assert (found["ok"], found["checks"]) == (True, [])
    assert {one["id"] for one in found["not_checked"]} == {"AR5", "AR6", "AR7", "AR8", "AR9", "AR11"}


def test_a_wrong_cell_ends_with_1_and_is_named(command_line: CommandLine, wrong: Path, rulebook: Rulebook) -> None:
    answer = command_line("audit-report", wrong, "--json")
    assert answer.exit_code == 1
    found = json.loads(answer.stdout)
    right = make_report(rulebook).number(CELL)
    assert found["ok"] is False
    assert found["checks"] == [
        {"id": check, "where": CELL.where, "expected": right, "found": 4321, "severity": "error"}
        for check in ("AR2", "AR3")
    ]
    words = command_line("audit-report", wrong).stdout
    assert f"AR2 错误  {CELL.where}：应为 {right}，实为 4321" in words


def test_warnings_alone_end_with_0(command_line: CommandLine, rulebook: Rulebook, tmp_path: Path) -> None:
    path = tmp_path / "blank.json"
    write_report(path, with_cell(make_report(rulebook), CELL, "/"), rulebook, "示例")
    found = command_line.json("audit-report", path)
    assert [(check["id"], check["severity"]) for check in found["checks"]] == [("AR10", "warning")]


def test_an_unreadable_file_ends_with_2_and_one_line(command_line: CommandLine, good: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.docx").write_bytes(b"nothing")
    for words in (
        ("audit-report", tmp_path / "broken.docx"),
        ("audit-report", tmp_path / "absent.xlsx"),
        ("audit-report", good, "--previous", tmp_path / "broken.docx"),
    ):
        answer = command_line(*words)
        assert (answer.exit_code, answer.stdout) == (2, "")
        assert answer.stderr.count("\n") == 1


def test_last_year_and_reports_below_are_compared(
    command_line: CommandLine, good: Path, rulebook: Rulebook, tmp_path: Path
) -> None:
    other = tmp_path / "other.json"
    write_report(other, make_report(rulebook, seed=77), rulebook, "示例")
    found = json.loads(command_line("audit-report", good, "--previous", other, "--below", other, "--json").stdout)
    assert {"AR5", "AR8"} <= {check["id"] for check in found["checks"]}


def test_the_day_of_publication_is_checked(command_line: CommandLine, good: Path) -> None:
    words = ("audit-report", good, "--year", "2025", "--kind", "department", "--published")
    assert command_line(*words, "2026-01-31").exit_code == 0
    assert command_line(*words, "2026-02-01").exit_code == 1


@pytest.mark.parametrize("kind", ["xlsx", "docx", "json"])
def test_an_export_is_written_noted_and_passes_its_audit_against_the_log(
    command_line: CommandLine, tmp_path: Path, kind: str
) -> None:
    command_line("init")
    with open_house().database.write() as session:
        agency = make.make_agency(session, "甲局", code="A1")
        make.make_request(session, agency, "1", ("received", date(2026, 3, 2)))
    path = tmp_path / f"report.{kind}"
    summary = command_line.json("export", "annual-report", "--year", 2026, "--out", path, "--agency", "A1")
    assert (summary["new"], summary["carried_out"], summary["ok"]) == (1, 1, True)
    found = command_line.json("audit-report", path, "--agency", "A1", "--year", 2026)
    assert {check["id"] for check in found["checks"]} == {"AR10"}
    with open_house().database.write() as session:
        make.make_request(session, session.get_one(Agency, 1), "2", ("received", date(2026, 3, 3)))
    later = command_line("audit-report", path, "--agency", "A1", "--year", 2026, "--json")
    assert later.exit_code == 1
    assert "AR9" in {check["id"] for check in json.loads(later.stdout)["checks"]}


def test_wrong_use_of_the_export_is_one_line(command_line: CommandLine, tmp_path: Path) -> None:
    command_line("init")
    words = ("export", "annual-report", "--year", 2026, "--out")
    for use in (
        (*words, tmp_path / "a.pdf"),
        (*words, tmp_path / "a.xlsx", "--agency", "nobody"),
        (*words, tmp_path / "a.xlsx", "--agency", "x", "--region", "150600"),
    ):
        answer = command_line(*use)
        assert (answer.exit_code, answer.stderr.count("\n")) == (2, 1)


def test_each_report_of_a_file_has_its_own_answer(
    command_line: CommandLine, rulebook: Rulebook, tmp_path: Path
) -> None:
    documents = []
    for name, number in (("甲局", None), ("乙局", 4321)):
        report = make_report(rulebook) if number is None else with_cell(make_report(rulebook), CELL, number)
        write_report(tmp_path / "one.json", report, rulebook, "示例")
        documents.append(json.loads((tmp_path / "one.json").read_text("utf-8")) | {"name": name})
    path = tmp_path / "two.json"
    path.write_text(json.dumps(documents, ensure_ascii=False), "utf-8")
    answer = command_line("audit-report", path, "--json")
    found = json.loads(answer.stdout)
    assert (answer.exit_code, found["ok"]) == (1, False)
    assert found["reports"] == [{"name": "甲局", "ok": True, "checks": 0}, {"name": "乙局", "ok": False, "checks": 2}]
    assert {check["report"] for check in found["checks"]} == {"乙局"}
    assert "甲局" in command_line("audit-report", path).stdout
    assert command_line("audit-report", path, "--previous", path).exit_code == 2
