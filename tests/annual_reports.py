"""Annual reports whose sums hold, and single cells of them made wrong."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

from metrics.annual_report import AnnualReport, Place, Value
from metrics.annual_report.report import DISCLOSURES, REMEDIES, REQUESTS
from rulebook import ReportForm, Rulebook

TABLE_2, TABLE_3, TABLE_4 = DISCLOSURES, REQUESTS, REMEDIES


def make_report(rulebook: Rulebook, form: str = "2021", seed: int = 1, **more: Any) -> AnnualReport:
    """Random numbers, many of them 0, with every total right."""
    return AnnualReport(form, sums_that_hold(rulebook.report_forms[form], Random(seed)), **more)


def sums_that_hold(form: ReportForm, draw: Random) -> dict[Place, Value]:
    cells: dict[Place, Value] = {
        Place(TABLE_2, row.label, cell): draw.randint(0, 9999) for row in form.disclosures for cell in row.cells
    }
    rows: dict[str, list[int]] = {}
    for row in form.outcomes:
        rows[row.label] = [draw.choice((0, 0, draw.randint(1, 400))) for _ in form.columns[:-1]]
    closed = [sum(column) for column in zip(*rows.values(), strict=True)]
    left = [draw.randint(0, 60) for _ in closed]
    before = [draw.randint(0, one + two) for one, two in zip(closed, left, strict=True)]
    rows[form.row("total").label], rows[form.row("carried_out").label] = closed, left
    rows[form.row("carried_in").label] = before
    rows[form.row("new").label] = [c + o - b for c, o, b in zip(closed, left, before, strict=True)]
    for label, numbers in rows.items():
        for column, number in zip(form.columns, [*numbers, sum(numbers)], strict=True):
            cells[Place(TABLE_3, label, column.label)] = number
    for block in form.blocks:
        parts = [draw.randint(0, 40) for _ in form.results[:-1]]
        for result, number in zip(form.results, [*parts, sum(parts)], strict=True):
            cells[Place(TABLE_4, block.label, result.label)] = number
    return cells


def with_cell(report: AnnualReport, place: Place, value: Value) -> AnnualReport:
    """The same report with something else in one cell."""
    return replace(report, cells={**report.cells, place: value})


def requests_cell(row: str, column: str) -> Place:
    return Place(TABLE_3, row, column)


def mutation(report: AnnualReport, seed: int) -> tuple[Place, int, AnnualReport]:
    """A cell of Table 3 or 4 of the report, the number in it, and the report with another number there."""
    draw = Random(seed)
    place = draw.choice([place for place in report.cells if place.table != TABLE_2])
    right = report.number(place)
    assert right is not None
    wrong = draw.choice([n for n in (right + 1, right + 10, right - 1, right * 10, draw.randint(0, 999)) if n >= 0])
    return place, right, with_cell(report, place, wrong if wrong != right else right + 3)
