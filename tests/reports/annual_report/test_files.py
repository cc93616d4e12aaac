"""A report written as XLSX, DOCX or JSON is read again as it was, and found by its labels wherever it stands."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import Workbook, load_workbook

from metrics.annual_report import AnnualReport, Place, audit
from reports.annual_report import FORMATS, ReportFileError, read_report, write_report
from rulebook import Rulebook
from tests.annual_reports import make_report, mutation, requests_cell, with_cell

TITLE = "示例局2025年政府信息公开工作年度报告统计表"


def written(report: AnnualReport, rulebook: Rulebook, folder: Path, kind: str) -> Path:
    path = folder / "out" / f"report{kind}"
    write_report(path, report, rulebook, TITLE, [("说明", "=1+1")])
    return path


@pytest.mark.parametrize("form", ["2019", "2021"])
@pytest.mark.parametrize("kind", FORMATS)
def test_what_is_written_is_read_again(rulebook: Rulebook, tmp_path: Path, kind: str, form: str) -> None:
    report = make_report(rulebook, form, seed=8)
    read = read_report(written(report, rulebook, tmp_path, kind), rulebook)
    assert (read.form, read.cells) == (form, report.cells)


@pytest.mark.parametrize("kind", FORMATS)
def test_the_audit_is_the_same_whatever_the_kind_of_file(rulebook: Rulebook, tmp_path: Path, kind: str) -> None:
    for seed in range(12):
        _, _, wrong = mutation(make_report(rulebook, ("2021", "2019")[seed % 2], seed), seed)
        blank = with_cell(wrong, requests_cell("(三)7行政执法案卷", "其他"), ("减4", "", "/")[seed % 3])
        read = read_report(written(blank, rulebook, tmp_path, kind), rulebook)
        assert audit(read, rulebook).checks == audit(blank, rulebook).checks != ()


@pytest.mark.parametrize("kind", FORMATS)
def test_the_reference_report_passes_in_every_kind_of_file(
    rulebook: Rulebook, tmp_path: Path, kind: str, reference_report: Path
) -> None:
    report = read_report(reference_report, rulebook)
    read = read_report(written(report, rulebook, tmp_path, kind), rulebook)
    assert read.cells == report.cells
    assert audit(read, rulebook).checks == ()


def test_heads_are_merged_as_printed(rulebook: Rulebook, tmp_path: Path) -> None:
    book = load_workbook(written(make_report(rulebook), rulebook, tmp_path, ".xlsx"))
    assert book.sheetnames == ["表2 主动公开", "表3 依申请公开", "表4 复议诉讼", "说明"]
    sheet = book["表3 依申请公开"]
    merged = {str(sheet.cell(area.min_row, area.min_col).value): area.size for area in sheet.merged_cells.ranges}
    assert merged["法人或其他组织"] == {"columns": 5, "rows": 1}
    assert merged["三、本年度办理结果"] == {"columns": 1, "rows": 22}
    assert merged["（三）不予公开"] == {"columns": 1, "rows": 8}
    assert merged["四、结转下年度继续办理"] == {"columns": 3, "rows": 1}
    assert book["说明"]["B1"].data_type == "s"  # words that begin with "=" are no formula


def test_the_word_document_names_its_fonts_for_chinese(rulebook: Rulebook, tmp_path: Path) -> None:
    document = Document(str(written(make_report(rulebook), rulebook, tmp_path, ".docx")))
    runs = [run for table in document.tables for cell in table._cells for p in cell.paragraphs for run in p.runs]
    fonts = {run._r.rPr.rFonts.get(qn("w:eastAsia")) for run in runs}
    assert fonts == {"仿宋", "黑体"}
    assert document.tables[1].cell(0, 0).text.startswith("（本列数据的勾稽关系为")


def test_the_same_report_gives_the_same_text_in_word(rulebook: Rulebook, tmp_path: Path) -> None:
    first, second = (
        zipfile.ZipFile(written(make_report(rulebook), rulebook, tmp_path / name, ".docx")).read("word/document.xml")
        for name in ("a", "b")
    )
    assert first == second


def test_tables_are_found_wherever_they_stand_and_however_labels_are_written(
    rulebook: Rulebook, tmp_path: Path
) -> None:
    """One sheet, everything moved, no merged cells, spaces and other signs in the labels, the numbers as text."""
    report = make_report(rulebook, seed=3)
    source = load_workbook(written(report, rulebook, tmp_path, ".xlsx"))
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    line = 5
    for name in source.sheetnames[:3]:
        for row in source[name].iter_rows(min_row=2, values_only=True):
            line += 1
            for place, value in enumerate(row, 3):
                words = (
                    str(value).replace("（", " (").replace("）", ")").replace("1.", "1、") if value is not None else ""
                )
                sheet.cell(line, place, words)
    path = tmp_path / "moved.xlsx"
    book.save(path)
    read = read_report(path, rulebook)
    assert (read.form, read.cells) == ("2021", report.cells)


def test_text_of_a_document_is_read_for_its_numbers(rulebook: Rulebook, tmp_path: Path) -> None:
    report = with_cell(make_report(rulebook), requests_cell("新收", "总计"), 100)
    path = written(report, rulebook, tmp_path, ".docx")
    document = Document(str(path))
    document.add_paragraph("一、总体情况。本年新收政府信息公开申请 99 件。")
    document.save(str(path))
    checks = audit(read_report(path, rulebook), rulebook).checks
    assert [(check.expected, check.found) for check in checks if check.id == "AR7"] == [(100, 99)]


def test_a_missing_row_is_missing_and_not_the_next_one(rulebook: Rulebook, tmp_path: Path) -> None:
    path = written(make_report(rulebook), rulebook, tmp_path, ".docx")
    document = Document(str(path))
    table = document.tables[1]
    row = next(row for row in table.rows if "2.重复申请" in [cell.text for cell in row.cells])
    table._tbl.remove(row._tr)
    document.save(str(path))
    checks = audit(read_report(path, rulebook), rulebook).checks
    assert [(check.id, check.where) for check in checks] == [("AR3", "表3 (五)2重复申请（整行）")]


def test_json_may_be_a_list_of_one_and_carry_year_text_and_explanations(rulebook: Rulebook, tmp_path: Path) -> None:
    path = written(make_report(rulebook), rulebook, tmp_path, ".json")
    document = json.loads(path.read_text("utf-8"))
    document |= {"year": 2025, "published": "2026-01-30", "kind": "department", "explained": {"AR5": "划转"}}
    document["text"] = {"新收": 7}
    path.write_text(json.dumps([document], ensure_ascii=False), "utf-8")
    read = read_report(path, rulebook)
    assert (read.year, str(read.published), read.kind) == (2025, "2026-01-30", "department")
    assert read.explained == {"AR5": "划转"}
    assert [check.found for check in audit(read, rulebook).checks] == [7]


def test_json_names_its_form_or_is_known_by_its_rows(rulebook: Rulebook, tmp_path: Path) -> None:
    path = written(make_report(rulebook, "2019"), rulebook, tmp_path, ".json")
    document = json.loads(path.read_text("utf-8"))
    assert document["format"] == "国办公开办函〔2019〕60号"
    del document["format"]
    path.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    assert read_report(path, rulebook).form == "2019"


def test_a_row_that_is_too_short_has_blanks(rulebook: Rulebook, tmp_path: Path) -> None:
    path = written(make_report(rulebook), rulebook, tmp_path, ".json")
    document = json.loads(path.read_text("utf-8"))
    document["table4"]["行政复议"].pop()
    path.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    read = read_report(path, rulebook)
    assert read.cells[Place(4, "行政复议", "总计")] == ""


@pytest.mark.parametrize(
    ("name", "body", "reason"),
    [
        ("a.json", b"{", "not readable as JSON"),
        ("a.json", b"\xff\xfe\x00", "not readable as JSON"),
        ("a.json", b"[]", "an empty list"),
        ("a.json", b"[1]", "not an annual report, but int"),
        ("a.json", b"{}", "no row of an annual report"),
        ("a.json", b'{"table3": [1]}', "table3 is not an object"),
        ("a.json", '{"table4": {"行政复议": [1,2,3,4,5,6]}}'.encode(), "6 cells, the form has 5"),
        ("a.json", '{"table4": {"行政复议": [1]}, "published": "soon"}'.encode(), "not a date"),
        ("a.json", '{"table4": {"行政复议": [1]}, "year": "soon"}'.encode(), "not a year"),
        ("a.xlsx", b"no zip", "not a readable file of its kind"),
        ("a.docx", b"PK\x03\x04 broken", "not a readable file of its kind"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "read from .json, .xlsx, .xls, .docx or .html"),
    ],
)
def test_an_unreadable_file_is_one_clear_line(
    rulebook: Rulebook, tmp_path: Path, name: str, body: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(body)
    with pytest.raises(ReportFileError, match=reason) as caught:
        read_report(path, rulebook)
    assert str(caught.value).startswith(name)
    assert "\n" not in str(caught.value)


def test_a_file_of_another_kind_or_without_the_tables_is_told(rulebook: Rulebook, tmp_path: Path) -> None:
    for name in ("a.xlsx", "a.docx"):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr("hello.txt", "hello")
        with pytest.raises(ReportFileError, match=name):
            read_report(tmp_path / name, rulebook)
    book = Workbook()
    book.save(tmp_path / "empty.xlsx")
    Document().save(str(tmp_path / "empty.docx"))
    for name in ("empty.xlsx", "empty.docx"):
        with pytest.raises(ReportFileError, match="none of the tables"):
            read_report(tmp_path / name, rulebook)
    with pytest.raises(ReportFileError, match="cannot be read"):
        read_report(tmp_path / "absent.json", rulebook)


def test_an_export_leaves_no_unfinished_file(rulebook: Rulebook, tmp_path: Path) -> None:
    path = written(make_report(rulebook), rulebook, tmp_path, ".xlsx")
    assert [found.name for found in path.parent.iterdir()] == [path.name]
    with pytest.raises(ValueError, match="xlsx"):
        written(make_report(rulebook), rulebook, tmp_path, ".pdf")
