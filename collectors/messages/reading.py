"""A log of messages (留言) from bytes to messages, with an account of every row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final

from collectors.requests.reading import profile_order, sheet_notes
from collectors.tables.accounting import RowRefused
from collectors.tables.cells import Cells
from collectors.tables.content import Content
from collectors.tables.date_orders import DateOrders
from collectors.tables.faults import RowFault
from collectors.tables.file_reading import FileReading, Identity, LogPart
from collectors.tables.headings import load_headings
from collectors.tables.personal import DROP, Conceal, load_personal_words, without_personal
from collectors.tables.profile import RECOGNISED, Profile
from collectors.tables.reading import read_tables
from collectors.tables.table import LogTable, TableRow

PACKAGE: Final = "collectors.messages"
REQUIRED: Final = (("number",), ("asked",), ("answered",))


@dataclass(frozen=True)
class ParsedMessage:
    """A usable row. Agency, account and site are empty where the file does not say."""

    row: TableRow
    number: str
    agency: str
    account: str
    site: str
    title: str
    asked_on: date
    answered_on: date | None
    sheet: str = ""

    @property
    def identity(self) -> tuple[str, str, str, str]:
        """Agency, account, site and number, as written."""
        return (self.agency, self.account, self.site, self.number)

    @cached_property
    def said(self) -> frozenset[object]:
        """All that the row says, piece by piece: what says all that another row says, and more, is newer."""
        pieces = (("title", self.title), ("asked", self.asked_on), ("answered", self.answered_on))
        places = (("account", self.account), ("site", self.site))
        return frozenset((name, word) for name, word in (*pieces, *places) if word)


def read_messages(
    body: Content | bytes | Path, file: str, today: date, profile: Profile = RECOGNISED, conceal: Conceal = DROP
) -> FileReading[ParsedMessage]:
    """Recognise a log of messages of any form; as `read_requests`. Raises `TableError`."""
    headings = load_headings(PACKAGE).with_assigned(profile.headings)
    tables, left_out = read_tables(Content.of(body), file, headings, REQUIRED)
    parts = []
    for found in tables:
        table, personal = without_personal(found, headings, load_personal_words(PACKAGE), profile, conceal)
        dated = [table.columns[field] for field in ("asked", "answered") if field in table.columns]
        reader = _MessageRows(table, DateOrders(table, dated, today, profile_order(profile)), today)
        parts.append(LogPart(table, personal, reader, dated))
    return FileReading(file, parts, sheet_notes(left_out), holder=_holder)


def _holder(identity: Identity) -> str:
    """Whose the message is, as far as the file alone can tell."""
    return next((words for words in identity[:-1] if words), "")


class _MessageRows:
    """Reads the rows of one table."""

    def __init__(self, table: LogTable, orders: DateOrders, today: date) -> None:
        self._table = table
        self._orders = orders
        self._today = today

    def identity(self, row: TableRow) -> Identity:
        """Agency, account, site and number."""
        cells = self._cells(row)
        return (*_places(cells), cells.number())

    def fact(self, row: TableRow) -> ParsedMessage:
        """The message of a row."""
        cells = self._cells(row)
        number = cells.number()
        agency, account, site = _places(cells)
        asked, answered = cells.day("asked", self._today), cells.day("answered", self._today)
        if asked is None:
            raise RowRefused("asked", RowFault.RECEIPT_MISSING, f"没有{cells.heading('asked')}")
        if answered is not None and answered < asked:
            explanation = f"{answered} 早于{cells.heading('asked')} {asked}"
            raise RowRefused("answered", RowFault.REPLY_BEFORE_RECEIPT, explanation)
        title = cells.text("title")[:2000]
        return ParsedMessage(row, number, agency, account, site, title, asked, answered, self._table.sheet)

    def hidden(self, _row: TableRow) -> Sequence[int]:
        """Nothing beside the columns about a person."""
        return ()

    def _cells(self, row: TableRow) -> Cells:
        return Cells(self._table, row, self._table.columns, self._orders)


def _places(cells: Cells) -> tuple[str, str, str]:
    agency, account, site = cells.text("agency"), cells.text("account"), cells.text("site")
    if any(cells.has(field) for field in ("agency", "account", "site")) and not (agency or account or site):
        raise RowRefused("agency", RowFault.AGENCY_MISSING, "单位、账号、网站都没有写明")
    return agency, account, site
