"""A registry file from bytes to rows, each sheet by its own headings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from collectors.decoding import quoted
from collectors.registry_files.addresses import read_address
from collectors.registry_files.field_cells import PACKAGE, FieldCells
from collectors.registry_files.registry_row import AgencyTold, BoardTold, ColumnTold, RegistryRow, SiteTold
from collectors.registry_files.sheets import SheetTable, read_sheets
from collectors.registry_files.site_above import with_site_above
from collectors.tables.accounting import RowProblem, RowRefused
from collectors.tables.faults import RowFault
from collectors.tables.headings import load_headings
from collectors.tables.table import TableRow

REQUIRED: Final = (
    frozenset({"agency"}),
    frozenset({"site_name", "site_url"}),
    frozenset({"column_name", "column_url"}),
    frozenset({"column_name", "site_url"}),
    frozenset({"board_url"}),
)
_LENGTHS: Final = {
    "agency": 120,
    "agency_code": 40,
    "short_name": 60,
    "group": 20,
    "contact": 60,
    "site_name": 120,
    "column_name": 120,
    "board_name": 120,
    "selector": 300,
}
_PAGES: Final = frozenset({"column_name", "board_url"})
_MAIL: Final = re.compile(r"[^@\s,;，；]+@[^@\s,;，；]+\.[^@\s,;，；]+")


@dataclass
class RegistryReading:
    """All sheets of a file after reading, before recording."""

    rows: int = 0
    told: list[RegistryRow] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)


def read_registry(body: bytes, file: str) -> RegistryReading:
    """Read agencies, contacts, sites, columns, boards. Raises `TableError` for a file in which none of them are."""
    reading = RegistryReading()
    for sheet in _in_order(read_sheets(body, file, load_headings(PACKAGE), REQUIRED)):
        reading.rows += len(sheet.rows)
        for row in with_site_above(sheet):
            try:
                reading.told.append(_read_row(sheet, row))
            except RowRefused as refusal:
                reading.problems.append(sheet.problem(row, refusal))
    return reading


def _in_order(sheets: Sequence[SheetTable]) -> list[SheetTable]:
    """Agencies before sites before what is on them, however the workbook has them: a sheet may lean on another."""
    return sorted(sheets, key=lambda sheet: (bool(_PAGES & sheet.columns.keys()), not _is_of_agencies(sheet)))


def _is_of_agencies(sheet: SheetTable) -> bool:
    return "agency" in sheet.columns and not {"site_name", "site_url", *_PAGES} & sheet.columns.keys()


def _read_row(sheet: SheetTable, row: TableRow) -> RegistryRow:
    cells = FieldCells(sheet, row, _columns(sheet))
    column, board = _column(cells), _board(cells)
    told = RegistryRow(
        sheet=sheet,
        row=row,
        agency=_agency(cells, sheet),
        contact=_contact(cells),
        site=_site(cells, column or board, sheet),
        column=column,
        board=board,
        state=cells.code("state"),
    )
    if told.agency is None and told.site is None and column is None and board is None:
        field_name = next(name for name in ("agency", "site_name", "column_name", "board_url") if name in sheet.columns)
        raise RowRefused(field_name, RowFault.NAME_MISSING, f"没有{cells.heading(field_name)}")
    return told


def _columns(sheet: SheetTable) -> dict[str, int]:
    """In a list of columns that has one address only, it is the column's, whatever it is called."""
    columns = dict(sheet.columns)
    if "column_name" in columns and "column_url" not in columns and "site_url" in columns:
        columns["column_url"] = columns.pop("site_url")
    return columns


def _agency(cells: FieldCells, sheet: SheetTable) -> AgencyTold | None:
    name, code = cells.text("agency", _LENGTHS["agency"]), cells.text("agency_code", _LENGTHS["agency_code"])
    if not name and not code:
        return None
    return AgencyTold(
        name=name,
        code=code,
        region=cells.text("region"),
        banner=cells.text("banner"),
        short_name=cells.text("short_name", _LENGTHS["short_name"]),
        kind=cells.code("agency_kind"),
        parent=cells.text("parent"),
        group=cells.text("group", _LENGTHS["group"]),
        declares=_declares(cells, sheet, code),
        sheet="" if cells.has("region") or cells.has("banner") else sheet.name,
        listed=_is_of_agencies(sheet) or bool(code) or cells.has("agency_kind"),
    )


def _declares(cells: FieldCells, sheet: SheetTable, code: str) -> bool:
    """Whether the row is about the agency itself, and not only names the one that a site or a contact belongs to."""
    placed = cells.has("region") or cells.has("banner")
    if _is_of_agencies(sheet):
        return placed or bool(code) or not cells.has("email")
    return placed and (bool(code) or cells.has("agency_kind"))


def _contact(cells: FieldCells) -> tuple[str, str] | None:
    mail, name = cells.text("email"), cells.text("contact", _LENGTHS["contact"])
    if not mail:
        return None
    if len(mail) > 254 or not _MAIL.fullmatch(mail):
        raise RowRefused("email", RowFault.NOT_AN_ADDRESS, f"{quoted(mail)}不是电子邮箱地址")
    return name or mail.partition("@")[0][:60], mail


def _site(cells: FieldCells, page: ColumnTold | BoardTold | None, sheet: SheetTable) -> SiteTold | None:
    name, url = cells.text("site_name", _LENGTHS["site_name"]), cells.text("site_url")
    if not name and not url:
        if cells.has("site_name") and not cells.has("agency"):
            raise RowRefused("site_name", RowFault.NAME_MISSING, f"没有{cells.heading('site_name')}")
        return None
    if not url and page is None:
        raise RowRefused("site_url", RowFault.NOT_AN_ADDRESS, f"没有{cells.heading('site_url')}")
    address = read_address(url, "site_url") if url else ""
    # A sheet of columns or boards stands beside one of sites; a single table is both.
    declares = page is None or sheet.alone
    return SiteTold(name, address, cells.code("site_kind"), declares)


def _column(cells: FieldCells) -> ColumnTold | None:
    name, url = cells.text("column_name", _LENGTHS["column_name"]), cells.text("column_url")
    if not name and not url:
        return None
    if not url:
        raise RowRefused("column_url", RowFault.NOT_AN_ADDRESS, f"没有{cells.heading('column_url')}")
    return ColumnTold(
        name=name,
        url=read_address(url, "column_url"),
        category=cells.text("category"),
        limit_days=cells.days("limit_days"),
        selector=cells.text("selector", _LENGTHS["selector"]),
    )


def _board(cells: FieldCells) -> BoardTold | None:
    name, url = cells.text("board_name", _LENGTHS["board_name"]), cells.text("board_url")
    if not name and not url:
        return None
    return BoardTold(name, read_address(url, "board_url"))
