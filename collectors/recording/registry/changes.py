"""What an import changed, for the audit trail; and that one file does not say two things of one thing."""

from dataclasses import dataclass, field
from typing import Any, Final

from collectors.decoding import quoted
from collectors.tables.accounting import RowRefused
from collectors.tables.faults import RowFault
from collectors.tables.table import TableRow
from store.models import Base

_MOST_KEPT: Final = 500

Telling = tuple[str, str, object]
"""Field of the headings file, attribute, value told."""


@dataclass
class Changes:
    """New things by kind, and each changed value with what it was."""

    new: dict[str, int] = field(default_factory=dict)
    changed: int = 0
    lines: list[dict[str, Any]] = field(default_factory=list)
    _told: dict[tuple[str, str, str], tuple[object, TableRow]] = field(default_factory=dict)

    def count_new(self, kind: str) -> None:
        """One more of its kind."""
        self.new[kind] = self.new.get(kind, 0) + 1

    def agree(self, kind: str, key: str, tellings: list[Telling], row: TableRow) -> None:
        """Refuses a row that tells another value than an earlier row of the same file. Nothing is written yet."""
        for field_name, name, value in tellings:
            if value in (None, ""):
                continue
            earlier, first = self._told.setdefault((kind, key, name), (value, row))
            if earlier != value:
                explanation = f"第 {first.number} 行写的是{quoted(earlier)}，此处写的是{quoted(value)}"
                raise RowRefused(field_name, RowFault.REPEATED_ID, explanation)

    def write(self, kind: str, key: str, thing: Base, tellings: list[Telling]) -> bool:
        """Bring `thing` to what was told; an empty cell tells nothing. Whether anything had to change."""
        changed = False
        for _, name, value in tellings:
            before = getattr(thing, name)
            if value in (None, "") or before == value:
                continue
            setattr(thing, name, value)
            self.changed += 1
            if len(self.lines) < _MOST_KEPT:
                self.lines.append({"kind": kind, "key": key, "field": name, "from": before, "to": value})
            changed = True
        return changed

    def summary(self) -> dict[str, Any]:
        """The detail of the audit trail's line."""
        return {"new": dict(sorted(self.new.items())), "changed": self.changed, "changes": self.lines}
