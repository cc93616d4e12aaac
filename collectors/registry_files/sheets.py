"""The sheets of a workbook by name, each with its headings; a CSV file is one sheet without a name."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import zip_longest
from typing import Any, Final

from collectors.decoding import storable
from collectors.tables import reading as tables
from collectors.tables.accounting import RowProblem, RowRefused
from collectors.tables.content import Content
from collectors.tables.heading_rows import is_footer, is_heading_again
from collectors.tables.headings import Headings
from collectors.tables.sent_again import sheet_as_first_sent
from collectors.tables.table import TableError, TableRow, empty_file

_ROWS_SEARCHED: Final = 15
_REMARK: Final = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十]{1,3}\s*[)）、.．]|[（(]?(?:注|备注|说明|填表说明|填报说明)\s*[:：\d]|\d{1,2}[.、．]\s*\D"
    r"|[（(].*[)）]\s*$|.*[。；]\s*$)",
    re.S,
)
"""A remark beneath a table, or the heading of a part of it, where it stands alone in its line."""


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
    best: _Heads | None = None
    for position, row in enumerate(rows[:_ROWS_SEARCHED]):
        for heads in _heads_at(rows, position, row, headings):
            if heads.score(required)[0] and (best is None or heads.score(required) > best.score(required)):
                best = heads
    if best is None:
        return None
    names, columns = best.names, best.columns
    fields = {key: names[columns[key]] if key in columns else words[0] for key, words in headings.synonyms.items()}
    below = [row for row in rows[best.below :] if not row.blank and not _is_no_row(row, names, len(columns))]
    return SheetTable(file, name, names, columns, fields, below, alone=True)


def _is_no_row(row: TableRow, names: Sequence[str], fields: int) -> bool:
    """Whether a line is the headings again, adds up, signs, explains the table, or divides it (一、盟市部门)."""
    said = [cell for cell in row.cells if cell not in (None, "")]
    alone = len(said) == 1 and fields > 1 and isinstance(said[0], str)
    return is_heading_again(row, names) or is_footer(row) or (alone and _REMARK.match(said[0]) is not None)


@dataclass(frozen=True)
class _Heads:
    """Headings with what they mean. `below`: place of the first row that is none."""

    names: list[str]
    columns: dict[str, int]
    below: int

    def score(self, required: Sequence[frozenset[str]]) -> tuple[int, int]:
        """How many of the required sets are there, and how many fields."""
        return sum(fields <= self.columns.keys() for fields in required), len(self.columns)


def _heads_at(rows: Sequence[TableRow], position: int, row: TableRow, headings: Headings) -> Iterator[_Heads]:
    """The headings in a row; and of two rows, where the lower one divides what the upper one names."""
    names = [_name(cell) for cell in row.cells]
    yield _Heads(names, headings.columns_of(names), position + 1)
    if position + 1 < len(rows):
        lower = [_name(cell) for cell in rows[position + 1].cells]
        both = [under or over for over, under in zip_longest(names, lower, fillvalue="")]
        yield _Heads(both, headings.columns_of(both), position + 2)


def _name(cell: Any) -> str:
    return "" if cell is None else storable(str(cell)).strip()


def _as_json(cell: Any) -> Any:
    if isinstance(cell, date | datetime):
        return cell.isoformat()
    if isinstance(cell, str):
        return storable(cell)[:2000]
    return cell if cell is None or isinstance(cell, bool | int) else str(cell)
