"""The sheets of a workbook by name, each with its headings; a CSV or JSON file is one sheet without a name."""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from openpyxl import load_workbook

from collectors.decoding import decode, storable
from collectors.tables.accounting import RowProblem, RowRefused
from collectors.tables.csv_files import csv_rows
from collectors.tables.headings import Headings
from collectors.tables.json_files import json_rows
from collectors.tables.sent_again import as_first_sent
from collectors.tables.table import TableError, TableRow, empty_file

_ZIP: Final = b"PK\x03\x04"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
_LARGEST_UNPACKED: Final = 512 * 1024 * 1024
"""Bytes; a packed file that grows beyond this is an attack, not a registry."""
_ROWS_SEARCHED: Final = 15


@dataclass(frozen=True)
class SheetTable:
    """One sheet with its recognised headings, in memory: registries and catalogues are small beside logs.

    `columns`: the column of each field that was recognised; `field_names`: its heading, else the usual word for it.
    """

    file: str
    name: str
    headings: Sequence[str]
    columns: Mapping[str, int]
    field_names: Mapping[str, str]
    rows: Sequence[TableRow]

    @property
    def place(self) -> str:
        """The file, and the sheet where it is one of several."""
        return f"{self.file}［{self.name}］" if self.name else self.file

    def problem(self, row: TableRow, refusal: RowRefused) -> RowProblem:
        """The row as it goes to quarantine: under its own headings, with file, sheet, line, field and reason."""
        raw: dict[str, Any] = {}
        for position, cell in enumerate(row.cells):
            heading = self.headings[position] if position < len(self.headings) else ""
            raw[heading or f"第 {position + 1} 列"] = _as_json(cell)
        name = self.field_names[refusal.field]
        return RowProblem(self.place, row.number, name, refusal.reason.value, refusal.explanation, raw)


def read_sheets(body: bytes, file: str, headings: Headings, required: Sequence[frozenset[str]]) -> list[SheetTable]:
    """Every sheet that has the fields of one of `required`; sheets without (notes, lists of words) are left out.

    Raises `TableError` for a file that is no table, or in which no sheet has what is required.
    """
    if not body.strip():
        raise empty_file(file)
    found = []
    for name, rows in _named_rows(body, file):
        sheet = _sheet(file, name, list(as_first_sent(rows)), headings, required)
        if sheet is not None:
            found.append(sheet)
    if not found:
        first = "、".join(headings.synonyms[field][0] for field in sorted(required[0]))
        raise TableError(f"{file}：没有找到可以识别的表头（至少应有：{first}）")
    return found


def _named_rows(body: bytes, file: str) -> Iterator[tuple[str, list[TableRow]]]:
    if body.startswith(_OLD_OFFICE):
        raise TableError(f"{file}：旧版 XLS 工作簿，请另存为 XLSX 或者 CSV")
    if body.startswith(_ZIP):
        yield from _workbook(body, file)
        return
    text, _ = decode(body)
    if text.count("\ufffd") > max(5, len(text) // 50):
        raise TableError(f"{file}：文字编码既不是 UTF-8，也不是 GB18030")
    if text.lstrip()[:1] in ("[", "{"):
        yield from _json_sheets(text, file)
        return
    yield "", list(csv_rows(text, file))


def _json_sheets(text: str, file: str) -> Iterator[tuple[str, list[TableRow]]]:
    """An object of several arrays is a workbook: each array a sheet of that name."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise TableError(f"{file}：JSON 无法解析：{error}") from error
    arrays = {name: rows for name, rows in document.items() if isinstance(rows, list)} if _is_object(document) else {}
    if len(arrays) < 2:
        yield "", list(json_rows(text, file))
        return
    for name, rows in arrays.items():
        yield name, list(json_rows(json.dumps(rows), file))


def _is_object(document: Any) -> bool:
    return isinstance(document, dict)


def _workbook(body: bytes, file: str) -> Iterator[tuple[str, list[TableRow]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST_UNPACKED:
                raise TableError(f"{file}：工作簿解压后超过 {_LARGEST_UNPACKED} 字节")
        book = load_workbook(io.BytesIO(body), read_only=True, data_only=True)
        sheets = [(sheet.title, _rows(sheet)) for sheet in book.worksheets]
        book.close()
    except TableError:
        raise
    except Exception as error:
        raise TableError(f"{file}：XLSX 工作簿无法读取：{type(error).__name__}: {error}") from error
    yield from sheets


def _rows(sheet: Any) -> list[TableRow]:
    # Some programs write a wrong size into the file, and a stream reader would believe it.
    sheet.reset_dimensions()
    rows = (TableRow(number, cells) for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1))
    return [row for row in rows if not row.blank]


def _sheet(
    file: str, name: str, rows: Sequence[TableRow], headings: Headings, required: Sequence[frozenset[str]]
) -> SheetTable | None:
    """The table below the row of the first lines in which most fields are recognised."""
    best: tuple[int, int, dict[str, int]] | None = None
    for position, row in enumerate(rows[:_ROWS_SEARCHED]):
        columns = headings.columns_of(row.cells)
        if any(fields <= columns.keys() for fields in required) and (best is None or len(columns) > best[0]):
            best = (len(columns), position, columns)
    if best is None:
        return None
    _, position, columns = best
    names = ["" if cell is None else storable(str(cell)).strip() for cell in rows[position].cells]
    fields = {key: names[columns[key]] if key in columns else words[0] for key, words in headings.synonyms.items()}
    below = [row for row in rows[position + 1 :] if not row.blank]
    return SheetTable(file, name, names, columns, fields, below)


def _as_json(cell: Any) -> Any:
    if isinstance(cell, date | datetime):
        return cell.isoformat()
    if isinstance(cell, str):
        return storable(cell)[:2000]
    return cell if cell is None or isinstance(cell, bool | int) else str(cell)
