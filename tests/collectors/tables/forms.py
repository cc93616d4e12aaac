"""One small log in every form in which offices send files."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter
import xlwt

Rows = Sequence[Sequence[Any]]
Area = tuple[int, int, int, int]
"""First and last row, first and last column, from 0: merged into one cell."""


def as_xls(sheets: Mapping[str, Rows], merged: Sequence[Area] = (), epoch_1904: bool = False) -> bytes:
    """A BIFF workbook; days are days of a workbook with that epoch. Merged areas are of the first sheet."""
    book = xlwt.Workbook()
    book.dates_1904 = epoch_1904
    day = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for name, rows in sheets.items():
        sheet = book.add_sheet(name, cell_overwrite_ok=True)
        for at, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if cell is not None:
                    sheet.write(
                        at, column, cell, day if isinstance(cell, date | datetime) else xlwt.Style.default_style
                    )
    for top, bottom, left, right in merged:
        book.get_sheet(0).merge(top, bottom, left, right)
    body = io.BytesIO()
    book.save(body)
    return body.getvalue()


def as_book(sheets: Mapping[str, Rows], merged: Sequence[Area] = ()) -> bytes:
    """An XLSX workbook of several sheets; merged areas are of the first."""
    body = io.BytesIO()
    with xlsxwriter.Workbook(body, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        for at, (name, rows) in enumerate(sheets.items()):
            sheet = book.add_worksheet(name)
            for area in merged if at == 0 else ():
                top, bottom, left, right = area
                sheet.merge_range(top, left, bottom, right, "")
            for number, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if cell is not None:
                        sheet.write(number, column, cell)
    return body.getvalue()


def as_html(rows: Rows, before: str = "") -> bytes:
    """A page with a table, as many systems send it under the name of a workbook."""
    lines = "".join(f"<tr>{''.join(f'<td>{escape(str(cell))}</td>' for cell in cells)}</tr>" for cells in rows)
    style = '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head><body>'
    return f"{style}{before}<table border=1>{lines}</table></body></html>".encode()


def as_xml(rows: Rows) -> bytes:
    """A spreadsheet of Excel 2003 in XML."""
    lines = "".join(f"<Row>{''.join(_xml_cell(cell) for cell in cells)}</Row>" for cells in rows)
    return (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Worksheet ss:Name="台账"><Table>{lines}</Table></Worksheet></Workbook>'
    ).encode()


def _xml_cell(cell: Any) -> str:
    if isinstance(cell, date):
        return f'<Cell><Data ss:Type="DateTime">{cell.isoformat()}T00:00:00.000</Data></Cell>'
    return f'<Cell><Data ss:Type="String">{escape(str(cell))}</Data></Cell>'
