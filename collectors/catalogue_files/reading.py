"""A catalogue from bytes to rows: an item, and where a row names them, the agencies that must publish it and where."""

import re
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Any, Final

from collectors.catalogue_files.agency_cells import AgenciesTold, agencies_of
from collectors.catalogue_files.catalogue_row import LONGEST_CODE, CatalogueRow, PlaceTold
from collectors.catalogue_files.item_codes import with_telling_codes
from collectors.decoding import quoted
from collectors.registry_files.addresses import read_address
from collectors.registry_files.field_cells import FieldCells
from collectors.registry_files.sheets import SheetTable, read_sheets
from collectors.tables.accounting import RowProblem, RowRefused
from collectors.tables.faults import RowFault
from collectors.tables.headings import load_headings
from collectors.tables.table import TableRow
from collectors.tables.words import load_words

PACKAGE: Final = "collectors.catalogue_files"
REQUIRED: Final = (frozenset({"field", "name"}), frozenset({"code", "name"}), frozenset({"code", "agency"}))
_BETWEEN: Final = re.compile(r"[、，,;；/和及\s]+")
_NOBODY: Final = "none"
"""The code of levels that nobody here supervises (乡镇)."""
_DEFAULT_NAMES: Final = re.compile(r"sheet\d*|工作表\d*", re.I)


@dataclass
class CatalogueReading:
    """All sheets of a file after reading, before recording."""

    rows: int = 0
    told: list[CatalogueRow] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)


def read_catalogue(body: bytes, file: str) -> CatalogueReading:
    """Read items and duties. Raises `TableError` for a file in which none of them are."""
    reading = CatalogueReading()
    for sheet in read_sheets(body, file, load_headings(PACKAGE), REQUIRED):
        reading.rows += len(sheet.rows)
        named = sheet.name and not _DEFAULT_NAMES.fullmatch(sheet.name)
        usual = sheet.name if named else PurePath(file).stem
        above = ""
        found: list[CatalogueRow] = []
        for row in sheet.rows:
            try:
                told = _read_row(sheet, row, usual)
                found.append(replace(told, field_above=above))
                above = told.field or above
            except RowRefused as refusal:
                reading.problems.append(sheet.problem(row, refusal))
        reading.told += with_telling_codes(found)
    return reading


def _read_row(sheet: SheetTable, row: TableRow, usual: str) -> CatalogueRow:
    cells = FieldCells(sheet, row)
    name, code = cells.text("name", 300), cells.text("code", LONGEST_CODE)
    if not name and not code:
        raise RowRefused("name", RowFault.NAME_MISSING, f"没有{cells.heading('name')}")
    agencies = _agencies(cells, sheet, row)
    place = _place(cells)
    if place is not None and not agencies:
        raise RowRefused("agency", RowFault.AGENCY_MISSING, f"写明了公开位置，没有写明{cells.heading('agency')}")
    return CatalogueRow(
        sheet=sheet,
        row=row,
        catalogue=cells.text("catalogue", 120) or usual[:120],
        code=code or name[:LONGEST_CODE],
        field=cells.text("field", 60),
        name=name,
        content=cells.text("content", 4000),
        limit_days=cells.days("limit_days"),
        levels=_levels(cells),
        in_force_from=cells.day("in_force_from"),
        agencies=agencies,
        place=place,
    )


def _levels(cells: FieldCells) -> tuple[str, ...]:
    words = load_words(PACKAGE)["levels"]
    found = set()
    for part in filter(None, _BETWEEN.split(cells.text("levels"))):
        code = words.code_of(part)
        if code is None:
            raise RowRefused("levels", RowFault.UNKNOWN_WORD, f"不明白{cells.heading('levels')}{quoted(part)}")
        found.add(code)
    return tuple(sorted(found - {_NOBODY}))


def _agencies(cells: FieldCells, sheet: SheetTable, row: TableRow) -> tuple[AgenciesTold, ...]:
    def cell(name: str) -> Any:
        position = sheet.columns.get(name)
        return row.cells[position] if position is not None and position < len(row.cells) else None

    told = (agencies_of(cells, cell("agency"), cell("agency_code")), agencies_of(cells, cell("agency_beside"), None))
    return tuple(agencies for agencies in told if agencies is not None)


def _place(cells: FieldCells) -> PlaceTold | None:
    column, url = cells.text("column_name", 120), cells.text("column_url")
    if not column and not url:
        return None
    return PlaceTold(cells.text("site_name", 120), column, read_address(url, "column_url") if url else "")
