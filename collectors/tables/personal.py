"""Columns about the applicant's person: dropped at the door, or replaced there by a keyed hash."""

import hashlib
import hmac
import math
import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any, Final

from collectors.decoding import storable
from collectors.tables.dates import HIDDEN, is_nothing
from collectors.tables.headings import Headings, heading_names, normal_heading
from collectors.tables.profile import Profile
from collectors.tables.table import LogTable, TableRow

_MARK: Final = "摘要:"
_TOKEN: Final = re.compile(rf"{_MARK}[0-9a-f]{{64}}")
_LONGEST: Final = 2000


@dataclass(frozen=True)
class Conceal:
    """What takes the place of a word about a person. Without `key` it is dropped and nothing can be compared."""

    key: bytes | None = None

    def token(self, cell: Any) -> str:
        """What stands in quarantine for the word; a token that comes back with a mended file stays as it is."""
        words = _plain(cell)
        if self.key is None or words == _plain(HIDDEN):
            return HIDDEN
        return words if _TOKEN.fullmatch(words) else f"{_MARK}{self._hash(words)}"

    def hashed(self, cell: Any) -> str | None:
        """A keyed hash (HMAC-SHA256, 64 hex digits) that is equal for equal words; None where nothing is kept."""
        words = _plain(cell)
        if self.key is None or is_nothing(words):
            return None
        return words.removeprefix(_MARK) if _TOKEN.fullmatch(words) else self._hash(words)

    def _hash(self, words: str) -> str:
        return hmac.new(self.key or b"", words.encode(), hashlib.sha256).hexdigest()


DROP: Final = Conceal()
"""Nothing about the applicant's person is kept."""


@dataclass(frozen=True)
class PersonalWords:
    """Headings of columns about a person, as `normal_heading` gives them."""

    words: frozenset[str]
    """Whole headings."""
    parts: Sequence[str]
    """Words that make a heading personal wherever they stand in it."""
    people: Sequence[str]
    """Words for the person; a heading with one of them is personal unless it also has one of `unless`."""
    unless: Sequence[str]
    numbers: Sequence[str]
    names: Sequence[str]
    """Parts of headings by which one applicant is told from another: a number before a name."""

    def mean(self, name: str) -> bool:
        """Whether a heading (normal) is of a column about a person."""
        if name in self.words or any(part in name for part in self.parts):
            return True
        return any(word in name for word in self.people) and not any(word in name for word in self.unless)


@cache
def load_personal_words(package: str) -> PersonalWords:
    """The words of a source, from its `headings.toml`."""
    said = tomllib.loads(files(package).joinpath("headings.toml").read_text(encoding="utf-8"))["personal"]
    kept = {name: tuple(normal_heading(word) for word in said.get(name, ())) for name in said}
    empty: tuple[str, ...] = ()
    return PersonalWords(
        frozenset(kept["words"]),
        *(kept.get(name, empty) for name in ("parts", "people", "unless", "numbers", "names")),
    )


@dataclass(frozen=True)
class PersonalColumns:
    """Which columns of a table are about a person; `identity`: those that tell who applied, the surest first."""

    positions: frozenset[int]
    identity: Sequence[int]
    conceal: Conceal

    def applicant(self, row: TableRow) -> str | None:
        """A keyed hash of who applied; None where the table does not tell or nothing is kept."""
        if self.conceal.key is None:
            return None
        cells = (row.cells[at] for at in self.identity if at < len(row.cells))
        return next((found for cell in cells if (found := self.conceal.hashed(cell))), None)

    def raw(self, table: LogTable, row: TableRow, hide: Sequence[int] = ()) -> Mapping[str, Any]:
        """The row as a JSON object under its own headings, without what is personal in it.

        `hide`: further columns to hide. What stands beyond the headings is hidden too where the table has personal
        columns: nobody knows what it is.
        """
        raw: dict[str, Any] = {}
        for position, cell in enumerate(row.cells):
            heading = table.headings[position] if position < len(table.headings) else ""
            name = storable(heading)[:200] or f"第 {position + 1} 列"
            name = f"{name} #{position + 1}" if name in raw else name
            unknown = bool(self.positions) and position >= len(table.headings)
            personal = unknown or position in self.positions or position in hide
            raw[name] = self.conceal.token(cell) if personal and cell not in (None, "") else _as_json(cell)
        return raw


def without_personal(
    table: LogTable, headings: Headings, words: PersonalWords, profile: Profile, conceal: Conceal
) -> tuple[LogTable, PersonalColumns]:
    """The table without fields read from columns about a person, and those columns.

    What an officer assigned stands. Of the rest a heading that is a field's own word is that field.
    """
    assigned = set(heading_names(table.headings)) & profile.headings.keys()
    fields = {normal_heading(word) for synonyms in headings.synonyms.values() for word in synonyms}
    personal = {at for at, name in enumerate(heading_names(table.headings)) if name in profile.personal}
    for at, (said, heading) in enumerate(zip(heading_names(table.headings), table.headings, strict=True)):
        name = normal_heading(heading)
        if said not in assigned and name and name not in fields and words.mean(name):
            personal.add(at)
    columns = {field: at for field, at in table.columns.items() if at not in personal}
    identity = [
        at
        for part in (words.numbers, words.names)
        for at in sorted(personal)
        if any(word in normal_heading(table.headings[at]) for word in part)
    ]
    return replace(table, columns=columns), PersonalColumns(frozenset(personal), identity, conceal)


def _plain(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "".join(unicodedata.normalize("NFKC", storable(str(cell))).lower().split())


def _as_json(cell: Any) -> Any:
    if isinstance(cell, date | datetime):
        return cell.isoformat()
    if isinstance(cell, float) and not math.isfinite(cell):
        return None if math.isnan(cell) else str(cell)  # JSON has no word for it
    if isinstance(cell, str):
        return storable(cell)[:_LONGEST]
    # Numbers without end would not fit into every database.
    plain = cell is None or isinstance(cell, bool | float) or (isinstance(cell, int) and abs(cell) < 2**53)
    return cell if plain else str(cell)[:_LONGEST]
