"""The tables of a workbook or a document as rows of cells; a merged cell stands once, at its upper left corner."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import xlrd
from docx import Document
from docx.oxml.ns import qn
from docx.table import Table, _Cell
from openpyxl import load_workbook

from reports.annual_report.errors import ReportFileError

Row = list[Any]
_LARGEST_UNPACKED: Final = 128 * 1024 * 1024
_ROWS, _COLUMNS = 2000, 100


class _Covered:
    """What stands where a merged cell covers the grid."""

    def __repr__(self) -> str:
        return "COVERED"


COVERED: Final = _Covered()


@dataclass(frozen=True)
class Block:
    """The rows of one sheet or table. ``name``: what the file calls it, where it does."""

    name: str
    rows: list[Row]


def xlsx_blocks(body: bytes, file: str) -> list[Block]:
    """Every sheet (of each the first 2,000 rows and 100 columns)."""
    _refuse_bombs(body, file)
    try:
        book = load_workbook(io.BytesIO(body), data_only=True)
        return [Block(sheet.title, _sheet_rows(sheet)) for sheet in book.worksheets]
    except Exception as error:
        raise ReportFileError(f"{file}: not a readable XLSX workbook ({type(error).__name__}: {error})") from error


def xls_blocks(body: bytes, file: str) -> list[Block]:
    """The same of a workbook of the old kind."""
    try:
        with xlrd.open_workbook(file_contents=body, formatting_info=True, logfile=io.StringIO()) as book:
            return [Block(sheet.name, _old_sheet_rows(sheet)) for sheet in book.sheets()]
    except Exception as error:
        raise ReportFileError(f"{file}: not a readable XLS workbook ({type(error).__name__}: {error})") from error


def docx_blocks(body: bytes, file: str) -> tuple[list[Block], str]:
    """Every table, and the text around them."""
    _refuse_bombs(body, file)
    try:
        document = Document(io.BytesIO(body))
        tables = document.element.body.iter(qn("w:tbl"))
        blocks = [Block("", list(_table_rows(Table(table, document)))) for table in tables]
        return blocks, "\n".join(paragraph.text for paragraph in document.paragraphs)
    except Exception as error:
        raise ReportFileError(f"{file}: not a readable Word document ({type(error).__name__}: {error})") from error


def _refuse_bombs(body: bytes, file: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError) as error:
        raise ReportFileError(f"{file}: not a readable file of its kind ({error})") from error
    if size > _LARGEST_UNPACKED:
        raise ReportFileError(f"{file}: too large when unpacked")


def _sheet_rows(sheet: Any) -> list[Row]:
    last_row, last_column = min(sheet.max_row, _ROWS), min(sheet.max_column, _COLUMNS)
    rows = [list(row) for row in sheet.iter_rows(max_row=last_row, max_col=last_column, values_only=True)]
    for area in sheet.merged_cells.ranges:
        for line in range(area.min_row, min(area.max_row, last_row) + 1):
            for place in range(area.min_col, min(area.max_col, last_column) + 1):
                if (line, place) != (area.min_row, area.min_col):
                    rows[line - 1][place - 1] = COVERED
    return rows


def _old_sheet_rows(sheet: Any) -> list[Row]:
    width = min(sheet.ncols, _COLUMNS)
    rows: list[Row] = [[sheet.cell_value(line, at) for at in range(width)] for line in range(min(sheet.nrows, _ROWS))]
    for first, past, left, right in sheet.merged_cells:
        for line in range(first, min(past, len(rows))):
            for at in range(left, min(right, width)):
                if (line, at) != (first, left):
                    rows[line][at] = COVERED
    return rows


def _table_rows(table: Table) -> Iterator[Row]:
    for row in table.rows:
        cells: Row = [COVERED] * row.grid_cols_before
        for element in row._tr.tc_lst:
            text = COVERED if element.vMerge == "continue" else _Cell(element, table).text
            cells += [text, *[COVERED] * (element.grid_span - 1)]
        yield cells
