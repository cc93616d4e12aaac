"""The report as a Word document: three tables, merged as printed, to be pasted into the statutory report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt
from docx.table import Table, _Cell

from reports.annual_report.printed_table import PrintedCell, PrintedTable

BODY_FONT, HEAD_FONT = "仿宋", "黑体"
_TEXT_WIDTH = Cm(17.4)
Notes = Sequence[tuple[str, str]]


def write_docx(path: Path, title: str, tables: Sequence[PrintedTable], notes: Notes) -> None:
    """Write the file."""
    document: Any = Document()  # its blocks are not all typed
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "", ""
    properties.created = properties.modified = datetime(2000, 1, 1, tzinfo=UTC)  # the same tables, the same bytes
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.8)
    normal = document.styles["Normal"]
    _set_font(normal, BODY_FONT)
    _paragraph(document, title, HEAD_FONT, 16, WD_ALIGN_PARAGRAPH.CENTER)
    for table in tables:
        _paragraph(document, table.title, HEAD_FONT, 14, WD_ALIGN_PARAGRAPH.LEFT)
        _add_table(document, table)
    document.add_page_break()
    _paragraph(document, "说明", HEAD_FONT, 14, WD_ALIGN_PARAGRAPH.LEFT)
    for name, words in notes:
        _paragraph(document, f"{name}：{words}", BODY_FONT, 11, WD_ALIGN_PARAGRAPH.LEFT)
    document.save(str(path))


def _set_font(owner: Any, name: str) -> None:
    """``owner``: a run or a style. Word takes Chinese characters from w:eastAsia, everything else from w:ascii."""
    owner.font.name = name
    owner.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _paragraph(document: Any, text: str, font: str, points: float, alignment: WD_ALIGN_PARAGRAPH) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = alignment
    run = paragraph.add_run(text)
    _set_font(run, font)
    run.font.size = Pt(points)


def _add_table(document: Any, printed: PrintedTable) -> None:
    table: Table = document.add_table(printed.rows, len(printed.widths), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    widths = [Emu(int(_TEXT_WIDTH * width / sum(printed.widths))) for width in printed.widths]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    # table.cell() walks the whole table each time: all cells at once, then by place.
    cells, across = table._cells, len(widths)
    for place, cell in enumerate(cells):
        cell.width = widths[place % across]
    for printed_cell in printed.cells:
        _write_cell(cells, across, printed_cell)


def _write_cell(cells: Sequence[_Cell], across: int, printed: PrintedCell) -> None:
    cell = cells[printed.row * across + printed.column]
    if printed.height > 1 or printed.width > 1:
        last = (printed.row + printed.height - 1) * across + printed.column + printed.width - 1
        cell = cell.merge(cells[last])
    paragraph = cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if printed.kind == "label" else WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(str(printed.text))
    _set_font(run, HEAD_FONT if printed.kind == "head" else BODY_FONT)
    run.font.size = Pt(9)
