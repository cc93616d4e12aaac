"""Making the visits whose time has come."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from collectors.availability.failed_answers import keep_failed, told
from collectors.availability.own_network import (
    all_failed_together,
    excused,
    may_be_ours,
    network_failed,
    tells_of_network,
)
from collectors.availability.plan import DueVisit
from collectors.availability.recording import Probe, Visit, due_visits, record_visits
from collectors.fetching import Fetched, FetchLimits
from collectors.fetching.fetcher import Fetcher
from collectors.recording.runs import broken_words
from metrics.facts import CheckOutcome
from store import Database

TOGETHER = 100
"""Visits that are judged and written together."""
LARGEST_PAGE = 2 * 1024 * 1024
"""Bytes; a home page that is larger has opened."""


@dataclass(frozen=True)
class VisitContext:
    """How to visit. ``open_within_seconds``: what the rule calls opening in time.

    ``references``: addresses that tell whether our own network works; ``fetcher``: one that lives longer, else each
    round has its own. ``evidence``: where answers of visits that did not open are kept, if they are.
    """

    clock: Callable[[], datetime]
    per_day: int
    open_within_seconds: float
    references: tuple[str, ...] = ()
    limits: FetchLimits = field(default_factory=FetchLimits)
    workers: int = 8
    fetcher: Fetcher | None = None
    evidence: Path | None = None


@dataclass
class VisitSummary:
    """What came of a round: visits made, those that did not open, those that our own network prevented."""

    visits: int = 0
    failed: int = 0
    own_network: int = 0


def visit_sites(database: Database, context: VisitContext, keep: Callable[[], None] = lambda: None) -> VisitSummary:
    """Visit every active site whose next visit is due. ``keep``: called between the parts of a long round."""
    summary = VisitSummary()
    if context.per_day < 1:
        return summary
    with database.read() as session:
        due = due_visits(session, context.clock(), context.per_day)
    if not due:
        return summary
    with _fetcher(context) as fetcher, ThreadPoolExecutor(max(context.workers, 1), "visit") as pool:
        for start in range(0, len(due), TOGETHER):
            keep()
            part = due[start : start + TOGETHER]
            made = list(pool.map(lambda visit: _visit(visit, fetcher, context), part))
            visits, copies = keep_failed(database, context.evidence, made)
            visits, probes = _judge(part, visits, fetcher, context)
            record_visits(database, visits, probes, context.evidence, copies, made)
            _count(summary, visits)
    return summary


@contextmanager
def _fetcher(context: VisitContext) -> Iterator[Fetcher]:
    limits = replace(
        context.limits,
        whole_answer_seconds=context.open_within_seconds,
        connect_seconds=context.open_within_seconds,
        max_bytes=LARGEST_PAGE,
    )
    if context.fetcher is not None:
        yield context.fetcher.within(limits, heeds_rest=False)
        return
    with Fetcher(limits, max(context.workers, 1), clock=context.clock) as own:
        yield own.within(limits, heeds_rest=False)


def _visit(due: DueVisit, fetcher: Fetcher, context: VisitContext) -> tuple[Visit, Fetched]:
    visited_at = context.clock()
    answer, ours = _asked(due.address, fetcher)
    visit = Visit(due.site_id, due.day, due.slot, visited_at, answer.outcome, answer.elapsed_ms, own_network=ours)
    return told(visit, due.address, answer), replace(answer, body=b"", exchange=None) if answer.outcome.seen else answer


def _asked(address: str, fetcher: Fetcher) -> tuple[Fetched, bool]:
    """What came, and whether it was our own code that broke: that says nothing of the site, nor stops other visits."""
    try:
        return fetcher.fetch(address), False
    except Exception as error:
        return Fetched(CheckOutcome.UNREADABLE, address, address, detail=broken_words(error)), True


def _judge(
    due: Sequence[DueVisit], made: list[Visit], fetcher: Fetcher, context: VisitContext
) -> tuple[list[Visit], list[Probe]]:
    """The visits, those excused that our own network prevented, and the probes that were made to find out."""
    if not any(may_be_ours(visit) for visit in made):
        return made, []
    probes = [_probe(address, fetcher, context) for address in context.references]
    tried = [probe for probe in probes if tells_of_network(probe)]
    ours = network_failed(tried) if tried else all_failed_together(list(zip(due, made, strict=True)))
    return ([excused(visit) for visit in made] if ours else made), probes


def _probe(address: str, fetcher: Fetcher, context: VisitContext) -> Probe:
    probed_at = context.clock()
    answer, _ = _asked(address, fetcher.within(replace(fetcher.limits, respect_robots=False), heeds_rest=False))
    return Probe(address, probed_at, answer.outcome, answer.elapsed_ms)


def _count(summary: VisitSummary, visits: Sequence[Visit]) -> None:
    summary.visits += len(visits)
    summary.own_network += sum(visit.own_network for visit in visits)
    summary.failed += sum(visit.outcome.site_did_not_open and not visit.own_network for visit in visits)
