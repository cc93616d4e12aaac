"""The sheets of a workbook by name, each with its headings; a CSV file is one sheet without a name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from collectors.decoding import storable
from collectors.tables import reading as tables
from collectors.tables.accounting import RowProblem, RowRefused
from collectors.tables.content import Content
from collectors.tables.headings import Headings
from collectors.tables.sent_again import sheet_as_first_sent
from collectors.tables.table import TableError, TableRow, empty_file

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
    alone: bool
    """Whether the file has no other sheet with anything on it."""

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
    sheets = tables.read_sheets(Content(body), file, lambda cells: len(headings.columns_of(cells)))
    written = [(sheet.name, list(sheet_as_first_sent(sheet).rows())) for sheet in sheets]
    found = [_sheet(file, name, rows, headings, required) for name, rows in written]
    known = [sheet for sheet in found if sheet is not None]
    if not known:
        first = "、".join(headings.synonyms[field][0] for field in sorted(required[0]))
        raise TableError(f"{file}：没有找到可以识别的表头（至少应有：{first}）")
    return [replace(sheet, alone=len(known) == 1) for sheet in known]


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
    return SheetTable(file, name, names, columns, fields, below, alone=True)


def _as_json(cell: Any) -> Any:
    if isinstance(cell, date | datetime):
        return cell.isoformat()
    if isinstance(cell, str):
        return storable(cell)[:2000]
    return cell if cell is None or isinstance(cell, bool | int) else str(cell)
