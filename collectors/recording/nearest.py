"""Names that a misspelt one may have meant, for the explanation of a row that was set aside."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

_MOST_NAMES: Final = 200
"""Different names that are looked for; comparing with a whole registry takes a while."""


class NearestNames:
    """Finds the nearest of many names, each asked for once."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names = dict.fromkeys(names)
        self._found: dict[str, str] = {}

    def add(self, name: str) -> None:
        """One more name that can be meant."""
        self._names[name] = None

    def words(self, name: str) -> str:
        """（相近的有：甲、乙）, or nothing where no name is near."""
        if name not in self._found:
            if len(self._found) >= _MOST_NAMES:
                return ""
            near = get_close_matches(name, self._names, n=3, cutoff=0.5)
            self._found[name] = f"（相近的有：{'、'.join(near)}）" if near else ""
        return self._found[name]
