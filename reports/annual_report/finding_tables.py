"""Finds Tables 2, 3 and 4 in rows of cells by their labels, wherever they stand and in whatever order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from metrics.annual_report import Place, Value, read_value
from metrics.annual_report.report import DISCLOSURES, REMEDIES, REQUESTS
from reports.annual_report.grids import COVERED, Row
from reports.annual_report.labels import TOTALS, label_names, names_of, plain, plain_cell, resembles
from rulebook import ReportForm

Cells = dict[Place, Value]
_HEAD_ROWS = 4
_FIRST_ROWS = 8
_HEADS_ABOVE = 2


def find_tables(rows: Sequence[Row], form: ReportForm) -> Cells:
    """Every cell of the form that is found; empty where there is none."""
    cells = _disclosures(rows, form)
    head = next(iter(_request_heads(rows, form)), None)
    if head is not None:
        line, start = head
        ends = [other for other, table in beginnings(rows, form) if other > line and table != REQUESTS]
        cells |= _requests(rows[line : min(ends, default=len(rows))], start, form)
    return cells | _remedies(rows, form)


def beginnings(rows: Sequence[Row], form: ReportForm) -> list[tuple[int, int]]:
    """Where tables begin: line and number of the table, in order. A Table 3 begins where its first row follows."""
    first = names_of(form.row("new"))
    found = [
        (line, REQUESTS)
        for line, _ in _request_heads(rows, form)
        if any(first & set(map(plain_cell, row)) for row in rows[line : line + _FIRST_ROWS])
    ]
    found += [(line, REMEDIES) for line in _remedy_heads(rows, form)]
    names = names_of(form.disclosures[0])
    disclosed = [line for line, row in enumerate(rows) if names & set(map(plain_cell, row))]
    found += [(max(0, line - _HEADS_ABOVE), DISCLOSURES) for line in disclosed]
    return sorted(found)


def _request_heads(rows: Sequence[Row], form: ReportForm) -> Iterator[tuple[int, int]]:
    """Number of the row, and of the column, where the heads of the applicants begin."""
    first, totals = plain(form.columns[0].label), {plain(form.columns[-1].label), *TOTALS}
    for line, row in enumerate(rows):
        names = [plain_cell(cell) for cell in row]
        near = {plain_cell(cell) for other in rows[line : line + _HEAD_ROWS] for cell in other}
        if first in names and totals & near:
            yield line, names.index(first)


def _requests(rows: Sequence[Row], start: int, form: ReportForm) -> Cells:
    """Table 3. A row is the first of those still missing that it names, before or behind the one found last.

    A label that is only like the form's is looked for among the rows after the last one: there it can be no other.
    """
    cells: Cells = {}
    missing, following = list(form.rows), list(form.rows)
    columns = [column.label for column in form.columns]
    for row in rows[1:]:
        at, named = _label(row, start)
        ahead = [one for one in following if one in missing]
        found = next((one for name in named for one in (*ahead, *missing) if name in names_of(one)), None)
        found = found or next((one for one in ahead if resembles(named[0], names_of(one))), None)
        if found is None:
            continue
        missing.remove(found)
        following = form.rows[form.rows.index(found) + 1 :]
        cells |= dict(_placed(REQUESTS, found.label, columns, _values(row, at, start, len(columns))))
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


def _remedy_heads(rows: Sequence[Row], form: ReportForm) -> Iterator[int]:
    first, result = plain(form.blocks[0].label), plain(form.results[0].label)
    for line, row in enumerate(rows):
        if first in map(plain_cell, row) and any(
            result in map(plain_cell, other) for other in rows[line : line + _HEAD_ROWS]
        ):
            yield line


def _remedies(rows: Sequence[Row], form: ReportForm) -> Cells:
    """Table 4: the first row of numbers below the heads of its blocks."""
    labels = [plain(result.label) for result in form.results]
    for line in _remedy_heads(rows, form):
        window = [[plain_cell(cell) for cell in other] for other in rows[line : line + _HEAD_ROWS]]
        last = max(number for number, names in enumerate(window) if labels[0] in names)
        below = [row for row in rows[line + last + 1 : line + last + 1 + _HEAD_ROWS] if _filled(row)]
        return _remedy_cells(below[0], window, labels, form) if below else {}
    return {}


def _filled(row: Row) -> bool:
    return any(cell is not COVERED and str("" if cell is None else cell).strip() for cell in row)


def _remedy_cells(row: Row, window: Sequence[Sequence[str]], labels: Sequence[str], form: ReportForm) -> Cells:
    places = [(block.label, result.label) for block in form.blocks for result in form.results]
    real = [cell for cell in row if cell is not COVERED]
    if len(real) != len(places):  # a wider sheet: by the columns of the heads
        columns = sorted({at for names in window for at, name in enumerate(names) if name in labels})
        real = [row[at] if at < len(row) and row[at] is not COVERED else None for at in columns]
    values: Mapping[tuple[str, str], Any] = dict(zip(places, [*real, *[None] * len(places)], strict=False))
    return {Place(REMEDIES, block, result): read_value(values[block, result]) for block, result in places}


def _label(row: Row, start: int) -> tuple[int, list[str]]:
    """The place of the row's label, the words nearest to its numbers, and what they can mean."""
    labels = [at for at, cell in enumerate(row) if plain_cell(cell)]
    at = next((one for one in reversed(labels) if one < start), labels[0] if labels else None)
    return (0, [""]) if at is None else (at, label_names(row[at][:300]))


def _values(row: Row, label_at: int, start: int, count: int) -> list[Any]:
    """The cells of numbers: from the head's column on, or those after the label where rows are merged otherwise."""
    real = [(at, cell) for at, cell in enumerate(row) if cell is not COVERED and at > label_at]
    below_head = [cell for at, cell in real if at >= start]
    return (below_head if len(below_head) >= count else [cell for _, cell in real])[:count]


def _placed(table: int, label: str, columns: Sequence[str], values: Sequence[Any]) -> Iterator[tuple[Place, Value]]:
    for place, column in enumerate(columns):
        yield Place(table, label, column), read_value(values[place] if place < len(values) else None)
