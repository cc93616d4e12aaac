"""Tables as printed: cells that span rows and columns, the same for every kind of file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from metrics.annual_report import AnnualReport, Place, Value
from metrics.annual_report.report import DISCLOSURES, REMEDIES, REQUESTS
from rulebook import DisclosureRow, RemedyBlock, ReportForm

LABEL_COLUMNS = 3
HEAD_ROWS = 3


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell at ``row``, ``column`` (from 0). ``kind``: head, label or number."""

    row: int
    column: int
    text: Value
    kind: str
    height: int = 1
    width: int = 1


@dataclass(frozen=True)
class PrintedTable:
    """``widths``: of the columns, in characters of a sheet."""

    title: str
    name: str
    widths: Sequence[float]
    cells: Sequence[PrintedCell]

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return max(cell.row + cell.height for cell in self.cells)


def printed_tables(report: AnnualReport, form: ReportForm) -> tuple[PrintedTable, ...]:
    """Tables 2, 3 and 4 of the report."""
    width = max(len(row.cells) for row in form.disclosures)
    remedies = len(form.blocks) * len(form.results)
    return (
        PrintedTable(
            form.disclosures_title, "表2 主动公开", [30, *[18] * width], list(_disclosures(report, form, width))
        ),
        PrintedTable(
            form.requests_title,
            "表3 依申请公开",
            [7, 14, 44, *[9] * len(form.columns)],
            [*_request_heads(form), *_request_rows(report, form)],
        ),
        PrintedTable(form.remedies_title, "表4 复议诉讼", [7] * remedies, list(_remedies(report, form))),
    )


def _disclosures(report: AnnualReport, form: ReportForm, width: int) -> Iterator[PrintedCell]:
    line, group = 0, ""
    for row in form.disclosures:
        if row.group != group:
            group = row.group
            yield PrintedCell(line, 0, group, "head", width=width + 1)
            yield PrintedCell(line + 1, 0, "信息内容", "head")
            yield from (PrintedCell(line + 1, at, row.cells[i], "head", width=w) for i, at, w in _spread(row, width))
            line += 2
        yield PrintedCell(line, 0, row.printed, "label")
        for i, at, span in _spread(row, width):
            value = report.cells.get(Place(DISCLOSURES, row.label, row.cells[i]), "")
            yield PrintedCell(line, at, value, "number", width=span)
        line += 1


def _spread(row: DisclosureRow, width: int) -> Iterator[tuple[int, int, int]]:
    """Number, first column and span of each cell of a row: the last one takes what is left of ``width``."""
    last = len(row.cells) - 1
    yield from ((i, i + 1, width - last if i == last else 1) for i in range(last + 1))


def _request_heads(form: ReportForm) -> Iterator[PrintedCell]:
    yield PrintedCell(0, 0, form.balance_note, "head", height=HEAD_ROWS, width=LABEL_COLUMNS)
    yield PrintedCell(0, LABEL_COLUMNS, "申请人情况", "head", width=len(form.columns))
    told = ""
    for place, column in enumerate(form.columns):
        at = LABEL_COLUMNS + place
        if not column.group:
            yield PrintedCell(1, at, column.label, "head", height=2)
            continue
        if column.group != told:
            told = column.group
            yield PrintedCell(1, at, told, "head", width=sum(other.group == told for other in form.columns))
        yield PrintedCell(2, at, column.label, "head")


def _request_rows(report: AnnualReport, form: ReportForm) -> Iterator[PrintedCell]:
    told: list[str] = []
    for line, row in enumerate(form.rows, HEAD_ROWS):
        for depth, group in enumerate(row.groups):
            if row.groups[: depth + 1] != told[: depth + 1]:
                height = sum(other.groups[: depth + 1] == row.groups[: depth + 1] for other in form.rows)
                yield PrintedCell(line, depth, group, "label", height=height)
        told = row.groups
        yield PrintedCell(line, len(told), row.printed, "label", width=LABEL_COLUMNS - len(told))
        for place, column in enumerate(form.columns):
            value = report.cells.get(Place(REQUESTS, row.label, column.label), "")
            yield PrintedCell(line, LABEL_COLUMNS + place, value, "number")


def _remedies(report: AnnualReport, form: ReportForm) -> Iterator[PrintedCell]:
    width, told = len(form.results), ""
    for number, block in enumerate(form.blocks):
        at = number * width
        if block.group != told:
            told = block.group
            yield PrintedCell(0, at, told, "head", width=width * sum(other.group == told for other in form.blocks))
        yield from _block_heads(block, at, width)
        for place, result in enumerate(form.results, at):
            head = PrintedCell(2, place, result.label, "head") if block.group else None
            yield head or PrintedCell(1, place, result.label, "head", height=2)
            yield PrintedCell(3, place, report.cells.get(Place(REMEDIES, block.label, result.label), ""), "number")


def _block_heads(block: RemedyBlock, at: int, width: int) -> Iterator[PrintedCell]:
    yield PrintedCell(1 if block.group else 0, at, block.label, "head", width=width)
