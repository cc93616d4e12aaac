"""A site that is written once above its columns, as a workbook with merged cells becomes when it is saved as CSV."""

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlsplit

from collectors.registry_files.addresses import read_address
from collectors.registry_files.sheets import SheetTable
from collectors.tables.accounting import RowRefused
from collectors.tables.table import TableRow

_OF_THE_SITE: Final = ("site_name", "site_url", "site_kind", "agency", "agency_code", "agency_kind", "region", "banner")
_OF_A_PAGE: Final = ("column_url", "board_url")


def with_site_above(sheet: SheetTable) -> Iterator[TableRow]:
    """The rows; one whose page lies on the host of the row above, and that says nothing of its site, has that one's."""
    places = [sheet.columns[name] for name in _OF_THE_SITE if name in sheet.columns]
    pages = [sheet.columns[name] for name in _OF_A_PAGE if name in sheet.columns]
    above: dict[int, Any] = {}
    host = ""
    for row in sheet.rows:
        own = {at: row.cells[at] for at in places if at < len(row.cells) and row.cells[at] not in (None, "")}
        its_host = next((found for at in pages if (found := _host(row, at))), "")
        if own or not above or not its_host or its_host != host:
            above, host = own, its_host
            yield row
            continue
        cells = [*row.cells, *[None] * (max(above) + 1 - len(row.cells))]
        for at, cell in above.items():
            cells[at] = cell
        yield TableRow(row.number, cells)


def _host(row: TableRow, at: int) -> str:
    cell = row.cells[at] if at < len(row.cells) else None
    try:
        return urlsplit(read_address(str(cell), "column_url")).hostname or "" if cell else ""
    except RowRefused:
        return ""
