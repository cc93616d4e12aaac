"""Collecting sources: the entry point of the command line and the schedule."""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from collectors.context import CollectContext
from collectors.log_ways import collect_log
from collectors.recording.due_sources import due_files, plan_looks
from collectors.recording.jobs import load_jobs
from collectors.recording.runs import RunResult
from store import Database

Progress = Callable[[str, int, int], None]
"""Told the name of the source just done, how many are done and how many there are."""


@dataclass
class CollectSummary:
    """What came of a round."""

    sources: int = 0
    ok: int = 0
    failing: int = 0
    fetched: int = 0
    """Answers of web servers and files read."""
    rows: int = 0
    accepted: int = 0
    unchanged: int = 0
    quarantined: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    """Runs by outcome."""
    held_back: int = 0
    """Looks put off because their host asks to be left alone; they stay due."""

    def add(self, result: RunResult) -> None:
        """Count one run."""
        self.fetched += result.fetched
        self.rows += result.rows
        self.accepted += result.accepted
        self.unchanged += result.unchanged
        self.quarantined += result.quarantined
        self.outcomes[result.outcome] += 1

    def summary(self) -> dict[str, object]:
        """The JSON object of `mingcha collect`."""
        return {**vars(self), "outcomes": dict(sorted(self.outcomes.items()))}


def collect_sources(
    database: Database,
    sources: Sequence[int] | None,
    context: CollectContext,
    progress: Progress | None = None,
    seconds: float | None = None,
) -> CollectSummary:
    """Run the named sources now, or (None) every enabled one that is due. One source's failure stops no other.

    Every look is written whole, with its facts, its record and the state of its source: killed at any moment and
    started again, nothing is lost and nothing doubled. ``seconds``: how long new looks are begun; what is left then
    stays due.
    """
    now = context.clock()
    with database.read() as session:
        files = load_jobs(session, due_files(session, sources, now))
        plan = plan_looks(session, sources, now)
    summary = CollectSummary()
    total = len(files) + plan.total

    def count(name: str, results: Sequence[RunResult]) -> None:
        summary.sources += 1
        _count(summary, results)
        if progress:
            progress(name, summary.sources, total)

    for job in files:
        count(job.name, collect_log(database, job, context))
    if plan.total:
        from collectors.web_rounds import collect_web  # most rounds find nothing due, and this is long to load

        ends_at = math.inf if seconds is None else time.monotonic() + seconds
        for name, result in collect_web(database, plan, context, lambda: time.monotonic() >= ends_at):
            count(name, [result])
    summary.held_back = plan.held_back
    return summary


def _count(summary: CollectSummary, results: Sequence[RunResult]) -> None:
    for result in results:
        summary.add(result)
    if all(result.ok for result in results):
        summary.ok += 1
    else:
        summary.failing += 1
