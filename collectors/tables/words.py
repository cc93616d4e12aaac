"""Words of logs turned into codes by a table that is data."""

import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

_MOST_SEEN = 2000


@dataclass(frozen=True)
class WordTable:
    """Words per code. The longest word contained in a text decides, so that 部分公开 is not taken for 公开."""

    words: Sequence[tuple[str, str]]
    """Pairs of word and code, longest word first."""

    codes: Sequence[str] = ()
    """What a word can mean, in the order of the file."""
    seen: dict[str, str | None] = field(default_factory=dict, compare=False, repr=False)
    """Texts asked for before: a log says the same few words a million times."""

    def with_words(self, own: Mapping[str, str]) -> "WordTable":
        """The same table with words of the place (word → code), which go before the same words of the table."""
        if not own:
            return self
        said = [(plain_word(word), code) for word, code in own.items() if plain_word(word)]
        return WordTable(_longest_first([*said, *self.words]), self.codes)

    def code_of(self, text: str) -> str | None:
        """The code for a cell's words, or None when no known word is in it."""
        if text not in self.seen:
            if len(self.seen) >= _MOST_SEEN:
                self.seen.clear()
            self.seen[text] = self._look_up(plain_word(text))
        return self.seen[text]

    def _look_up(self, plain: str) -> str | None:
        if not plain:
            return None
        for word, code in self.words:
            if word == plain or (len(word) > 1 and word in plain):
                return code
        return None


@cache
def load_words(package: str) -> Mapping[str, WordTable]:
    """The tables of a source's `words.toml`, by name."""
    document = tomllib.loads(files(package).joinpath("words.toml").read_text(encoding="utf-8"))
    return {name: _table(codes) for name, codes in document.items()}


def words_with(package: str, own: Mapping[str, Mapping[str, str]]) -> Mapping[str, WordTable]:
    """The tables of a source with the words of the place: table → word → code. Unknown tables are left out."""
    shipped = load_words(package)
    return {name: table.with_words(own.get(name, {})) for name, table in shipped.items()} if own else shipped


def _table(codes: Mapping[str, Sequence[str]]) -> WordTable:
    pairs = [(plain_word(word), code) for code, words in codes.items() for word in [*words, code]]
    return WordTable(_longest_first(pairs), tuple(codes))


def _longest_first(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Of words of one length the earlier goes first."""
    return sorted(pairs, key=lambda pair: -len(pair[0]))


def plain_word(text: str) -> str:
    """A word without differences of width, case and blanks."""
    return "".join(unicodedata.normalize("NFKC", text).lower().split())
