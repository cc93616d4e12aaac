"""Which column holds what: headings recognised by synonyms that are data."""

import re
import tomllib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from collectors.decoding import storable

_SHORTEST_PART: Final = 4
_MOST_AROUND: Final = 6
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
        names = [_ways_to_read(_cut(heading)) for heading in headings]
        found, spoken_for = self._assigned_columns(headings)
        for matches in (_equal, _containing, _with_its_words):
            taken = spoken_for | set(found.values())
            open_places = [(at, name) for at, name in enumerate(names) if name.names and at not in taken]
            if not open_places:
                break
            places = matches(open_places)
            for field_name, words in self.synonyms.items():
                if field_name in found:
                    continue
                position = next((at for at in places(tuple(words)) if at not in taken), None)
                if position is not None:
                    found[field_name] = position
                    taken.add(position)
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


Places = Callable[[tuple[str, ...]], Iterator[int]]
"""The places that a field's words name, those of its more usual words first."""


@lru_cache(maxsize=4096)
def _synonym(word: str) -> tuple[str, frozenset[str]]:
    return normal_heading(word), frozenset(_LATIN_WORD.findall(_plain(word)))


@lru_cache(maxsize=1024)
def _telling_parts(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words long enough to be told within a longer heading."""
    synonyms = (_synonym(word)[0] for word in words)
    return tuple(synonym for synonym in synonyms if len(synonym) >= _SHORTEST_PART and not synonym.isascii())


@lru_cache(maxsize=1024)
def _telling_sets(words: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    return tuple(wanted for word in words if len(wanted := _synonym(word)[1]) > 1)


def _cut(heading: object) -> str:
    """What is longer than a heading is none."""
    text = "" if heading is None else str(heading)
    return text if len(text) <= LONGEST_HEADING else ""


@lru_cache(maxsize=8192)
def _ways_to_read(heading: str) -> _Ways:
    parts = _BETWEEN_LANGUAGES.split(heading)
    whole = normal_heading(heading)
    others = [normal_heading(part) for part in parts] if len(parts) > 1 else []
    spaced = _BRACKETED.sub("", _plain(_HUMP.sub(" ", heading)))
    return _Ways((whole, *others) if whole else (), frozenset(_LATIN_WORD.findall(spaced)))


def _equal(names: Sequence[tuple[int, _Ways]]) -> Places:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, heading in names:
        for name in heading.names:
            places[name].append(at)
    return lambda words: (at for word in words for at in places.get(_synonym(word)[0], ()))


def _containing(names: Sequence[tuple[int, _Ways]]) -> Places:
    whole = [(at, name) for at, heading in names for name in heading.names if not name.isascii()]
    return lambda words: (
        at
        for part in _telling_parts(words)
        for at, name in whole
        if part in name and len(name) <= len(part) + _MOST_AROUND
    )


def _with_its_words(names: Sequence[tuple[int, _Ways]]) -> Places:
    """Date the request was received is date received; words that would change the meaning may not stand between."""
    several = [(at, heading.words) for at, heading in names if len(heading.words) > 1]
    return lambda words: (
        at for wanted in _telling_sets(words) for at, said in several if wanted <= said and said - wanted <= _FILLING
    )
