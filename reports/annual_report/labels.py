"""Labels of rows as people write them, made alike: without numbering, width, spaces and signs."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any, Final

from rulebook import DisclosureRow, ReportForm, RequestRow

_NUMBERING: Final = re.compile(
    r"(\([一二三四五六七八九十]+\)\s*[0-9]*|[一二三四五六七八九十]+、|[0-9]+\s*[.、,)])[.、]?"
)
_STEPS: Final = re.compile(r"\s*[/／>＞→|｜—–-]+\s*")
_SIGNS: Final = re.compile(r"[\W_]+")
_SHORTEST_PART: Final = 4
TOTALS: Final = frozenset({"总计", "合计", "总计数"})
"""What the last column of Table 3 is called."""


@cache
def plain(label: str) -> str:
    """（三）1.属于国家秘密 and 1、属于国家秘密 are both 属于国家秘密."""
    text = "".join(unicodedata.normalize("NFKC", label).split())
    return _SIGNS.sub("", _NUMBERING.sub("", text, count=1) if _NUMBERING.match(text) else text)


def plain_cell(cell: Any) -> str:
    """The same of a cell of any kind; empty for numbers."""
    return plain(cell[:300]) if isinstance(cell, str) else ""


def label_names(label: str) -> list[str]:
    """What a label can mean: all of it, or the last where it leads down by steps (不予公开 / 1.属于国家秘密)."""
    *above, last = (plain(step) for step in _STEPS.split(label))
    return [plain(label), last] if above and last else [plain(label)]


def names_of(row: RequestRow | DisclosureRow) -> set[str]:
    """What the row may be called."""
    return {plain(name) for name in (row.label, row.printed, *row.also)}


def all_names(form: ReportForm) -> list[set[str]]:
    """What each row of Tables 2 and 3 may be called."""
    return [*map(names_of, form.disclosures), *map(names_of, form.rows)]


def resembles(name: str, names: set[str]) -> bool:
    """Whether one of ``names`` is part of ``name`` or the other way round; short words are not compared."""
    if len(name) < _SHORTEST_PART:
        return False
    return any(len(one) >= _SHORTEST_PART and (one in name or name in one) for one in names)
