"""Several reports in one file: where one ends and the next begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reports.annual_report.finding_tables import beginnings
from reports.annual_report.grids import Block, Row
from rulebook import ReportForm


@dataclass
class Part:
    """The rows of one report, the sheets they stand on, and which of Tables 2, 3 and 4 are among them."""

    names: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    tables: set[int] = field(default_factory=set)

    @property
    def name(self) -> str:
        """What its sheets are called, where they are called anything."""
        return " ".join(dict.fromkeys(filter(None, self.names)))


def divide(blocks: Sequence[Block], form: ReportForm) -> list[Part]:
    """The reports in the order of the file: a table that the report before has already begins the next one.

    What begins no table goes with what is before it, as the rest of a Table 3 behind a page break does.
    """
    parts = [Part()]
    for table, block in (piece for whole in blocks for piece in _pieces(whole, form)):
        if table in parts[-1].tables:
            parts.append(Part())
        if table is not None:
            parts[-1].tables.add(table)
            parts[-1].names.append(block.name)
        parts[-1].rows += block.rows
    return [part for part in parts if part.tables]


def _pieces(block: Block, form: ReportForm) -> Iterator[tuple[int | None, Block]]:
    """A sheet cut where a table begins; what stands above the first one goes with it."""
    begins = beginnings(block.rows, form)
    if not begins:
        yield None, block
        return
    lines = [0, *(line for line, _ in begins[1:]), len(block.rows)]
    for place, (_, table) in enumerate(begins):
        yield table, Block(block.name, block.rows[lines[place] : lines[place + 1]])
