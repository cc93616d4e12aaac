"""Rows of CSV and TSV text."""

import csv
import io
from typing import Final

from collectors.tables.table import TableError, TableRow

_DELIMITERS: Final = (",", "\t", ";", "|", "，")
_LONGEST_CELL: Final = 10 * 1024 * 1024


def csv_rows(text: str, file: str) -> list[TableRow]:
    """All rows, the heading row included. Raises `TableError` for text that is no table."""
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        return [TableRow(number, cells) for number, cells in enumerate(reader, start=1)]
    except csv.Error as error:
        raise TableError(f"{file}: line {reader.line_num}: {error}") from error


def _delimiter(text: str) -> str:
    """The sign that divides the first lines most often; headings hold no commas of their own."""
    head = "\n".join(text[:20_000].splitlines()[:5])
    return max(_DELIMITERS, key=head.count)
