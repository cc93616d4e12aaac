"""Rows of CSV and TSV text."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Final

from collectors.tables.table import TableError, TableRow

_DELIMITERS: Final = (",", "\t", ";", "|", "，")
_LONGEST_CELL: Final = 10 * 1024 * 1024
_MOST_LINES: Final = 50
"""Lines that one row may take where a file has quotation marks in the wrong places."""


def csv_rows(text: str, file: str) -> list[TableRow]:
    """All rows, the heading row included. Raises `TableError` for text that is no table.

    A quotation mark that is never closed would swallow the rows below it; in such a file it ends with its line.
    """
    csv.field_size_limit(_LONGEST_CELL)
    delimiter = _delimiter(text)
    lines = list(io.StringIO(text, newline=""))
    try:
        found = list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        try:
            found = list(_row_by_row(lines, delimiter))
        except csv.Error as error:
            raise TableError(f"{file}：表格无法解析：{error}") from error
    return [TableRow(number, cells) for number, cells in enumerate(found, start=1)]


def _row_by_row(lines: Sequence[str], delimiter: str) -> Iterator[list[str]]:
    start = 0
    while start < len(lines):
        count = _lines_of_row(lines, start, delimiter)
        piece = lines[start : start + count]
        yield from csv.reader(piece if count > 1 else [piece[0].rstrip("\r\n")], delimiter=delimiter)
        start += count


def _lines_of_row(lines: Sequence[str], start: int, delimiter: str) -> int:
    """How many lines the row takes that begins at ``start``: 1 unless quotation marks that fit say more."""
    for count in range(1, min(_MOST_LINES, len(lines) - start) + 1):
        try:
            rows = list(csv.reader(lines[start : start + count], delimiter=delimiter, strict=True))
        except csv.Error as error:
            if "unexpected end" in str(error):
                continue
            return 1
        return count if len(rows) == 1 else 1
    return 1


def _delimiter(text: str) -> str:
    """The sign that divides the first lines most often; headings hold no commas of their own."""
    head = "\n".join(text[:20_000].splitlines()[:5])
    return max(_DELIMITERS, key=head.count)
