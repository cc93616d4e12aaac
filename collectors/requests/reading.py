"""A request log from bytes to requests, with an account of every row."""

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from collectors.requests.parsed_request import ParsedRequest
from collectors.requests.request_events import DATED_FIELDS, Words, read_events, told_kinds
from collectors.tables.accounting import RowRefused
from collectors.tables.cells import Cells
from collectors.tables.content import Content
from collectors.tables.date_orders import DateOrders
from collectors.tables.faults import RowFault
from collectors.tables.file_reading import FileReading, Identity, LogPart, occurrences
from collectors.tables.headings import load_headings
from collectors.tables.part_orders import First
from collectors.tables.personal import DROP, Conceal, PersonalColumns, load_personal_words, without_personal
from collectors.tables.profile import RECOGNISED, Profile
from collectors.tables.reading import read_tables
from collectors.tables.table import LogTable, TableRow
from collectors.tables.words import words_with

PACKAGE: Final = "collectors.requests"
REQUIRED: Final = (("received", "submitted", "confirmed"), ("replied", "withdrawn", "outcome"))
"""Of each tuple, one column must be there."""
_WITHOUT_NUMBER: Final = "无编号"
_STABLE: Final = ("agency", "submitted", "received", "confirmed", "channel", "description")
"""What is known of a request from its first day: from these a number is made where a log has none."""


def read_requests(
    body: Content | bytes | Path, file: str, today: date, profile: Profile = RECOGNISED, conceal: Conceal = DROP
) -> FileReading[ParsedRequest]:
    """Recognise a log of any form. `today` (Shanghai) is the last day on which anything can have happened.

    Its rows are read in batches when they are asked for. A row becomes one request, or says no more than another row
    of the file, or is a problem. `conceal`: what takes the place of the applicant's name. Raises `TableError` for a
    file without the columns.
    """
    headings = load_headings(PACKAGE).with_assigned(profile.headings)
    words = words_with(PACKAGE, profile.words)
    tables, left_out = read_tables(Content.of(body), file, headings, REQUIRED)
    parts = []
    for found in tables:
        table, personal = without_personal(found, headings, load_personal_words(PACKAGE), profile, conceal)
        dated = [table.columns[field] for field in DATED_FIELDS if field in table.columns]
        orders = DateOrders(table, dated, today, profile_order(profile))
        reader = _RequestRows(table, orders, words, personal, today)
        parts.append(LogPart(table, personal, reader, dated, numbered="number" in table.columns))
    return FileReading(file, parts, [*_notes(parts), *sheet_notes(left_out)])


def profile_order(profile: Profile) -> First | None:
    """What goes first in dates, where an officer has said so."""
    return None if profile.day_first is None else First.DAY if profile.day_first else First.MONTH


def sheet_notes(left_out: Sequence[str]) -> list[str]:
    """Says which sheets were left out."""
    return [f"未读取没有表头的工作表：{'、'.join(left_out)[:200]}"] if left_out else []


def _notes(parts: Sequence[LogPart[ParsedRequest]]) -> list[str]:
    notes = []
    if not all(part.numbered for part in parts):
        notes.append("文件没有编号列，按单位、日期、内容生成编号；内容改动后会视为另一件申请")
    if not all({"replied", "withdrawn"} & part.table.columns.keys() for part in parts):
        notes.append("文件没有答复日期列，已办结的行无法使用")
    return notes


class _RequestRows:
    """Reads the rows of one table."""

    def __init__(
        self, table: LogTable, orders: DateOrders, words: Words, personal: PersonalColumns, today: date
    ) -> None:
        self._table = table
        self._orders = orders
        self._words = words
        self._personal = personal
        self._today = today
        self._times = occurrences()
        self._told_kinds = told_kinds(table.columns.keys())

    def identity(self, row: TableRow) -> Identity:
        """Agency and number."""
        cells = self._cells(row)
        return (_agency(cells), cells.number())

    def fact(self, row: TableRow) -> ParsedRequest:
        """The request of a row."""
        cells = self._cells(row)
        number = cells.number() if cells.has("number") else ""
        agency = _agency(cells)
        events = read_events(cells, self._today, self._words)
        return ParsedRequest(
            row=row,
            agency=agency,
            number=number or self._made_number(cells),
            description=cells.text("description")[:2000],
            events=events,
            told_kinds=self._told_kinds,
            applicant_hash=self._personal.applicant(row),
            sheet=self._table.sheet,
        )

    def hidden(self, row: TableRow) -> Sequence[int]:
        """A kind of applicant that no table knows may be a name."""
        at = self._table.columns.get("applicant")
        known = at is None or self._words["applicant"].code_of(self._cells(row).text("applicant"))
        return () if known or at is None else (at,)

    def _cells(self, row: TableRow) -> Cells:
        return Cells(self._table, row, self._table.columns, self._orders)

    def _made_number(self, cells: Cells) -> str:
        """The same for the same request in every later file; requests that are alike are counted."""
        said = "\n".join(cells.text(field) for field in _STABLE)
        mark = hashlib.sha256(said.encode()).hexdigest()[:16]
        return f"{_WITHOUT_NUMBER}-{mark}-{self._times(mark)}"


def _agency(cells: Cells) -> str:
    agency = cells.text("agency")
    if cells.has("agency") and not agency:
        raise RowRefused("agency", RowFault.AGENCY_MISSING, f"没有{cells.heading('agency')}")
    return agency
