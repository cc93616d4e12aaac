"""Table 4 from the log: reviews and lawsuits decided in the year, and those still open at its end."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from metrics.annual_report.report import REMEDIES, Place
from metrics.facts import RequestEvent, RequestEventKind, RequestFacts
from metrics.request_log import events_known_on
from rulebook import ReportForm

Kind = RequestEventKind
PENDING, OTHER = "pending", "other"


@dataclass(frozen=True, slots=True)
class Remedy:
    """One review or lawsuit. ``filed`` None: the log only tells of the decision; ``decided`` None: still open."""

    filed: date | None
    decided: date | None
    result: str


def remedies_table(requests: Iterable[RequestFacts], year: int, form: ReportForm, as_of: date) -> dict[Place, int]:
    """Table 4 of ``year`` in ``form``, by what is known on ``as_of``. A result the form does not name is 其他结果.

    A remedy that was decided in the year counts by its result, one that was open at its end as 尚未审结.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    named = {code for result in form.results[:-1] for code in result.codes} - {PENDING}
    counts: Counter[tuple[str, str]] = Counter()
    for facts in requests:
        events = events_known_on(facts.events, as_of)
        for block, remedy in remedies_of(events):
            if remedy.decided is not None and first <= remedy.decided <= last:
                counts[block, remedy.result if remedy.result in named else OTHER] += 1
            elif (remedy.filed or last) <= last and (remedy.decided is None or remedy.decided > last):
                counts[block, PENDING] += remedy.filed is not None
    return _cells(form, counts)


def remedies_of(events: Sequence[RequestEvent]) -> Iterator[tuple[str, Remedy]]:
    """Each remedy with its block: a lawsuit comes after a review if one was asked for by the day it was filed."""
    reviews = list(_paired(events, Kind.REVIEW_FILED, Kind.REVIEW_DECIDED))
    yield from (("review", review) for review in reviews)
    begun = [review.filed or review.decided for review in reviews]
    for lawsuit in _paired(events, Kind.LAWSUIT_FILED, Kind.LAWSUIT_DECIDED):
        start = lawsuit.filed or lawsuit.decided
        after = any(day is not None and start is not None and day <= start for day in begun)
        yield ("lawsuit_after_review" if after else "lawsuit_directly"), lawsuit


def _paired(events: Sequence[RequestEvent], filed: Kind, decided: Kind) -> Iterator[Remedy]:
    """A decision ends the oldest remedy that is open."""
    open_since: list[date] = []
    for event in events:
        if event.kind is filed:
            open_since.append(event.on)
        elif event.kind is decided:
            start = open_since.pop(0) if open_since else None
            yield Remedy(start, event.on, str(event.detail.get("result") or OTHER))
    yield from (Remedy(day, None, PENDING) for day in open_since)


def _cells(form: ReportForm, counts: Counter[tuple[str, str]]) -> dict[Place, int]:
    *parts, total = form.results
    cells: dict[Place, int] = {}
    for block in form.blocks:
        numbers = [sum(counts[block.remedy, code] for code in part.codes) for part in parts]
        cells |= {Place(REMEDIES, block.label, part.label): n for part, n in zip(parts, numbers, strict=True)}
        cells[Place(REMEDIES, block.label, total.label)] = sum(numbers)
    return cells
