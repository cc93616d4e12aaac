"""The export counts the log of the agencies asked for, and its tables pass their own audit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from metrics.annual_report import audit
from reports.annual_report import UnknownScope, count_report, export_annual_report, read_report
from rulebook import Rulebook
from store import Database
from tests import factories as make
from tests.annual_reports import requests_cell

DAY = date(2026, 9, 30)


def two_agencies(database: Database) -> tuple[str, str]:
    """甲局 has two requests of 2026 and one carried over; 乙局, in another league, one."""
    with database.write() as session:
        here = make.make_agency(session, "甲局")
        there = make.make_agency(session, "乙局", region_code="150100", region_name="呼和浩特市")
        make.make_request(session, here, "1", ("received", date(2025, 12, 25)), ("withdrawn", date(2026, 1, 8)))
        make.make_request(session, here, "2", ("received", date(2026, 3, 2)), ("replied", date(2026, 3, 20)))
        make.make_request(session, here, "3", ("received", date(2026, 9, 28)))
        make.make_request(session, there, "1", ("received", date(2026, 5, 6)), ("review_filed", date(2026, 7, 1)))
        return here.code, there.code


def test_a_scope_is_an_agency_a_region_with_what_is_below_it_or_all(
    database: Database, rulebook: Rulebook, tmp_path: Path
) -> None:
    code, _ = two_agencies(database)
    path = tmp_path / "report.xlsx"
    for scope, agencies, new, left in (
        ({"agency": code}, 1, 2, 1),
        ({"region": "150600"}, 1, 2, 1),
        ({"region": "150100"}, 1, 1, 1),
        ({}, 2, 3, 2),
    ):
        summary = export_annual_report(database, rulebook, 2026, DAY, path, **scope)
        assert (summary["agencies"], summary["new"], summary["carried_out"]) == (agencies, new, left), scope
        assert summary["ok"]


@pytest.mark.parametrize(("year", "form"), [(2019, "2019"), (2020, "2019"), (2021, "2021"), (2026, "2021")])
def test_the_year_decides_the_form(
    database: Database, rulebook: Rulebook, tmp_path: Path, year: int, form: str
) -> None:
    assert export_annual_report(database, rulebook, year, DAY, tmp_path / "report.json")["form"] == form


@pytest.mark.parametrize("kind", [".xlsx", ".docx", ".json"])
def test_the_exported_tables_pass_their_own_audit(
    database: Database, rulebook: Rulebook, tmp_path: Path, kind: str
) -> None:
    two_agencies(database)
    path = tmp_path / f"report{kind}"
    export_annual_report(database, rulebook, 2026, DAY, path)
    previous = count_report(database, rulebook, 2025, DAY).report
    log = count_report(database, rulebook, 2026, DAY).requests
    found = audit(read_report(path, rulebook), rulebook, previous=previous, log=log)
    # Table 2 is not in the log: blank, which is not 0.
    assert {(check.id, check.found) for check in found.checks} == {("AR10", "空白")}
    assert all(check.where.startswith("表2 ") for check in found.checks)


def test_what_is_known_decides_and_a_later_day_may_change_it(database: Database, rulebook: Rulebook) -> None:
    code, _ = two_agencies(database)
    early = count_report(database, rulebook, 2026, date(2026, 3, 10), agency=code)
    closed = requests_cell("(七)总计", "总计")
    assert early.report.cells[closed] == 1
    assert count_report(database, rulebook, 2026, DAY, agency=code).report.cells[closed] == 2


def test_more_requests_than_are_read_at_once_are_all_counted(
    database: Database, rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_agencies(database)
    monkeypatch.setattr("reports.annual_report.gathering._AT_ONCE", 1)
    counted = count_report(database, rulebook, 2026, DAY)
    assert counted.report.cells[requests_cell("新收", "总计")] == 3


def test_notes_say_what_a_person_should_know(database: Database, rulebook: Rulebook, tmp_path: Path) -> None:
    two_agencies(database)
    path = tmp_path / "report.xlsx"
    export_annual_report(database, rulebook, 2026, DAY, path)
    book = load_workbook(path)
    notes = {row[0]: row[1] for row in book["说明"].iter_rows(values_only=True)}
    assert "年度尚未结束" in str(notes["报告年度"])
    assert str(notes["申请人类型"]).startswith("4 件")
    assert str(notes["答复类型"]).startswith("1 件")
    assert rulebook.version in str(notes["规则库版本"])
    assert str(book["表3 依申请公开"]["A1"].value).startswith("全部单位2026年政府信息公开工作年度报告统计表")


def test_an_unknown_scope_is_refused_and_leaves_no_file(database: Database, rulebook: Rulebook, tmp_path: Path) -> None:
    for scope in ({"agency": "nobody"}, {"region": "999999"}):
        with pytest.raises(UnknownScope, match=next(iter(scope.values()))):
            export_annual_report(database, rulebook, 2026, DAY, tmp_path / "a.xlsx", **scope)
    assert list(tmp_path.glob("*.xlsx")) == []


def test_a_request_lapses_by_the_working_days_of_its_agencys_region(database: Database, rulebook: Rulebook) -> None:
    with database.write() as session:
        for code, name in (("150600", "鄂尔多斯市"), ("150100", "呼和浩特市")):
            agency = make.make_agency(session, f"{name}局", region_code=code, region_name=name)
            # 20 working days to pay: through 2026-03-30, without the region's day off through 2026-03-31.
            make.make_request(session, agency, "1", ("received", date(2026, 2, 26)), ("fee_noticed", date(2026, 3, 2)))
    calendar = rulebook.calendar.with_regional_days("150600", {date(2026, 3, 10): "地方节日"})
    law = replace(rulebook, calendar=calendar)
    for day, closed in ((date(2026, 3, 31), 1), (date(2026, 4, 1), 2)):
        counted = count_report(database, law, 2026, day)
        assert counted.report.cells[requests_cell("(七)总计", "总计")] == closed
