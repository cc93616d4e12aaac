"""Cells merged downwards say the same for every row that they cover."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from collectors.tables.table import TableRow

_MOST: Final = 200_000


@dataclass(frozen=True)
class Merged:
    """An area of cells: first and last row (from 1), first and last column (from 0)."""

    top: int
    bottom: int
    left: int
    right: int


def with_merged(rows: Iterable[TableRow], merged: Sequence[Merged]) -> Iterator[TableRow]:
    """The rows, with the word of a cell merged downwards in each row below it. Across, only the first cell speaks."""
    waiting = sorted((area for area in merged[:_MOST] if area.bottom > area.top), key=lambda area: -area.top)
    open_areas: list[tuple[Merged, Any]] = []
    for row in rows:
        open_areas = [(area, word) for area, word in open_areas if area.bottom >= row.number]
        cells = list(row.cells) if open_areas else row.cells
        for area, word in open_areas:
            _put(cells, area.left, word)  # type: ignore[arg-type]
        while waiting and waiting[-1].top <= row.number:
            area = waiting.pop()
            if area.left < len(row.cells) and area.top == row.number and row.cells[area.left] is not None:
                open_areas.append((area, row.cells[area.left]))
        yield TableRow(row.number, cells) if open_areas else row


def _put(cells: list[Any], position: int, word: Any) -> None:
    cells.extend([None] * (position + 1 - len(cells)))
    if cells[position] in (None, ""):
        cells[position] = word
