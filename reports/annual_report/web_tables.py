"""The tables of a web page as rows of cells, as ``grids`` gives those of a workbook."""

from __future__ import annotations

from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from reports.annual_report.errors import ReportFileError
from reports.annual_report.grids import COVERED, Block, Row

_LARGEST: Final = 16 * 1024 * 1024
_ROWS, _COLUMNS = 2000, 100


def html_blocks(body: bytes, file: str) -> tuple[list[Block], str]:
    """Every table without one inside it, and the words of the page around them."""
    if len(body) > _LARGEST:
        raise ReportFileError(f"{file}: too large for a web page")
    tree = LexborHTMLParser(_decoded(body))
    tables = [table for table in tree.css("table") if len(table.css("table")) == 1]
    blocks = [Block("", _rows(table)) for table in tables]
    for node in (*tables, *tree.css("script, style")):
        node.decompose()
    return blocks, tree.body.text(separator="\n", strip=True) if tree.body else ""


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("gb18030", errors="replace")


def _rows(table: LexborNode) -> list[Row]:
    """The grid: a cell that spans rows or columns stands once, at its upper left corner."""
    lines = table.css("tr")[:_ROWS]
    grid: list[dict[int, object]] = [{} for _ in lines]
    for line, element in enumerate(lines):
        at = 0
        for cell in element.css("td, th"):
            while at in grid[line]:
                at += 1
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            for down in range(min(height, len(lines) - line)):
                for across in range(min(width, _COLUMNS - at)):
                    grid[line + down][at + across] = COVERED
            if at < _COLUMNS:
                grid[line][at] = cell.text(strip=True)
            at += width
    return [[cells.get(at) for at in range(max(cells, default=-1) + 1)] for cells in grid]


def _span(cell: LexborNode, name: str) -> int:
    given = (cell.attributes.get(name) or "").strip()
    return max(1, min(int(given), _ROWS)) if given.isascii() and given.isdigit() else 1
