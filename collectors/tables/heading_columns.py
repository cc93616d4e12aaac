"""The columns of a file with what each is taken for, to be shown and corrected by a person."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from collectors.decoding import storable
from collectors.tables.content import Content
from collectors.tables.heading_rows import Required, find_table
from collectors.tables.headings import Headings, heading_names, load_headings, normal_heading
from collectors.tables.personal import load_personal_words
from collectors.tables.profile import NOT_USED, PERSONAL, Profile
from collectors.tables.reading import read_sheets
from collectors.tables.sent_again import NOTES, sheet_as_first_sent
from collectors.tables.table import Sheet, TableError, TableRow

_PACKAGES: Final = {"request_log": "collectors.requests", "message_log": "collectors.messages"}
_ROWS: Final = 30
_SAMPLES: Final = 3
_LONGEST_SAMPLE: Final = 40
_MOST_COLUMNS: Final = 120
Seen = tuple[Sequence[Any], list[TableRow]]


@dataclass(frozen=True)
class ColumnSeen:
    """`heading`: as a profile names it. `field`: what it is taken for, `NOT_USED` or `PERSONAL`.

    `samples`: first words in it, none of a personal column.
    """

    heading: str
    field: str
    samples: tuple[str, ...] = ()


def fields_of(kind: str) -> list[str]:
    """The fields of a kind of log, in the order of its headings file."""
    return list(load_headings(_PACKAGES[kind]).synonyms)


def columns_seen(kind: str, content: Content, file: str, profile: Profile, required: Required) -> list[ColumnSeen]:
    """The columns of all tables of a file, each heading once; also of a file whose headings nobody knows."""
    headings = load_headings(_PACKAGES[kind]).with_assigned(profile.headings)
    found: dict[str, ColumnSeen] = {}
    try:
        sheets = read_sheets(content, file, lambda cells: len(headings.columns_of(cells)))
        for sheet in sheets:
            for column in _columns(kind, _table_of(sheet_as_first_sent(sheet), headings, required), headings, profile):
                found.setdefault(column.heading, column)
    except (TableError, OSError):
        pass  # the reading itself says what is wrong
    return list(found.values())[:_MOST_COLUMNS]


def _columns(kind: str, seen: Seen, headings: Headings, profile: Profile) -> Iterator[ColumnSeen]:
    names, below = seen
    columns = {position: field for field, position in headings.columns_of(names).items()}
    personal = load_personal_words(_PACKAGES[kind])
    for position, heading in enumerate(heading_names(names)):
        if not heading or heading in NOTES:
            continue
        said = profile.headings.get(heading)
        if said == PERSONAL or (said is None and position not in columns and personal.mean(normal_heading(heading))):
            yield ColumnSeen(heading, PERSONAL)
        else:
            yield ColumnSeen(heading, columns.get(position, NOT_USED), _samples(below, position))


def _table_of(sheet: Sheet, headings: Headings, required: Required) -> Seen:
    """The headings as the reading finds them, else the line that looks most like it; and the first rows below."""
    try:
        table = find_table("", sheet, headings, required)
        return table.headings, list(islice(table.rows(), _ROWS))
    except TableError:
        rows = [row for row in islice(sheet.rows(), _ROWS) if not row.blank]
    if not rows:
        return [], []
    best = max(rows, key=lambda row: (len(headings.columns_of(row.cells)), _words_in(row), -row.number))
    return best.cells, [row for row in rows if row.number > best.number]


def _words_in(row: TableRow) -> int:
    return sum(isinstance(cell, str) and bool(cell.strip()) and not cell.strip()[:1].isdigit() for cell in row.cells)


def _samples(rows: Sequence[TableRow], position: int) -> tuple[str, ...]:
    said = (row.cells[position] for row in rows if position < len(row.cells))
    words = (" ".join(storable(str(cell)).split())[:_LONGEST_SAMPLE] for cell in said if cell is not None)
    return tuple(islice(dict.fromkeys(filter(None, words)), _SAMPLES))
