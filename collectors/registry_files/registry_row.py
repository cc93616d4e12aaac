"""One row of a registry as it was told: an agency, a contact, a site, a column, a board, or several of them."""

from dataclasses import dataclass

from collectors.registry_files.sheets import SheetTable
from collectors.tables.table import TableRow


@dataclass(frozen=True)
class AgencyTold:
    """What a row says of an agency. `declares`: the row is about the agency, so a new one may be made of it.

    `region`, `banner`: as written. `kind`: government, department or nothing. Empty: not told.
    """

    name: str
    code: str = ""
    region: str = ""
    banner: str = ""
    short_name: str = ""
    kind: str = ""
    parent: str = ""
    group: str = ""
    declares: bool = False
    sheet: str = ""
    """The name of its sheet, where the rows do not say where the agency lies: it may be that of a region."""
    listed: bool = False
    """Whether the sheet is one of agencies."""


@dataclass(frozen=True)
class SiteTold:
    """What a row says of a site; `url` is empty where the row only names it.

    `declares`: the row is about the site, so one that is known is brought to what it says.
    """

    name: str
    url: str = ""
    kind: str = ""
    declares: bool = True


@dataclass(frozen=True)
class ColumnTold:
    """What a row says of a column. `category`: as written; `limit_days`: calendar days, none where not told."""

    name: str
    url: str
    category: str = ""
    limit_days: int | None = None
    selector: str = ""


@dataclass(frozen=True)
class BoardTold:
    """What a row says of a question board."""

    name: str
    url: str


@dataclass(frozen=True)
class RegistryRow:
    """One usable row. `state`: active, retired or nothing, of the column or board, else of the site it tells of."""

    sheet: SheetTable
    row: TableRow
    agency: AgencyTold | None
    contact: tuple[str, str] | None
    """Name and mail address."""
    site: SiteTold | None
    column: ColumnTold | None
    board: BoardTold | None = None
    state: str = ""
