"""One application as a row of a log tells it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from collectors.tables import TableRow
from metrics.facts import RequestEvent, RequestEventKind


@dataclass(frozen=True)
class ParsedRequest:
    """A usable row. `agency` is empty where the file has no column for it."""

    row: TableRow
    agency: str
    number: str
    description: str
    events: tuple[RequestEvent, ...]
    told_kinds: frozenset[RequestEventKind]
    """Kinds of events that the file can tell: one of them that is missing here is not in the log (any more)."""
    applicant_hash: str | None = None
    """Keyed; None where nothing about the applicant is kept."""
    sheet: str = ""
    """The sheet of the row, where the file has several."""

    @property
    def content(self) -> tuple[object, ...]:
        """What two rows must share to say the same."""
        events = tuple((event.kind, event.on, tuple(sorted(event.detail.items()))) for event in self.events)
        return (self.description, events)

    @property
    def identity(self) -> tuple[str, str]:
        """Agency and number, as written."""
        return (self.agency, self.number)

    @cached_property
    def said(self) -> frozenset[object]:
        """All that the row says, piece by piece: what says all that another row says, and more, is newer."""
        return frozenset(self._pieces())

    def _pieces(self) -> Iterator[object]:
        if self.description:
            yield ("description", self.description)
        if self.applicant_hash:
            yield ("applicant", self.applicant_hash)
        for event in self.events:
            yield (event.kind, event.on)
            yield from ((event.kind, event.on, key, value) for key, value in event.detail.items())
