"""The report as a workbook: a sheet for each table, merged as printed, and one of notes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from reports.annual_report.printed_table import PrintedCell, PrintedTable

FONT = "仿宋"
Notes = Sequence[tuple[str, str]]
_FIRST_ROW = 2


def write_xlsx(path: Path, title: str, tables: Sequence[PrintedTable], notes: Notes) -> None:
    """Write the file."""
    workbook = xlsxwriter.Workbook(str(path))
    workbook.set_properties({"title": title})
    formats = _formats(workbook)
    for table in tables:
        _write_table(workbook.add_worksheet(table.name), title, table, formats)
    sheet = workbook.add_worksheet("说明")
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 100)
    for line, (name, words) in enumerate(notes):
        sheet.write_string(line, 0, name, formats["note"])
        sheet.write_string(line, 1, words, formats["note"])
    workbook.close()


def _formats(workbook: Any) -> dict[str, Any]:
    base = {"font_name": FONT, "font_size": 11, "valign": "vcenter", "text_wrap": True}
    centred = {**base, "border": 1, "align": "center"}
    return {
        "title": workbook.add_format({**base, "font_size": 14, "bold": True, "text_wrap": False}),
        "head": workbook.add_format({**centred, "bold": True}),
        "label": workbook.add_format({**base, "border": 1, "align": "left"}),
        "number": workbook.add_format({**centred, "num_format": "0"}),
        "note": workbook.add_format(base),
    }


def _write_table(sheet: Any, title: str, table: PrintedTable, formats: dict[str, Any]) -> None:
    sheet.write_string(0, 0, f"{title}　{table.title}", formats["title"])
    for place, width in enumerate(table.widths):
        sheet.set_column(place, place, width)
    for cell in table.cells:
        _write_cell(sheet, cell, formats[cell.kind])
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)


def _write_cell(sheet: Any, cell: PrintedCell, look: Any) -> None:
    line = _FIRST_ROW + cell.row
    if cell.height > 1 or cell.width > 1:
        sheet.merge_range(line, cell.column, line + cell.height - 1, cell.column + cell.width - 1, "", look)
    if isinstance(cell.text, int):
        sheet.write_number(line, cell.column, cell.text, look)
    elif cell.text:
        # write_string: words that begin with "=" are words and no formula.
        sheet.write_string(line, cell.column, cell.text, look)
    else:
        sheet.write_blank(line, cell.column, None, look)
