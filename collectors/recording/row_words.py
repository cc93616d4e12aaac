"""How many rows came to which end, said the same way wherever people read it."""

from collections.abc import Mapping
from typing import Protocol

from collectors.tables.faults import RowFault


class RowCounts(Protocol):
    """Anything that counts rows: rows = accepted + unchanged + quarantined."""

    @property
    def rows(self) -> int:
        """All rows."""

    @property
    def accepted(self) -> int:
        """Rows that brought something new."""

    @property
    def unchanged(self) -> int:
        """Rows that say what is known."""

    @property
    def quarantined(self) -> int:
        """Rows that wait to be mended."""


def row_words(counts: RowCounts) -> str:
    """One line such as 共 12 行，接收 10 行，未变 1 行，隔离 1 行."""
    return f"共 {counts.rows} 行，接收 {counts.accepted} 行，未变 {counts.unchanged} 行，隔离 {counts.quarantined} 行"


def reason_words(reasons: Mapping[str, int]) -> list[str]:
    """Each fault (code) with its number of rows, such as 编号重复 1 行."""
    return [f"{RowFault(code).words} {number} 行" for code, number in sorted(reasons.items())]
