"""The cells of one row of a sheet by field, as text, words, numbers of days and dates."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from collectors.decoding import quoted
from collectors.registry_files.sheets import SheetTable
from collectors.tables.accounting import RowRefused
from collectors.tables.dates import BadDate, is_nothing, read_day
from collectors.tables.faults import RowFault
from collectors.tables.table import TableRow
from collectors.tables.words import load_words
from metrics.column_findings import LONGEST_OWN_LIMIT

PACKAGE: Final = "collectors.registry_files"
_DAYS: Final = re.compile(r"(\d{1,4})\s*(天|日|周|星期|个?月|年)?")
_AROUND: Final = re.compile(
    r"^(?:不超过|不多于|最长|最多|至少|每|≤|<=?|\s)+(?=\d)|(?:之内|以内|内|更新|至少|[1一]次|以上|\s)+$"
)
"""What may stand around a number of days and leaves it as it is: 不超过14天, 每2周更新一次."""
_DAYS_OF_UNIT: Final = {"周": 7, "星期": 7, "年": 366}


class FieldCells:
    """Reads a row's fields. Refuses the row (`RowRefused`) where a cell cannot be read."""

    def __init__(self, sheet: SheetTable, row: TableRow, columns: Mapping[str, int] | None = None) -> None:
        self._sheet = sheet
        self._row = row
        self._columns = sheet.columns if columns is None else columns

    def has(self, field: str) -> bool:
        """Whether the sheet has a column for this field."""
        return field in self._columns

    def heading(self, field: str) -> str:
        """The heading of a field's column as the file writes it; the usual word where there is none."""
        return self._sheet.field_names[field]

    def text(self, field: str, longest: int | None = None) -> str:
        """The words of a cell in ordinary width; empty for an empty cell or one that says 无 or -.

        Refuses one of more than `longest` characters.
        """
        cell = self._cell(field)
        if cell is None:
            return ""
        if isinstance(cell, float) and cell.is_integer():
            cell = int(cell)
        words = " ".join(unicodedata.normalize("NFKC", str(cell)).replace("\x00", "").split())
        if longest is not None and len(words) > longest:
            explanation = f"{self.heading(field)}有 {len(words)} 个字符，最多 {longest} 个"
            raise RowRefused(field, RowFault.NAME_TOO_LONG, explanation)
        return "" if is_nothing(words) else words

    def code(self, field: str) -> str:
        """The code that a word stands for (`words.toml`); nothing for an empty cell."""
        text = self.text(field)
        if not text:
            return ""
        code = load_words(PACKAGE)[field].code_of(text)
        if code is None:
            raise RowRefused(field, RowFault.UNKNOWN_WORD, f"不明白{self.heading(field)}{quoted(text)}")
        return code

    def days(self, field: str) -> int | None:
        """A number of calendar days: 14, 14天, 2周, 6个月 (31 days each, so that nobody is held late too early), 每月.

        None also for words that set no number (及时更新).
        """
        text = _AROUND.sub("", self.text(field))
        worded = load_words(PACKAGE)["limit_days"].code_of(text) if not any(map(str.isdigit, text)) else None
        if not text or worded == "0":
            return None
        match = _DAYS.fullmatch(worded or text)
        unit = match[2] if match and match[2] else "天"
        days = int(match[1]) * (31 if unit.endswith("月") else _DAYS_OF_UNIT.get(unit, 1)) if match else 0
        if not 1 <= days <= LONGEST_OWN_LIMIT:
            explanation = f"{self.heading(field)}{quoted(self.text(field))}应为 1 至 {LONGEST_OWN_LIMIT} 之间的天数"
            raise RowRefused(field, RowFault.NOT_A_NUMBER, explanation)
        return days

    def day(self, field: str) -> date | None:
        """The day in a cell, None if it is empty."""
        try:
            return read_day(self._cell(field))
        except BadDate as error:
            raise RowRefused(field, error.reason, str(error)) from error

    def _cell(self, field: str) -> Any:
        position = self._columns.get(field)
        return self._row.cells[position] if position is not None and position < len(self._row.cells) else None
