"""Rows of an XML spreadsheet (Excel 2003), which office systems send under the name of an XLS workbook."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final
from xml.etree import ElementTree

from collectors.tables.content import Content
from collectors.tables.merged_cells import Merged, with_merged
from collectors.tables.spool import spooled
from collectors.tables.table import Sheet, TableError, TableRow

MARK: Final = b"urn:schemas-microsoft-com:office:spreadsheet"
_SPACE: Final = f"{{{MARK.decode()}}}"
_LARGEST: Final = 200 * 1024 * 1024
_WIDEST: Final = 1000
_MOST_ROWS: Final = 1_100_000


def xml_sheets(content: Content, file: str) -> list[Sheet]:
    """Every sheet with rows, in their order. Raises `TableError` for a file that is cut off or no spreadsheet."""
    if content.size > _LARGEST:
        raise TableError(f"{file}：XML 表格超过 {_LARGEST} 字节，请另存为 XLSX 或者 CSV")
    try:
        with content.open() as source:
            # The parser of the standard library loads nothing from outside, and expat stops entities that swell.
            root = ElementTree.parse(source).getroot()
    except (ElementTree.ParseError, ValueError, RecursionError) as error:
        raise TableError(f"{file}：XML 表格无法读取：{error}") from error
    sheets = [Sheet(spooled(_rows(sheet)), sheet.get(f"{_SPACE}Name", "")) for sheet in root.iter(f"{_SPACE}Worksheet")]
    return [sheet for sheet in sheets if next(sheet.rows(), None) is not None]


def _rows(sheet: ElementTree.Element) -> Iterator[TableRow]:
    merged: list[Merged] = []
    number, rows = 0, []
    for row in sheet.iter(f"{_SPACE}Row"):
        number = _index(row) or number + 1
        if number > _MOST_ROWS:
            break
        rows.append(TableRow(number, _cells(row, number, merged)))
    return (row for row in with_merged(rows, merged) if not row.blank)


def _cells(row: ElementTree.Element, number: int, merged: list[Merged]) -> list[Any]:
    cells: list[Any] = []
    for cell in row.iter(f"{_SPACE}Cell"):
        position = (_index(cell) or len(cells) + 1) - 1
        if not len(cells) <= position < _WIDEST:
            break
        cells += [None] * (position - len(cells))
        across, down = _count(cell, "MergeAcross"), _count(cell, "MergeDown")
        cells += [_value(cell.find(f"{_SPACE}Data")), *[None] * min(across, _WIDEST)]
        if down:
            merged.append(Merged(number, number + down, position, position + across))
    return cells


def _index(element: ElementTree.Element) -> int:
    return _count(element, "Index")


def _count(element: ElementTree.Element, name: str) -> int:
    said = element.get(f"{_SPACE}{name}", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 8 else 0


def _value(data: ElementTree.Element | None) -> Any:
    if data is None:
        return None
    words = "".join(data.itertext())
    kind = data.get(f"{_SPACE}Type")
    try:
        if kind == "DateTime":
            return datetime.fromisoformat(words)
        return float(words) if kind == "Number" else words
    except ValueError:
        return words
