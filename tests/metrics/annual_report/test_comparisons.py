"""AR5–AR9 and AR11: the report against last year, its text, the reports below, the log and the calendar."""

from dataclasses import replace
from datetime import date

import pytest

from metrics.annual_report import AnnualReport, Audit, Place, RequestTable, audit
from metrics.annual_report.check import Check
from rulebook import Rulebook
from tests.annual_reports import make_report, requests_cell, with_cell


def year_before(report: AnnualReport, rulebook: Rulebook, form: str = "2021") -> AnnualReport:
    """A report whose carried out and in force lead to this one."""
    previous = make_report(rulebook, form, seed=99)
    for column in rulebook.report_forms[form].columns:
        carried = report.cells[requests_cell("上年结转", column.label)]
        previous = with_cell(previous, requests_cell("结转下年度", column.label), carried)
    return previous


def only(found: Audit, check: str) -> list[Check]:
    return [one for one in found.checks if one.id == check]


def test_what_was_carried_over_is_what_last_year_carried_out(rulebook: Rulebook) -> None:
    report = make_report(rulebook)
    previous = year_before(report, rulebook)
    assert only(audit(report, rulebook, previous=previous), "AR5") == []
    other = with_cell(previous, requests_cell("结转下年度", "商业企业"), 77)
    (check,) = only(audit(report, rulebook, previous=other), "AR5")
    assert (check.where, check.expected, check.severity) == ("表3 上年结转 × 商业企业", 77, "error")


def test_a_difference_that_is_explained_is_a_warning(rulebook: Rulebook) -> None:
    report = make_report(rulebook, explained={"AR5": "机构改革划入"})
    found = audit(report, rulebook, previous=make_report(rulebook, seed=99))
    assert {check.severity for check in only(found, "AR5")} == {"warning"}
    assert found.ok


def test_a_report_follows_one_of_the_older_form(rulebook: Rulebook) -> None:
    report = make_report(rulebook)
    found = audit(report, rulebook, previous=year_before(report, rulebook, "2019"))
    assert found.checks == ()
    assert "AR6" in {one.id for one in found.not_checked}


def test_what_is_in_force_follows_from_last_year(rulebook: Rulebook) -> None:
    report = make_report(rulebook)
    made, abolished, in_force = (Place(2, "规章", cell) for cell in ("本年制发件数", "本年废止件数", "现行有效件数"))
    report = with_cell(with_cell(with_cell(report, made, 3), abolished, 5), in_force, 74)
    previous = with_cell(year_before(report, rulebook), in_force, 76)
    wheres = [check.where for check in only(audit(report, rulebook, previous=previous), "AR6")]
    assert in_force.where not in wheres
    previous = with_cell(previous, in_force, 80)
    check = only(audit(report, rulebook, previous=previous), "AR6")[0]
    assert (check.where, check.expected, check.found, check.severity) == (in_force.where, 78, 74, "warning")


def test_numbers_in_the_text_are_held_against_the_tables(rulebook: Rulebook) -> None:
    report = with_cell(make_report(rulebook), requests_cell("新收", "总计"), 1234)
    for text, found in (
        ("本年新收政府信息公开申请1234件，", []),
        ("共新收政府信息公开申请 1,234 件。", []),
        ("本年新收政府信息公开申请 1２43 件，另收到信访件 9 件。", [1243]),
        ("2025年新收申请共1243件", [1243]),
        ("接听新收热线1243个", []),
    ):
        checks = only(audit(replace(report, text=text), rulebook), "AR7")
        assert [check.found for check in checks] == found, text
        assert all("表3 新收 × 总计" in check.where and check.expected == 1234 for check in checks)


def test_a_superior_is_the_sum_of_the_reports_below(rulebook: Rulebook) -> None:
    below = [make_report(rulebook, seed=seed) for seed in (1, 2, 3)]
    cells = {place: sum(one.number(place) or 0 for one in below) for place in below[0].cells}
    superior = AnnualReport("2021", cells)
    assert audit(superior, rulebook, below=below).checks == ()
    cell = requests_cell("(二)部分公开", "自然人")
    (check,) = only(audit(with_cell(superior, cell, 1), rulebook, below=below), "AR8")
    assert (check.where, check.expected, check.found, check.severity) == (cell.where, cells[cell], 1, "warning")
    partly = audit(superior, rulebook, below=[with_cell(below[0], cell, "/"), *below[1:]])
    assert only(partly, "AR8") == []
    assert "AR8" in {one.id for one in partly.not_checked}


def test_the_log_decides_what_came_and_what_is_left(rulebook: Rulebook) -> None:
    report = make_report(rulebook)
    cells = {place: number for place, number in report.cells.items() if isinstance(number, int)}
    log = RequestTable(cells, unconfirmed=0, applicant_unknown=0, reply_unknown=0)
    assert audit(report, rulebook, log=log).checks == ()
    cell, total = requests_cell("新收", "自然人"), requests_cell("新收", "总计")
    other = replace(log, cells={**cells, cell: 5, total: 6})
    assert [(c.where, c.expected) for c in only(audit(report, rulebook, log=other), "AR9")] == [
        (cell.where, 5),
        (total.where, 6),
    ]
    unsaid = audit(report, rulebook, log=replace(other, applicant_unknown=2))
    assert [check.where for check in only(unsaid, "AR9")] == [total.where]


@pytest.mark.parametrize(
    ("kind", "published", "late"),
    [
        ("department", "2026-01-31", False),
        ("department", "2026-02-01", True),
        ("government", "2026-03-31", False),
        ("government", "2026-04-01", True),
    ],
)
def test_departments_publish_by_january_31_and_governments_by_march_31(
    rulebook: Rulebook, kind: str, published: str, late: bool
) -> None:
    report = make_report(rulebook, year=2025, kind=kind, published=date.fromisoformat(published))
    found = audit(report, rulebook)
    assert [check.id for check in found.checks] == (["AR11"] if late else [])
    assert found.ok is not late


def test_what_could_not_be_checked_is_said(rulebook: Rulebook) -> None:
    ids = [one.id for one in audit(make_report(rulebook), rulebook).not_checked]
    assert ids == ["AR5", "AR6", "AR7", "AR8", "AR9", "AR11"]
