"""Rows that were set aside go out as a file with notes beside them, are mended, and come in again as they once were."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, Final

from collectors.tables.table import Sheet, TableRow

NOTES: Final = ("隔离文件", "隔离行号", "隔离字段", "隔离原因")
"""Headings of the notes beside a row that was set aside; on the way back these columns are left out."""

_HEADINGS_WITHIN: Final = 15
# A spreadsheet would run such a cell as a formula, also in its full-width forms. A sign alone ("-") says nothing.
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r＝＋－＠].", re.DOTALL)


def marked(text: str) -> str:
    """`text` with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unmarked(text: str) -> str:
    """What was given to `marked`."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def as_first_sent(rows: Sequence[TableRow]) -> list[TableRow]:
    """The rows without the notes and without the marks that `marked` set."""
    return list(sheet_as_first_sent(Sheet(lambda: iter(rows))).rows())


def sheet_as_first_sent(sheet: Sheet) -> Sheet:
    """The sheet without the notes and without the marks that `marked` set."""
    first = islice(sheet.rows(), _HEADINGS_WITHIN)
    notes = next((found for row in first if (found := _notes_in(row.cells))), frozenset[int]())
    return replace(sheet, rows=lambda: (_plain(row, notes) for row in sheet.rows()))


def _notes_in(cells: Sequence[Any]) -> frozenset[int]:
    positions = frozenset(place for place, cell in enumerate(cells) if isinstance(cell, str) and cell.strip() in NOTES)
    return positions if len(positions) == len(NOTES) else frozenset()


def _plain(row: TableRow, notes: frozenset[int]) -> TableRow:
    if not notes and not any(isinstance(cell, str) and cell.startswith("'") for cell in row.cells):
        return row
    kept = (cell for place, cell in enumerate(row.cells) if place not in notes)
    return TableRow(row.number, [unmarked(cell) if isinstance(cell, str) else cell for cell in kept])
