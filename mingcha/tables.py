"""Tables on a terminal, where a Chinese character is two columns wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a table: the first column to the left, the others to the right."""
    widths = [max(map(_width, column)) for column in zip(heads, *rows, strict=True)]
    return [_line(cells, widths).rstrip() for cells in (heads, *rows)]


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = (_blanks(cell, width) for cell, width in zip(cells, widths, strict=True))
    padded = [f"{blank}{cell}" for blank, cell in zip(others, cells[1:], strict=True)]
    return "  ".join([f"{cells[0]}{first}", *padded])


def _blanks(cell: str, width: int) -> str:
    return " " * (width - _width(cell))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
