"""``mingcha import registry`` and its kin, as a user calls them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from store import Database
from store.models import Finding, SiteColumn
from tests import factories as make
from tests.collectors.registry_files.books import workbook
from tests.mingcha.conftest import CommandLine

BOOK = {
    "单位": [["单位名称", "单位代码", "盟市", "单位性质"], ["青城教育局", "JY", "呼和浩特市", "部门"]],
    "网站": [["网站名称", "网址", "主办单位"], ["教育网", "http://jy.example.cn/", "青城教育局"]],
    "栏目": [["网站名称", "栏目名称", "栏目地址"], ["教育网", "通知公告", "http://jy.example.cn/tz/"]],
}
HOME, COLUMN = "http://jy.example.cn/", "http://jy.example.cn/tz/"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "登记.xlsx"
    path.write_bytes(workbook(BOOK))
    return path


@pytest.fixture
def registered(command_line: CommandLine, book: Path) -> CommandLine:
    assert command_line("init").exit_code == 0
    assert command_line.json("import", "registry", book)["accepted"] == 3
    return command_line


def test_files_can_be_tried_before_there_is_a_registry(command_line: CommandLine, book: Path) -> None:
    fine = {"unchanged": 0, "quarantined": 0, "reasons": {}}
    assert command_line.json("import", "registry", book, "--dry-run") == {"rows": 3, "accepted": 3, **fine}
    # Names that an empty registry cannot know are no faults of the form.
    catalogue = command_line.json("import", "catalogue", _catalogue(book.parent), "--dry-run")
    assert catalogue == {"rows": 2, "accepted": 2, **fine}
    columns = book.parent / "栏目.xlsx"
    rows = [
        ["主办单位", "网站名称", "栏目名称", "栏目地址"],
        ["甲局", "甲网", "通知", f"{HOME}tz/"],
        ["甲局", "甲网", "动态", "无"],
    ]
    columns.write_bytes(workbook({"栏目": rows}))
    tried = command_line.json("import", "registry", columns, "--dry-run")
    assert (tried["accepted"], tried["reasons"]) == (1, {"not_an_address": 1})


def test_names_that_a_registry_does_not_know_are_faults(registered: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "网站.xlsx"
    path.write_bytes(workbook({"网站": [["网站名称", "网址", "主办单位"], ["甲网", "http://a.example.cn/", "甲局"]]}))
    tried = registered.json("import", "registry", path, "--dry-run")
    assert tried["reasons"] == {"unknown_agency": 1}


def test_what_is_exported_comes_back_unchanged(registered: CommandLine, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    assert registered.json("export", "registry", "--out", out)["columns"] == 1
    back = registered.json("import", "registry", out)
    assert back["unchanged"] == back["rows"] == 3
    assert registered("export", "registry", "--out", tmp_path / "out.csv").exit_code == 2


def test_a_catalogue_is_imported_and_its_gaps_are_found(registered: CommandLine, tmp_path: Path) -> None:
    first = registered.json("import", "catalogue", _catalogue(tmp_path))
    assert (first["accepted"], first["quarantined"]) == (2, 0)
    assert registered.json("import", "catalogue", _catalogue(tmp_path))["unchanged"] == 2
    assert registered.json("evaluate")["cards"] == {"blue": 1, "yellow": 0, "red": 0}


def test_a_columns_own_limit_goes_before_that_of_its_category(registered: CommandLine, tmp_path: Path) -> None:
    heads = ["网站名称", "栏目名称", "栏目地址", "更新期限（天）"]
    rows = [["教育网", "工作动态", f"{HOME}dt/", "7"], ["教育网", "要闻", f"{HOME}yw/", ""]]
    path = tmp_path / "栏目.xlsx"
    path.write_bytes(workbook({"栏目": [heads, *rows]}))
    assert registered.json("import", "registry", path)["accepted"] == 2
    database = Database(f"sqlite:///{registered.folder / 'mingcha.sqlite3'}")
    with database.write() as session:
        for column in session.scalars(select(SiteColumn)):
            make.look_at_column(session, column, date(2026, 11, 20), date(2026, 11, 10))
    assert registered.json("evaluate")["cards"] == {"blue": 0, "yellow": 1, "red": 0}
    with database.read() as session:
        found = session.scalars(select(Finding)).one()
        assert (found.facts["limit_days"], found.triggered_on) == (7, date(2026, 11, 18))
    database.dispose()


def test_a_site_is_maintained_and_a_column_retired(registered: CommandLine) -> None:
    hours = ("--from", "2026-11-20T22:00", "--to", "2026-11-21T06:00")
    entered = registered.json("site", "maintain", HOME, *hours, "--reason", "升级")
    assert entered["from"] == "2026-11-20T22:00:00+08:00"
    assert [one["cancelled"] for one in registered.json("site", "windows", HOME)["windows"]] == [False]
    assert registered("site", "cancel", str(entered["window"]), "--reason", "改期").exit_code == 0
    assert [one["cancelled"] for one in registered.json("site", "windows", HOME)["windows"]] == [True]
    retired = registered.json("site", "retire", COLUMN, "--reason", "合并", "--on", "2026-11-19")
    assert (retired["kind"], retired["on"], retired["cards_lapsed"]) == ("column", "2026-11-19", 0)
    assert registered.json("site", "restore", COLUMN, "--reason", "停用有误")["cards_reinstated"] == 0
    assert registered.json("site", "limit", COLUMN, "--days", "30", "--reason", "月刊")["limit_days"] == 30
    assert registered.json("site", "limit", COLUMN, "--reason", "改回")["limit_days"] is None


@pytest.mark.parametrize(
    "words",
    [
        ("site", "retire", "http://nowhere.example.cn/", "--reason", "合并"),
        ("site", "retire", COLUMN, "--reason", " "),
        ("site", "maintain", HOME, "--from", "2026-11-20", "--to", "2026-12-20", "--reason", "久"),
        ("site", "maintain", HOME, "--from", "soon", "--to", "later", "--reason", "x"),
        ("site", "cancel", "77", "--reason", "改期"),
        ("site", "restore", COLUMN, "--reason", "没有停用"),
        ("site", "limit", HOME, "--days", "30", "--reason", "不是栏目"),
        ("discover", "http://nowhere.example.cn/"),
        ("enter-report", "JY", "--year", "2025"),
        ("enter-report", "nobody", "--year", "2025", "--submitted", "2026-01-20"),
        ("enter-report", "JY", "--year", "2025", "--submitted", "2025-06-01"),
        ("import", "registry", "missing.xlsx"),
    ],
)
def test_wrong_use_is_one_clear_line(registered: CommandLine, words: tuple[str, ...]) -> None:
    answer = registered(*words)
    assert answer.exit_code == 2
    assert len(answer.stderr.strip().splitlines()[-1:]) == 1 and "Traceback" not in answer.stderr


def test_what_was_handed_in_is_entered_once(registered: CommandLine) -> None:
    words = ("enter-report", "JY", "--year", "2025", "--submitted", "2026-01-20")
    assert "已登记" in registered(*words).stdout
    assert "此前已登记" in registered(*words).stdout


def _catalogue(folder: Path) -> Path:
    rows = [
        ["编码", "领域", "事项名称", "公开主体", "栏目名称"],
        ["A-1", "义务教育", "招生公告", "青城教育局", "通知公告"],
        ["A-2", "义务教育", "统计数据", "青城教育局", ""],
    ]
    path = folder / "清单.xlsx"
    path.write_bytes(workbook({"试点清单": rows}))
    return path
