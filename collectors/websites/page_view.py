"""What one page shows: the answer of the page reader."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from metrics.facts import CheckOutcome

CUT_OFF: Final = "cut_off"
"""The flag of a page that is longer than the reader's budget: only its beginning (of a feed, also its end) was read."""


class PageKind(StrEnum):
    """What sort of page was seen."""

    LIST = "list"
    DETAIL = "detail"
    FEED = "feed"
    SITEMAP = "sitemap"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Item:
    """One entry of a list, with the reason for its date."""

    title: str
    url: str
    date: date | None
    why: str
    """How the date was found, or why none was: text, url, feed, future …"""


@dataclass(frozen=True)
class PageView:
    """Kind, newest date and items of a page as seen at one moment."""

    kind: PageKind
    outcome: CheckOutcome
    newest: date | None
    items: tuple[Item, ...] = ()
    flags: tuple[str, ...] = ()
    encoding: str = ""
    detail: str = ""
    title: str = ""
    """The words of the title element of a list; empty where there is none."""

    @property
    def dated(self) -> int:
        """How many items carry a date that can be believed."""
        return sum(item.date is not None for item in self.items)

    def summary(self) -> dict[str, object]:
        """The JSON object of `mingcha inspect`."""
        return {
            "kind": self.kind.value,
            "newest": self.newest.isoformat() if self.newest else None,
            "items": len(self.items),
            "dated": self.dated,
            "flags": list(self.flags),
        }


@dataclass
class Notes:
    """Flags collected while a page is read, in order of their first appearance."""

    flags: dict[str, None] = field(default_factory=dict)

    def add(self, flag: str) -> None:
        """Remember a flag once."""
        self.flags[flag] = None
