"""A table in memory, whatever file it came from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


class TableError(Exception):
    """A file that cannot be used at all. The text names the file and the reason."""


@dataclass(frozen=True)
class TableRow:
    """One row: its number as the file's reader would count it (headings included), and its cells."""

    number: int
    cells: Sequence[Any]

    @property
    def blank(self) -> bool:
        """Whether nothing is written in it."""
        return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in self.cells)


@dataclass(frozen=True)
class Table:
    """Headings and rows below them. Blank rows are left out."""

    file: str
    headings: Sequence[str]
    rows: Sequence[TableRow]
