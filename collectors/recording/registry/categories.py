"""Which category of the rulebook a word means, and which one a column's name suggests."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from collectors.decoding import quoted
from collectors.recording.agencies import plain_name
from collectors.recording.nearest import NearestNames
from collectors.tables.accounting import RowRefused
from collectors.tables.faults import RowFault
from collectors.tables.words import load_words
from rulebook import ColumnCategory

_WORDS: Final = "collectors.registry_files"
_OTHER: Final = "other"
_KIND: Final = re.compile(r"(?:类|类别|栏目|类栏目)$")
_PARTS: Final = re.compile(r"[、,，/和及]")
"""动态、要闻类 names two words for one category; the first that is known decides."""


@dataclass(frozen=True)
class Guess:
    """A category and how sure it is: 1 the name is the category's own, 0 nothing in the name says anything."""

    code: str
    confidence: float


class CategoryNames:
    """The categories of the rulebook by code, name and the words of `words.toml`."""

    def __init__(self, categories: Mapping[str, ColumnCategory]) -> None:
        self._names = {plain_name(category.name): code for code, category in categories.items()}
        self._names |= {code: code for code in categories}
        words = load_words(_WORDS)["category"].words
        self._words = [(word, code) for word, code in words if code in categories]
        self._nearest = NearestNames(category.name for category in categories.values())

    def find(self, text: str) -> str:
        """The category that a cell names: its code, its name or a usual word for it. Refuses anything else."""
        plain = plain_name(text)
        for name in (plain, *_PARTS.split(_KIND.sub("", plain))):
            known = self._names.get(name) or next((code for word, code in self._words if word == name), None)
            if known is not None:
                return known
        near = self._nearest.words(text)
        raise RowRefused("category", RowFault.UNKNOWN_CATEGORY, f"没有栏目类别{quoted(text)}{near}")

    def guess(self, name: str) -> Guess:
        """The category that a column's name suggests: the longest known word in it decides."""
        plain = plain_name(name)
        for word, code in self._words:
            if word in plain and len(word) > 1:
                return Guess(code, round(min(1.0, 0.5 + 0.5 * len(word) / len(plain)), 2))
        return Guess(_OTHER, 0.0)
