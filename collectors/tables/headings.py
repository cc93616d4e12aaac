"""Which column holds what: headings recognised by synonyms that are data."""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from collectors.decoding import storable

_SHORTEST_PART: Final = 4
LONGEST_HEADING: Final = 200
_BRACKETED: Final = re.compile(r"[(\[【<].*?[)\]】>]")
_NOT_A_WORD: Final = re.compile(r"[\W_]+")
_ACCENTED: Final = re.compile(r"[\u00c0-\u024f]")
_LATIN_WORD: Final = re.compile(r"[a-z]{2,}")
_HUMP: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BETWEEN_LANGUAGES: Final = re.compile(r"\s*[/|／｜\n]\s*")
_FILLING: Final = frozenset(
    "the of by on in at to for was is request requests requested foi foia foip foil atip ati pir access information"
    " application file case official initial original final full agency office department city our record"
    " records".split()
)
"""Words of a heading that leave its meaning as it is."""


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
        names = [_ways_to_read(heading) for heading in headings]
        found, spoken_for = self._assigned_columns(headings)
        for matches in (_is_synonym, _contains_synonym, _contains_words):
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
    """Without case, width, accents, spaces, signs and what stands in brackets: 收到日期（年/月/日） is 收到日期."""
    text = _plain(heading)
    return _NOT_A_WORD.sub("", _BRACKETED.sub("", text)) or _NOT_A_WORD.sub("", text)


def _plain(heading: object) -> str:
    text = unicodedata.normalize("NFKC", "" if heading is None else str(heading)).lower()
    if text.isascii() or not _ACCENTED.search(text):
        return text
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


@dataclass(frozen=True)
class _Ways:
    """A heading as it can be read: as a whole, or as one of two languages side by side; `words`: its Latin ones."""

    names: tuple[str, ...]
    words: frozenset[str]


@lru_cache(maxsize=4096)
def _synonym(word: str) -> tuple[str, frozenset[str]]:
    return normal_heading(word), frozenset(_LATIN_WORD.findall(_plain(word)))


def _ways_to_read(heading: object) -> _Ways:
    parts = _BETWEEN_LANGUAGES.split(str(heading)[:LONGEST_HEADING]) if heading is not None else []
    whole = normal_heading(heading)
    others = [normal_heading(part) for part in parts] if len(parts) > 1 else []
    spaced = _BRACKETED.sub("", _plain(_HUMP.sub(" ", str(heading)[:LONGEST_HEADING]))) if heading is not None else ""
    return _Ways((whole, *others) if whole else (), frozenset(_LATIN_WORD.findall(spaced)))


def _is_synonym(heading: _Ways, word: str) -> bool:
    return _synonym(word)[0] in heading.names


def _contains_synonym(heading: _Ways, word: str) -> bool:
    synonym = _synonym(word)[0]
    long_enough = len(synonym) >= _SHORTEST_PART and not synonym.isascii()
    return long_enough and any(synonym in name and len(name) <= len(synonym) + 6 for name in heading.names)


def _contains_words(heading: _Ways, word: str) -> bool:
    """Date the request was received is date received; words that would change the meaning may not stand between."""
    wanted = _synonym(word)[1]
    return len(wanted) > 1 and wanted <= heading.words and heading.words - wanted <= _FILLING


def _first_match(
    names: Sequence[_Ways], words: Sequence[str], taken: set[int], matches: Callable[[_Ways, str], bool]
) -> int | None:
    for word in words:
        for position, name in enumerate(names):
            if position not in taken and name.names and matches(name, word):
                return position
    return None
