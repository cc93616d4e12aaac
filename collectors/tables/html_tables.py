"""Rows of HTML tables, which many office systems send under the name of a workbook."""

from collections.abc import Iterator
from typing import Any, Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from collectors.decoding import decode
from collectors.tables.content import Content
from collectors.tables.merged_cells import Merged, with_merged
from collectors.tables.spool import spooled
from collectors.tables.table import Sheet, TableError, TableRow

_LARGEST: Final = 64 * 1024 * 1024
"""Bytes; a page has to be held in memory."""
_WIDEST: Final = 1000
_MOST_ROWS_SPANNED: Final = 70_000


def html_sheets(content: Content, file: str) -> list[Sheet]:
    """Every table without tables in it, in their order. Raises `TableError` where there is none."""
    if content.size > _LARGEST:
        raise TableError(f"{file}：网页表格超过 {_LARGEST} 字节，请另存为 XLSX 或者 CSV")
    tree = LexborHTMLParser(decode(content.whole())[0])
    tables = [table for table in tree.css("table") if len(table.css("table")) == 1 and table.css_first("td, th")]
    if not tables:
        raise TableError(f"{file}：网页中没有表格")
    names = [f"表{number}" if len(tables) > 1 else "" for number in range(1, len(tables) + 1)]
    return [Sheet(spooled(_rows(table)), name) for table, name in zip(tables, names, strict=True)]


def _rows(table: LexborNode) -> Iterator[TableRow]:
    merged: list[Merged] = []
    rows = [TableRow(number, _cells(row, number, merged)) for number, row in enumerate(table.css("tr"), start=1)]
    return (row for row in with_merged(rows, merged) if not row.blank)


def _cells(row: LexborNode, number: int, merged: list[Merged]) -> list[Any]:
    """The cells in their columns: those that a cell of an earlier row reaches down to are left free."""
    covered = {at for area in merged if area.bottom >= number for at in range(area.left, area.right + 1)}
    cells: list[Any] = []
    for cell in row.css("td, th"):
        while len(cells) in covered:
            cells.append(None)
        left, wide = len(cells), _span(cell, "colspan", _WIDEST)
        words = " ".join((cell.text(deep=True, separator=" ") or "").split())
        cells += [words or None, *[None] * (wide - 1)]
        deep = _span(cell, "rowspan", _MOST_ROWS_SPANNED)
        if deep > 1:
            merged.append(Merged(number, number + deep - 1, left, left + wide - 1))
        if len(cells) > _WIDEST:
            break
    return cells


def _span(cell: LexborNode, name: str, most: int) -> int:
    said = (cell.attributes.get(name) or "").strip()
    return min(max(int(said), 1), most) if said.isascii() and said.isdigit() and len(said) < 7 else 1
