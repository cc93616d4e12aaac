"""AR1–AR4: sums that hold pass, and of a wrong cell it is said which it is and what it should be."""

from pathlib import Path

import pytest

from metrics.annual_report import AnnualReport, audit
from reports.annual_report import read_report
from rulebook import Rulebook
from tests.annual_reports import TABLE_3, make_report, mutation, requests_cell, with_cell

MUTATIONS = 200


@pytest.mark.parametrize("form", ["2019", "2021"])
@pytest.mark.parametrize("seed", range(20))
def test_a_report_whose_sums_hold_passes(rulebook: Rulebook, form: str, seed: int) -> None:
    assert audit(make_report(rulebook, form, seed), rulebook).checks == ()


def test_the_reference_report_passes(rulebook: Rulebook, reference_report: Path) -> None:
    found = audit(read_report(reference_report, rulebook), rulebook)
    assert (found.checks, found.ok) == ((), True)


def assert_found(report: AnnualReport, rulebook: Rulebook, seed: int) -> None:
    place, right, wrong = mutation(report, seed)
    found = audit(wrong, rulebook)
    assert not found.ok
    if place.table == TABLE_3:
        # Two sums of one cell name it: every failing check says the same.
        assert {(check.where, check.expected, check.found) for check in found.checks} == {
            (place.where, right, wrong.number(place))
        }
        assert len(found.checks) >= 2
    else:
        # Table 4 has one sum a block: it says which block, and what its total should be.
        (check,) = found.checks
        assert check.id == "AR4"
        assert check.where == f"表4 {place.row} × 总计"


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_each_of_200_wrong_cells_is_found_and_named(rulebook: Rulebook, form: str) -> None:
    for seed in range(MUTATIONS):
        assert_found(make_report(rulebook, form, seed=seed // 10), rulebook, seed)


def test_each_of_200_wrong_cells_of_the_reference_report_is_found_and_named(
    rulebook: Rulebook, reference_report: Path
) -> None:
    report = read_report(reference_report, rulebook)
    for seed in range(MUTATIONS):
        assert_found(report, rulebook, seed)


def test_every_cell_of_table_3_is_named_when_it_is_wrong(rulebook: Rulebook) -> None:
    report = make_report(rulebook, seed=3)
    for place in report.cells:
        number = report.number(place)
        if place.table == TABLE_3 and number is not None:
            checks = audit(with_cell(report, place, number + 7), rulebook).checks
            assert {(check.where, check.expected) for check in checks} == {(place.where, number)}


def test_two_wrong_cells_in_different_rows_and_columns_are_both_named(rulebook: Rulebook) -> None:
    report = make_report(rulebook, seed=4)
    first, second = requests_cell("(一)予以公开", "自然人"), requests_cell("(三)8行政查询事项", "其他")
    wrong = with_cell(with_cell(report, first, 9001), second, 9002)
    wheres = {check.where for check in audit(wrong, rulebook).checks}
    assert wheres == {first.where, second.where}


def test_two_wrong_cells_in_one_column_are_each_named_by_their_row_and_together_by_their_column(
    rulebook: Rulebook,
) -> None:
    report = make_report(rulebook, seed=5)
    first, second = requests_cell("(一)予以公开", "自然人"), requests_cell("(二)部分公开", "自然人")
    right = report.number(first)
    wrong = with_cell(with_cell(report, first, 9001), second, 9005)
    checks = audit(wrong, rulebook).checks
    assert (first.where, right) in {(check.where, check.expected) for check in checks if check.id == "AR3"}
    (column,) = [check for check in checks if check.id == "AR2"]
    assert column.where == f"{first.where}；{second.where}"


def test_a_balance_that_nothing_else_explains_names_what_is_carried_out(rulebook: Rulebook) -> None:
    report = make_report(rulebook, seed=6)
    one, total = requests_cell("结转下年度", "自然人"), requests_cell("结转下年度", "总计")
    right, whole = report.number(one), report.number(total)
    assert right is not None
    assert whole is not None
    wrong = with_cell(with_cell(report, one, right + 5), total, whole + 5)
    checks = audit(wrong, rulebook).checks
    assert [(check.id, check.where, check.expected, check.found) for check in checks] == [
        ("AR1", one.where, right, right + 5),
        ("AR1", total.where, whole, whole + 5),
    ]


def test_a_row_or_a_table_that_is_missing_fails(rulebook: Rulebook) -> None:
    report = make_report(rulebook)
    without_row = AnnualReport("2021", {p: v for p, v in report.cells.items() if p.row != "(五)2重复申请"})
    without_table = AnnualReport("2021", {p: v for p, v in report.cells.items() if p.table != 4})
    for partial, expected in (
        (without_row, ("AR3", "表3 (五)2重复申请（整行）")),
        (without_table, ("AR4", "表4（全表）")),
    ):
        found = audit(partial, rulebook)
        assert [(check.id, check.where) for check in found.checks] == [expected]
        assert not found.ok
