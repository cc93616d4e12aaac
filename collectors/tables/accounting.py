"""What became of every row of a file: rows = accepted + unchanged + quarantined, always."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from collectors.decoding import quoted
from collectors.tables.faults import RowFault
from collectors.tables.headings import normal_heading
from collectors.tables.table import Table, TableRow

Fact = TypeVar("Fact")
HIDDEN = "（已隐去）"


@dataclass(frozen=True)
class RowProblem:
    """A row that cannot be used: where, which field (its heading), why (a code and a sentence), what it said."""

    file: str
    row: int
    field: str
    reason: str
    explanation: str
    raw: Mapping[str, Any]


class RowRefused(Exception):
    """This row goes to quarantine. `field_name`: the field of the headings file; `explanation`: Chinese."""

    def __init__(self, field_name: str, reason: RowFault, explanation: str) -> None:
        super().__init__(explanation)
        self.field = field_name
        self.reason = reason
        self.explanation = explanation


def repeated_number(number: str, earlier: TableRow) -> RowRefused:
    """The refusal of a row whose number stands in an earlier row with other content."""
    explanation = f"编号{quoted(number)}已见于第 {earlier.number} 行，内容不同"
    return RowRefused("number", RowFault.REPEATED_ID, explanation)


@dataclass
class FileReading(Generic[Fact]):
    """A file after reading, before recording. `personal`: headings of columns about the applicant's person."""

    table: Table
    personal: Sequence[str]
    facts: list[Fact] = field(default_factory=list)
    repeated: int = 0
    """Rows that say again what an earlier row of the same file said: counted unchanged."""
    problems: list[RowProblem] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """All rows below the headings that are not blank."""
        return len(self.table.rows)

    @property
    def reasons(self) -> dict[str, int]:
        """How many rows were set aside for each reason."""
        return dict(Counter(problem.reason for problem in self.problems))

    def refuse(self, row: TableRow, refusal: RowRefused) -> None:
        """Set a row aside, without what is personal in it."""
        raw = _raw_row(self.table, row, self.personal)
        name = self.table.field_names[refusal.field]
        self.problems.append(
            RowProblem(self.table.file, row.number, name, refusal.reason.value, refusal.explanation, raw)
        )


def _raw_row(table: Table, row: TableRow, personal: Sequence[str]) -> dict[str, Any]:
    """The row as a JSON object under its own headings; cells of the applicant's person are hidden."""
    hidden = {normal_heading(word) for word in personal}
    raw: dict[str, Any] = {}
    for position, cell in enumerate(row.cells):
        heading = table.headings[position] if position < len(table.headings) else ""
        name = heading or f"第 {position + 1} 列"
        raw[name] = HIDDEN if cell and normal_heading(heading) in hidden else _as_json(cell)
    return raw


def _as_json(cell: Any) -> Any:
    if isinstance(cell, date | datetime):
        return cell.isoformat()
    if isinstance(cell, float) and not math.isfinite(cell):
        return None if math.isnan(cell) else str(cell)  # JSON has no word for it
    # PostgreSQL's JSON cannot hold a zero character.
    return cell.replace("\x00", "\ufffd")[:2000] if isinstance(cell, str) else cell if _plain(cell) else str(cell)


def _plain(cell: Any) -> bool:
    return cell is None or isinstance(cell, bool | int | float)
