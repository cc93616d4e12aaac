"""Rows of an XLSX workbook, read as a stream."""

import io
import zipfile
from typing import Any, Final

from openpyxl import load_workbook

from collectors.tables.table import TableError, TableRow

_LARGEST_UNPACKED: Final = 1024 * 1024 * 1024
"""Bytes; a packed file that grows beyond this is an attack, not a log."""


def xlsx_sheets(body: bytes, file: str) -> list[list[TableRow]]:
    """The rows of every sheet that is not empty, in their order. Raises `TableError` for a file that is no workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST_UNPACKED:
                raise TableError(f"{file}：工作簿解压后超过 {_LARGEST_UNPACKED} 字节")
        book = load_workbook(io.BytesIO(body), read_only=True, data_only=True)
        sheets = [_rows(sheet) for sheet in book.worksheets]
        book.close()
    except TableError:
        raise
    except Exception as error:
        raise TableError(f"{file}：XLSX 工作簿无法读取：{type(error).__name__}: {error}") from error
    return [rows for rows in sheets if rows]


def _rows(sheet: Any) -> list[TableRow]:
    # Some programs write a wrong size into the file, and a stream reader would believe it.
    sheet.reset_dimensions()
    rows = (TableRow(number, cells) for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1))
    return [row for row in rows if not row.blank]
