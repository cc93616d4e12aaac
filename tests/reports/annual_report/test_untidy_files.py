"""Reports as they are really handed in: tables in another order, several agencies in one file, heads again, old XLS."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest
import xlwt
from docx import Document
from openpyxl import Workbook, load_workbook

from metrics.annual_report import AnnualReport, audit
from reports.annual_report import ReportFileError, read_report, read_reports, write_report
from reports.annual_report.printed_table import PrintedTable, printed_tables
from rulebook import Rulebook
from tests.annual_reports import make_report, requests_cell, with_cell

Make = Callable[[int, str], Path]


@pytest.fixture
def make(rulebook: Rulebook, tmp_path: Path) -> Make:
    """Write the report of a seed as a file of a kind."""

    def write(seed: int, kind: str) -> Path:
        path = tmp_path / f"report{seed}{kind}"
        write_report(path, make_report(rulebook, seed=seed), rulebook, f"第{seed}局", [])
        return path

    return write


def sheets(path: Path) -> list[list[list[object]]]:
    """The rows of Tables 2, 3 and 4 as they stand in the sheets, without merged cells."""
    book = load_workbook(path)
    return [[list(row) for row in book[name].iter_rows(values_only=True)] for name in book.sheetnames[:3]]


def saved(path: Path, *named: tuple[str, list[list[object]]]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in named:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_tables_may_come_in_any_order(rulebook: Rulebook, tmp_path: Path, make: Make) -> None:
    second, third, fourth = sheets(make(1, ".xlsx"))
    expected = make_report(rulebook, seed=1).cells
    for number, order in enumerate(((fourth, third, second), (third, second, fourth), (fourth, second, third))):
        path = saved(tmp_path / f"{number}.xlsx", *((f"s{i}", rows) for i, rows in enumerate(order)))
        assert read_report(path, rulebook).cells == expected
        stacked = saved(tmp_path / f"{number}-one.xlsx", ("全部", [row for rows in order for row in [*rows, []]]))
        assert read_report(stacked, rulebook).cells == expected


def test_rows_of_table_3_may_stand_in_another_order(rulebook: Rulebook, tmp_path: Path, make: Make) -> None:
    _, rows, _ = sheets(make(2, ".xlsx"))
    moved = [*rows[:5], rows[-1], *rows[5:-1]]
    cells = read_report(saved(tmp_path / "moved.xlsx", ("表三", moved)), rulebook).cells
    expected = make_report(rulebook, seed=2).cells
    assert cells == {place: value for place, value in expected.items() if place.table == 3}


def test_each_sheet_or_group_of_sheets_may_be_an_agency(rulebook: Rulebook, tmp_path: Path, make: Make) -> None:
    first, second = sheets(make(1, ".xlsx")), sheets(make(2, ".xlsx"))
    whole = [[row for rows in report for row in [*rows, []]] for report in (first, second)]
    for path in (
        saved(tmp_path / "sheets.xlsx", ("甲局", whole[0]), ("乙局", whole[1]), ("说明", [["无"]])),
        saved(tmp_path / "groups.xlsx", *((f"{i}", rows) for i, rows in enumerate([*first, *second]))),
        saved(tmp_path / "stacked.xlsx", ("汇总", [*whole[0], *whole[1]])),
    ):
        found = read_reports(path, rulebook)
        assert [one.report.cells for one in found] == [make_report(rulebook, seed=seed).cells for seed in (1, 2)], path
        with pytest.raises(ReportFileError, match="2 reports in one file"):
            read_report(path, rulebook)
    assert [one.name for one in read_reports(tmp_path / "sheets.xlsx", rulebook)] == ["甲局", "乙局"]


def test_a_document_may_hold_several_reports(rulebook: Rulebook, tmp_path: Path, make: Make) -> None:
    document = Document(str(make(1, ".docx")))
    for table in Document(str(make(2, ".docx"))).tables:
        document.element.body.insert(-1, deepcopy(table._tbl))
    path = tmp_path / "two.docx"
    document.save(str(path))
    found = read_reports(path, rulebook)
    assert [one.report.cells for one in found] == [make_report(rulebook, seed=seed).cells for seed in (1, 2)]


@pytest.mark.parametrize("heads", [True, False])
def test_a_table_that_goes_on_behind_a_page_break_is_one_table(
    rulebook: Rulebook, tmp_path: Path, make: Make, heads: bool
) -> None:
    document = Document(str(make(3, ".docx")))
    table = document.tables[1]
    rest = deepcopy(table._tbl)
    table._tbl.addnext(rest)
    rows = len(table.rows)
    for row in table.rows[rows - 8 :]:
        table._tbl.remove(row._tr)
    again = document.tables[2]
    for row in again.rows[(3 if heads else 0) : rows - 8]:
        again._tbl.remove(row._tr)
    path = tmp_path / "broken.docx"
    document.save(str(path))
    assert [one.report.cells for one in read_reports(path, rulebook)] == [make_report(rulebook, seed=3).cells]


def test_an_old_workbook_is_read_like_a_new_one(rulebook: Rulebook, tmp_path: Path, make: Make) -> None:
    book = xlwt.Workbook()
    for number, rows in enumerate(sheets(make(4, ".xlsx"))):
        sheet = book.add_sheet(f"表{number + 2}")
        for line, row in enumerate(rows):
            for at, value in enumerate(row):
                if value is not None:
                    sheet.write(line, at, value)
    path = tmp_path / "old.xls"
    book.save(str(path))
    assert read_report(path, rulebook).cells == make_report(rulebook, seed=4).cells
    (tmp_path / "bad.xls").write_bytes(b"\xd0\xcf\x11\xe0 no workbook")
    with pytest.raises(ReportFileError, match="bad.xls"):
        read_report(tmp_path / "bad.xls", rulebook)


def test_untidy_cells_are_kept_as_they_are_in_every_kind_of_file(rulebook: Rulebook, tmp_path: Path) -> None:
    report: AnnualReport = make_report(rulebook, seed=5)
    untidy = {"其他": "/", "科研机构": "", "商业企业": "减4", "法律服务机构": "１２", "自然人": "251000元"}
    for column, words in untidy.items():
        report = with_cell(report, requests_cell("(五)2重复申请", column), words)
    for kind in (".xlsx", ".docx", ".json"):
        path = tmp_path / f"untidy{kind}"
        write_report(path, report, rulebook, "示例", [])
        read = read_report(path, rulebook)
        assert read.cells == report.cells
        flagged = {check.where.rpartition(" × ")[2] for check in audit(read, rulebook).checks if check.id == "AR10"}
        assert flagged == set(untidy), kind


def test_a_blank_line_or_unit_before_the_numbers_of_table_4_is_passed_over(
    rulebook: Rulebook, tmp_path: Path, make: Make
) -> None:
    *_, rows = sheets(make(6, ".xlsx"))
    apart = [*rows[:-1], [None] * 15, rows[-1]]
    cells = read_report(saved(tmp_path / "apart.xlsx", ("表四", apart)), rulebook).cells
    assert cells == {place: value for place, value in make_report(rulebook, seed=6).cells.items() if place.table == 4}


def test_json_may_hold_several_reports_name_its_columns_and_its_cells(
    rulebook: Rulebook, tmp_path: Path, make: Make
) -> None:
    first, second = (json.loads(make(seed, ".json").read_text("utf-8")) for seed in (1, 2))
    order = [6, 0, 1, 2, 3, 4, 5]
    first["columns"] = [first["columns"][i] for i in order]
    first["id"] = "甲局"
    rows = first["table3"]
    for name, values in [*rows.items(), *rows["rows"].items()]:
        if name != "rows":
            (rows["rows"] if name in rows["rows"] else rows)[name] = [values[i] for i in order]
    second["table3"]["新收"] = dict(zip(second["columns"], second["table3"]["新收"], strict=True))
    path = tmp_path / "two.json"
    path.write_text(json.dumps([first, second], ensure_ascii=False), "utf-8")
    found = read_reports(path, rulebook)
    assert [one.report.cells for one in found] == [make_report(rulebook, seed=seed).cells for seed in (1, 2)]
    assert [one.name for one in found] == ["甲局", ""]


def test_a_label_may_lead_down_to_its_row_by_steps(rulebook: Rulebook, tmp_path: Path) -> None:
    report, form = make_report(rulebook, seed=8), rulebook.report_forms["2021"]
    rows: list[list[object]] = [["", *(column.label for column in form.columns)]]
    for row in form.rows:
        label = " / ".join([*row.groups, row.printed])
        cells = (report.cells[requests_cell(row.label, column.label)] for column in form.columns)
        rows.append([label, *cells])
    read = read_report(saved(tmp_path / "steps.xlsx", ("表三", rows)), rulebook)
    assert read.cells == {place: value for place, value in report.cells.items() if place.table == 3}


def test_a_web_page_is_read_with_its_spans_and_its_words(rulebook: Rulebook, tmp_path: Path) -> None:
    report = make_report(rulebook, seed=7)
    tables = printed_tables(report, rulebook.report_forms["2021"])
    drawn = "".join(f"<p>{table.title}</p>{html_table(table)}" for table in tables)
    page = f"<html><body><table><tr><td><p>本年新收政府信息公开申请 99999 件</p>{drawn}</td></tr></table></body></html>"
    for name, charset in (("utf.html", "utf-8"), ("gb.htm", "gb18030")):
        path = tmp_path / name
        path.write_bytes(page.encode(charset))
        read = read_report(path, rulebook)
        assert read.cells == report.cells
        assert [check.found for check in audit(read, rulebook).checks if check.id == "AR7"] == [99999]
    (tmp_path / "empty.html").write_bytes(b"\xff\xfe<table><tr><td rowspan='x'>")
    with pytest.raises(ReportFileError, match="empty.html"):
        read_report(tmp_path / "empty.html", rulebook)


def html_table(table: PrintedTable) -> str:
    lines: dict[int, list[str]] = {row: [] for row in range(table.rows)}
    for cell in sorted(table.cells, key=lambda one: (one.row, one.column)):
        span = f"rowspan={cell.height} colspan={cell.width}"
        lines[cell.row].append(f"<td {span}><p><span>{cell.text}</span></p></td>")
    return f"<table>{''.join(f'<tr>{chr(10).join(cells)}</tr>' for cells in lines.values())}</table>"


def test_a_document_whose_tables_are_pictures_says_so(rulebook: Rulebook, tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("三、收到和处理政府信息公开申请情况")
    path = tmp_path / "pictures.docx"
    document.save(str(path))
    with pytest.raises(ReportFileError, match="a picture of a table is none"):
        read_report(path, rulebook)
