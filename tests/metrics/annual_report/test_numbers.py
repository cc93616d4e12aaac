"""AR10: what is no non-negative integer is flagged and never read as 0."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.annual_report import audit, read_value
from rulebook import Rulebook
from tests.annual_reports import TABLE_2, make_report, requests_cell, with_cell

CELL = requests_cell("(一)予以公开", "自然人")


@pytest.mark.parametrize(
    "raw", ["", None, "/", "减4", "251000元", "2.5", 2.5, "-3", -3, "３", "无", "十", "1,23", True]
)
def test_what_is_no_number_stays_words(raw: Any) -> None:
    assert isinstance(read_value(raw), str)


@pytest.mark.parametrize(
    ("raw", "number"), [(0, 0), ("0", 0), (" 12\u3000", 12), ("1,024", 1024), (7.0, 7), ("007", 7)]
)
def test_non_negative_integers_are_read(raw: Any, number: int) -> None:
    assert read_value(raw) == number


@given(st.one_of(st.text(), st.floats(), st.integers(), st.none(), st.booleans()))
def test_any_cell_is_read_as_a_number_from_0_on_or_as_words(raw: Any) -> None:
    value = read_value(raw)
    assert isinstance(value, str) or value >= 0


@pytest.mark.parametrize("words", ["", "/", "减4", "251000元", "2.5", "-3", "①"])
def test_such_a_cell_is_flagged_with_the_number_that_the_sums_want(rulebook: Rulebook, words: str) -> None:
    report = make_report(rulebook, seed=2)
    found = audit(with_cell(report, CELL, words), rulebook)
    (check,) = found.checks
    assert (check.id, check.where, check.severity) == ("AR10", CELL.where, "warning")
    assert check.found == (words or "空白")
    assert check.expected == f"非负整数（按勾稽关系应为 {report.number(CELL)}）"
    assert found.ok


def test_digits_of_full_width_are_flagged_and_counted_all_the_same(rulebook: Rulebook) -> None:
    report = make_report(rulebook, seed=2)
    number = report.number(CELL)
    wide = str(number).translate({ord("0") + i: ord("０") + i for i in range(10)})
    (check,) = audit(with_cell(report, CELL, wide), rulebook).checks
    assert (check.id, check.found, check.expected) == ("AR10", wide, f"非负整数（按勾稽关系应为 {number}）")
    wrong = audit(with_cell(report, CELL, "９９９９"), rulebook)
    assert {one.id for one in wrong.checks} == {"AR2", "AR3", "AR10"} and not wrong.ok


def test_a_blank_is_not_taken_for_0_in_a_sum(rulebook: Rulebook) -> None:
    report = make_report(rulebook, seed=2)
    assert report.number(CELL)
    # Were the blank a 0, the sums of its row and column would fail; they are not made instead.
    assert {check.id for check in audit(with_cell(report, CELL, ""), rulebook).checks} == {"AR10"}


def test_a_sum_that_no_number_in_the_blank_could_mend_fails(rulebook: Rulebook) -> None:
    report = make_report(rulebook, seed=2)
    row_total = requests_cell(CELL.row, "总计")
    wrong = with_cell(with_cell(report, requests_cell(CELL.row, "其他"), ""), row_total, 0)
    found = audit(wrong, rulebook)
    assert ("AR3", row_total.where) in {(check.id, check.where) for check in found.checks}
    assert not found.ok


def test_every_cell_of_table_2_is_looked_at(rulebook: Rulebook) -> None:
    report = make_report(rulebook)
    places = [place for place in report.cells if place.table == TABLE_2]
    assert len(places) == 10
    for place in places:
        (check,) = audit(with_cell(report, place, "/"), rulebook).checks
        assert (check.id, check.where) == ("AR10", place.where)
