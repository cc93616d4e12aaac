"""Tables row by row, whatever file they came from."""

from collections.abc import Callable, Iterator, Mapping, Sequence
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


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its number as the file's reader would count it (headings included), and its cells."""

    number: int
    cells: Sequence[Any]

    @property
    def blank(self) -> bool:
        """Whether nothing is written in it."""
        return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in self.cells)


@dataclass(frozen=True)
class Sheet:
    """Rows as they stand in a file, headings and all; `rows` begins anew at every call.

    `name`: of a sheet among several, else empty. `delimited`: cells are told apart by a sign within the text, so that
    one sign too many moves all that stands behind it.
    """

    rows: Callable[[], Iterator[TableRow]]
    name: str = ""
    delimited: bool = False


@dataclass(frozen=True)
class Table:
    """A small table in memory: headings and rows below them, blank rows left out.

    `field_names`: the heading of each field as the file writes it, the usual word for one that the file does not have.
    """

    file: str
    headings: Sequence[str]
    rows: Sequence[TableRow]
    field_names: Mapping[str, str]


@dataclass(frozen=True)
class LogTable:
    """A table of any length: headings and the rows below them, blank rows left out; `rows` begins anew at every call.

    `columns`: the column of each field that was recognised. `field_names`: as in `Table`. `sheet`: its name, where
    the file has several.
    """

    file: str
    headings: Sequence[str]
    columns: Mapping[str, int]
    field_names: Mapping[str, str]
    rows: Callable[[], Iterator[TableRow]]
    sheet: str = ""
    delimited: bool = False

    @property
    def place(self) -> str:
        """The file, and the sheet where it is one of several."""
        return f"{self.file}［{self.sheet}］" if self.sheet else self.file
