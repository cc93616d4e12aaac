"""Rows of an old XLS workbook (BIFF, Excel 97 to 2003)."""

import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final, Literal

import xlrd

from collectors.tables.content import Content
from collectors.tables.merged_cells import Merged, with_merged
from collectors.tables.spool import spooled
from collectors.tables.table import Sheet, TableError, TableRow

_LARGEST: Final = 100 * 1024 * 1024
"""Bytes; the form holds at most 65,536 rows a sheet."""


def xls_sheets(content: Content, file: str) -> list[Sheet]:
    """Every sheet that is not empty, in their order. Raises `TableError` for a file that is no workbook.

    Days follow the workbook's own epoch (1900 or 1904). A cell with an error says #N/A and the like.
    """
    if content.size > _LARGEST:
        raise TableError(f"{file}：XLS 工作簿超过 {_LARGEST} 字节，请另存为 XLSX 或者 CSV")
    try:
        # What the reader has to say of odd files goes nowhere: it may quote cells.
        book = xlrd.open_workbook(
            file_contents=content.whole(), logfile=io.StringIO(), formatting_info=True, on_demand=True
        )
        sheets = [
            Sheet(spooled(_sheet_rows(book, number)), name=book.sheet_names()[number]) for number in range(book.nsheets)
        ]
        book.release_resources()
    except OSError:
        raise
    except Exception as error:
        raise TableError(f"{file}：{_reason(error)}") from error
    return [sheet for sheet in sheets if next(sheet.rows(), None) is not None]


def _reason(error: Exception) -> str:
    said = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    if "encrypted" in said or "Can't find workbook" in said:
        return "工作簿设有打开密码，或者不是表格，请去掉密码后另存"
    return f"XLS 工作簿无法读取：{said}"


def _sheet_rows(book: Any, number: int) -> Iterator[TableRow]:
    sheet = book.sheet_by_index(number)
    merged = [Merged(top + 1, bottom, left, right - 1) for top, bottom, left, right in sheet.merged_cells]
    rows = (TableRow(at + 1, [_value(book, cell) for cell in sheet.row(at)]) for at in range(sheet.nrows))
    yield from (row for row in with_merged(rows, merged) if not row.blank)


def _value(book: Any, cell: Any) -> Any:
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return None
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(cell.value, "#ERROR!")
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_DATE:
        return _day(cell.value, book.datemode)
    return cell.value


def _day(value: float, epoch: Literal[0, 1]) -> datetime | float:
    """The moment that the cell shows; the bare number where it can be none."""
    try:
        return xlrd.xldate_as_datetime(value, epoch)
    except (ValueError, OverflowError):
        return value
