"""One application as a row of a log tells it."""

from dataclasses import dataclass

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

    @property
    def content(self) -> tuple[object, ...]:
        """What two rows must share to say the same."""
        events = tuple((event.kind, event.on, tuple(sorted(event.detail.items()))) for event in self.events)
        return (self.description, events)
