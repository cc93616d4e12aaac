"""The cells of one row by field name."""

import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from collectors.tables.accounting import RowRefused
from collectors.tables.date_orders import DateOrders
from collectors.tables.dates import BadDate, is_nothing, read_day
from collectors.tables.faults import RowFault
from collectors.tables.table import TableRow

LONGEST_NUMBER = 120
"""Characters."""


class NamesFields(Protocol):
    """Whatever knows how a file calls its fields."""

    @property
    def field_names(self) -> Mapping[str, str]:
        """Field → heading."""


class Cells:
    """Reads a row's fields as text or days. Refuses the row (`RowRefused`) where a cell cannot be read."""

    def __init__(
        self, table: NamesFields, row: TableRow, columns: Mapping[str, int], orders: DateOrders | None = None
    ) -> None:
        self._table = table
        self._row = row
        self._columns = columns
        self._orders = orders

    def has(self, field: str) -> bool:
        """Whether the file has a column for this field."""
        return field in self._columns

    def heading(self, field: str) -> str:
        """The heading of a field's column as the file writes it; the usual word where there is none."""
        return self._table.field_names[field]

    def number(self) -> str:
        """The number that tells one matter from another."""
        number = self.text("number")
        if not number:
            raise RowRefused("number", RowFault.NUMBER_MISSING, f"没有{self.heading('number')}")
        if len(number) > LONGEST_NUMBER:
            explanation = f"编号有 {len(number)} 个字符，最多 {LONGEST_NUMBER} 个"
            raise RowRefused("number", RowFault.NUMBER_TOO_LONG, explanation)
        return number

    def text(self, field: str) -> str:
        """The words of a cell in ordinary width; empty for an empty cell or one that says 无 or -."""
        cell = self._cell(field)
        if cell is None:
            return ""
        words = plain_text(cell)
        return "" if is_nothing(words) else words

    def day(self, field: str, today: date) -> date | None:
        """The day in a cell, None if it is empty. A day after `today` is refused."""
        cell = self._cell(field)
        if cell is None or cell == "":
            return None
        try:
            day = self._day(cell, self._columns[field])
        except BadDate as error:
            raise RowRefused(field, error.reason, str(error)) from error
        if day is not None and day > today:
            raise RowRefused(field, RowFault.DATE_IN_FUTURE, f"{day} 晚于读取之日 {today}")
        return day

    def period_end(self, field: str) -> date | None:
        """The end of a period, which may lie in the future."""
        return self.day(field, date.max)

    def _day(self, cell: Any, column: int) -> date | None:
        try:
            return read_day(cell)
        except BadDate as error:
            first = self._orders.of(column) if self._orders and error.reason is RowFault.AMBIGUOUS_DATE else None
            if first is None:
                raise
            return read_day(cell, first)

    def _cell(self, field: str) -> Any:
        position = self._columns.get(field)
        return self._row.cells[position] if position is not None and position < len(self._row.cells) else None


def plain_text(cell: Any) -> str:
    """A cell's words on one line, in ordinary width, storable in any database; a whole number without its fraction."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = str(cell)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).encode("utf-8", "replace").decode()
    return " ".join(text.replace("\x00", "").split())
