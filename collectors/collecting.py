"""Collecting sources: the entry point of the command line and the schedule."""

import math
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from collectors.context import CollectContext
from collectors.database_logs.querying import collect_query
from collectors.log_folders import collect_folder
from collectors.pulled_logs.pulling import collect_pull
from collectors.recording.due_sources import due_files, plan_looks
from collectors.recording.jobs import DATABASE, FOLDER, PULL, Job, load_jobs
from collectors.recording.runs import RunResult, broken_words, close_run, open_run
from collectors.recording.web_source import SeenSource, record_all_seen, record_seen
from collectors.web_sources import look_at_sources
from store import Database
from store.models import FileOutcome

WAYS = {FOLDER: collect_folder, PULL: collect_pull, DATABASE: collect_query}
"""How the log of a source is gone for, by its way."""

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
        files = load_jobs(session, due_files(session, sources, now), now)
        plan = plan_looks(session, sources, now)
    summary = CollectSummary()
    total = len(files) + plan.total

    def count(name: str, results: Sequence[RunResult]) -> None:
        summary.sources += 1
        _count(summary, results)
        if progress:
            progress(name, summary.sources, total)

    for job in files:
        count(job.name, _collect_files(database, job, context))
    ends_at = math.inf if seconds is None else time.monotonic() + seconds
    for seen in look_at_sources(database, plan, context, lambda: time.monotonic() >= ends_at):
        for one, result in zip(seen, _record(database, seen, context), strict=True):
            count(one.job.name, [result])
    summary.held_back = plan.held_back
    return summary


def _record(database: Database, seen: Sequence[SeenSource], context: CollectContext) -> list[RunResult]:
    """Write some looks together; where one of them cannot be written, each on its own."""
    try:
        return record_all_seen(database, seen, context)
    except Exception:
        return [_record_one(database, one, context) for one in seen]


def _record_one(database: Database, seen: SeenSource, context: CollectContext) -> RunResult:
    try:
        return record_seen(database, seen, context)
    except Exception as error:
        return _broken(database, seen.job, context, error)


def _count(summary: CollectSummary, results: Sequence[RunResult]) -> None:
    for result in results:
        summary.add(result)
    if all(result.ok for result in results):
        summary.ok += 1
    else:
        summary.failing += 1


def _collect_files(database: Database, job: Job, context: CollectContext) -> list[RunResult]:
    results: list[RunResult] = []
    try:
        collect = WAYS.get(job.way)
        if collect is not None:  # what is uploaded, pushed or imported by hand comes by itself
            results.extend(result for result, _ in collect(database, job, context))
    except Exception as error:
        results.append(_broken(database, job, context, error))
    return results


def _broken(database: Database, job: Job, context: CollectContext, error: Exception) -> RunResult:
    """A failure of our own, or of the disk: said in the run record, if that can be written."""
    result = RunResult(FileOutcome.FAILED.value, False, message=broken_words(error))
    with database.write() as session:
        run = open_run(session, job.source_id, context.clock())
        close_run(session, run, result, context.clock())
    return result
