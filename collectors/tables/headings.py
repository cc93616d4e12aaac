"""Which column holds what: headings recognised by synonyms that are data."""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Final

from collectors.decoding import storable

_SHORTEST_PART: Final = 4
LONGEST_HEADING: Final = 200
_BRACKETED: Final = re.compile(r"[(\[【<].*?[)\]】>]")
_NOT_A_WORD: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Headings:
    """Synonyms per field, the more usual first."""

    synonyms: Mapping[str, Sequence[str]]
    assigned: Mapping[str, str] = field(default_factory=dict)
    """Headings (as `heading_names` gives them) that a profile assigns to a field, or (any other word) to none."""

    def with_assigned(self, assigned: Mapping[str, str]) -> "Headings":
        """The same synonyms under what a profile says."""
        return replace(self, assigned=dict(assigned)) if assigned else self

    def columns_of(self, headings: Sequence[object]) -> dict[str, int]:
        """The column of each field. A profile's word goes first, then exact matches. A column serves one field."""
        names = [normal_heading(heading) for heading in headings]
        found, spoken_for = self._assigned_columns(headings)
        for matches in (_is_synonym, _contains_synonym):
            for field_name, words in self.synonyms.items():
                if field_name in found:
                    continue
                position = _first_match(names, words, spoken_for | set(found.values()), matches)
                if position is not None:
                    found[field_name] = position
        return found

    def _assigned_columns(self, headings: Sequence[object]) -> tuple[dict[str, int], set[int]]:
        """The columns of fields that the profile names, and all columns that it speaks of."""
        found: dict[str, int] = {}
        spoken_for: set[int] = set()
        for position, name in enumerate(heading_names(headings) if self.assigned else ()):
            if name in self.assigned:
                spoken_for.add(position)
                if self.assigned[name] in self.synonyms:
                    found.setdefault(self.assigned[name], position)
        return found, spoken_for


@cache
def load_headings(package: str) -> Headings:
    """The synonyms of a source, from its `headings.toml`."""
    document = tomllib.loads(files(package).joinpath("headings.toml").read_text(encoding="utf-8"))
    return Headings({name: tuple(words) for name, words in document["headings"].items()})


def heading_names(headings: Sequence[object]) -> list[str]:
    """The headings as a profile names them: on one line, in ordinary width; what stands there again is numbered.

    Unlike `normal_heading` what stands in brackets counts: 日期（收到） and 日期（答复） are two headings.
    """
    seen: Counter[str] = Counter()
    names = []
    for heading in headings:
        text = unicodedata.normalize("NFKC", "" if heading is None else storable(str(heading)))
        name = " ".join(text.split())[:LONGEST_HEADING]
        seen[name] += 1
        names.append(name if seen[name] == 1 or not name else f"{name} #{seen[name]}")
    return names


def normal_heading(heading: object) -> str:
    """Without case, width, spaces, signs and what stands in brackets: 收到日期（年/月/日） is 收到日期."""
    text = unicodedata.normalize("NFKC", "" if heading is None else str(heading)).lower()
    return _NOT_A_WORD.sub("", _BRACKETED.sub("", text)) or _NOT_A_WORD.sub("", text)


def _is_synonym(name: str, synonym: str) -> bool:
    return name == synonym


def _contains_synonym(name: str, synonym: str) -> bool:
    long_enough = len(synonym) >= _SHORTEST_PART and not synonym.isascii()
    return long_enough and synonym in name and len(name) <= len(synonym) + 6


def _first_match(
    names: Sequence[str], words: Sequence[str], taken: set[int], matches: Callable[[str, str], bool]
) -> int | None:
    for word in words:
        synonym = normal_heading(word)
        for position, name in enumerate(names):
            if position not in taken and name and matches(name, synonym):
                return position
    return None
