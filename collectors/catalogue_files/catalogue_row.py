"""One row of a catalogue as it was told: an item, and where the row names them, who must publish it and where."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from collectors.catalogue_files.agency_cells import AgenciesTold
from collectors.registry_files.sheets import SheetTable
from collectors.tables.table import TableRow

LONGEST_CODE: Final = 60
"""Characters."""


@dataclass(frozen=True)
class PlaceTold:
    """Where an item is published: an address, or the name of a column (of a site, where one is named)."""

    site: str
    column: str
    url: str


@dataclass(frozen=True)
class CatalogueRow:
    """One usable row. Empty cells tell nothing: a later row of an item need only give its code."""

    sheet: SheetTable
    row: TableRow
    catalogue: str
    code: str
    field: str
    name: str
    content: str
    limit_days: int | None
    levels: tuple[str, ...]
    in_force_from: date | None
    agencies: tuple[AgenciesTold, ...]
    """Those responsible, and those that take part (配合单位): one duty each."""
    place: PlaceTold | None
    field_above: str = ""
    """The last field that a row above names: a merged cell is written once."""
