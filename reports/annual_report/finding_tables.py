"""Finds Tables 2, 3 and 4 in rows of cells by their labels, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from metrics.annual_report import Place, Value, read_value
from metrics.annual_report.report import DISCLOSURES, REMEDIES, REQUESTS
from reports.annual_report.grids import COVERED, Row
from reports.annual_report.labels import names_of, plain, plain_cell, resembles
from rulebook import ReportForm

Cells = dict[Place, Value]
_HEAD_ROWS = 4


def find_tables(rows: Sequence[Row], form: ReportForm) -> Cells:
    """Every cell of the form that is found; empty where there is none."""
    head = _request_head(rows, form)
    above, below = (rows, rows) if head is None else (rows[: head[0]], rows[head[0] :])
    cells = _disclosures(above, form)
    if head is not None:
        cells |= _requests(below, head[1], form)
    return cells | _remedies(below, form)


def _request_head(rows: Sequence[Row], form: ReportForm) -> tuple[int, int] | None:
    """Number of the row, and of the column, where the heads of the applicants begin."""
    first, last = plain(form.columns[0].label), plain(form.columns[-1].label)
    for line, row in enumerate(rows):
        names = [plain_cell(cell) for cell in row]
        near = [plain_cell(cell) for other in rows[line : line + _HEAD_ROWS] for cell in other]
        if first in names and last in near:
            return line, names.index(first)
    return None


def _requests(rows: Sequence[Row], start: int, form: ReportForm) -> Cells:
    """Table 3. Its rows come in the form's order, so a row is looked for among those after the last one found."""
    cells: Cells = {}
    following = list(form.rows)
    for row in rows[1:]:
        at, number = _match(row, start, [names_of(one) for one in following])
        if number is None:
            continue
        found = following[number]
        following = following[number + 1 :]
        columns = [column.label for column in form.columns]
        cells |= dict(_placed(REQUESTS, found.label, columns, _values(row, at, start, len(columns))))
        if not following:
            break
    return cells


def _disclosures(rows: Sequence[Row], form: ReportForm) -> Cells:
    cells: Cells = {}
    following = list(form.disclosures)
    start = 1
    heads = {plain(row.cells[0]) for row in form.disclosures}
    for row in rows:
        names = [plain_cell(cell) for cell in row]
        start = next((place for place, name in enumerate(names) if name in heads), start)
        match = next(((i, one) for i, one in enumerate(following) if names_of(one) & set(names)), None)
        if match is None:
            continue
        number, found = match
        following.pop(number)
        at = next(place for place, name in enumerate(names) if name in names_of(found))
        cells |= dict(_placed(DISCLOSURES, found.label, found.cells, _values(row, at, start, len(found.cells))))
    return cells


def _remedies(rows: Sequence[Row], form: ReportForm) -> Cells:
    """Table 4: one row of numbers below the heads of its blocks."""
    labels = [plain(result.label) for result in form.results]
    for line, row in enumerate(rows):
        if plain(form.blocks[0].label) not in map(plain_cell, row):
            continue
        window = [[plain_cell(cell) for cell in other] for other in rows[line : line + _HEAD_ROWS]]
        heads = [number for number, names in enumerate(window) if labels[0] in names]
        if heads:
            numbers = rows[line + heads[-1] + 1 : line + heads[-1] + 2]
            return _remedy_cells(numbers[0], window, labels, form) if numbers else {}
    return {}


def _remedy_cells(row: Row, window: Sequence[Sequence[str]], labels: Sequence[str], form: ReportForm) -> Cells:
    places = [(block.label, result.label) for block in form.blocks for result in form.results]
    real = [cell for cell in row if cell is not COVERED]
    if len(real) != len(places):  # a wider sheet: by the columns of the heads
        columns = sorted({at for names in window for at, name in enumerate(names) if name in labels})
        real = [row[at] if at < len(row) and row[at] is not COVERED else None for at in columns]
    values: Mapping[tuple[str, str], Any] = dict(zip(places, [*real, *[None] * len(places)], strict=False))
    return {Place(REMEDIES, block, result): read_value(values[block, result]) for block, result in places}


def _match(row: Row, start: int, following: Sequence[set[str]]) -> tuple[int, int | None]:
    """The place of the row's label, the words nearest to its numbers, and which of ``following`` it names."""
    labels = [(at, name) for at, cell in enumerate(row) if (name := plain_cell(cell))]
    at, label = next((one for one in reversed(labels) if one[0] < start), labels[0] if labels else (0, ""))
    exact = next((number for number, names in enumerate(following) if label in names), None)
    if exact is not None:
        return at, exact
    return at, next((number for number, names in enumerate(following) if resembles(label, names)), None)


def _values(row: Row, label_at: int, start: int, count: int) -> list[Any]:
    """The cells of numbers: from the head's column on, or those after the label where rows are merged otherwise."""
    real = [(at, cell) for at, cell in enumerate(row) if cell is not COVERED and at > label_at]
    below_head = [cell for at, cell in real if at >= start]
    return (below_head if len(below_head) >= count else [cell for _, cell in real])[:count]


def _placed(table: int, label: str, columns: Sequence[str], values: Sequence[Any]) -> Iterator[tuple[Place, Value]]:
    for place, column in enumerate(columns):
        yield Place(table, label, column), read_value(values[place] if place < len(values) else None)
