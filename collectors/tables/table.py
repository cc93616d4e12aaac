"""A table in memory, whatever file it came from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


class TableError(Exception):
    """A file that cannot be used at all. The text names the file and the reason, in Chinese."""


def empty_file(file: str) -> TableError:
    """Nothing is in the file."""
    return TableError(f"{file}：文件是空的")


def unreadable_file(file: str, error: OSError) -> TableError:
    """The file cannot be opened or read."""
    return TableError(f"{file}：文件无法打开：{error.strerror or error}")


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
    """Headings and rows below them. Blank rows are left out.

    `field_names`: the heading of each field as the file writes it, the usual word for one that the file does not have.
    """

    file: str
    headings: Sequence[str]
    rows: Sequence[TableRow]
    field_names: Mapping[str, str]
