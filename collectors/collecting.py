"""Collecting sources: the entry point of the command line and the schedule."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from collectors.context import CollectContext
from collectors.log_folders import collect_folder
from collectors.recording.jobs import Job, load_jobs
from collectors.recording.runs import RunResult, broken_words, close_run, open_run
from collectors.recording.web_source import record_seen
from collectors.web_sources import look_at_sources
from store import Database
from store.models import FileOutcome

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
    database: Database, sources: Sequence[int] | None, context: CollectContext, progress: Progress | None = None
) -> CollectSummary:
    """Run the named sources now, or (None) every enabled one that is due. One source's failure stops no other.

    Each run ends in one transaction with its facts, its record and the state of its source: killed at any moment and
    started again, nothing is lost and nothing doubled.
    """
    with database.read() as session:
        jobs = load_jobs(session, sources, context.clock())
    summary = CollectSummary(sources=len(jobs))
    done = 0
    for job in (job for job in jobs if job.reads_files):
        _count(summary, _collect_files(database, job, context))
        done += 1
        if progress:
            progress(job.name, done, len(jobs))
    for seen in look_at_sources([job for job in jobs if not job.reads_files], context):
        try:
            result = record_seen(database, seen, context)
        except Exception as error:
            result = _broken(database, seen.job, context, error)
        _count(summary, [result])
        done += 1
        if progress:
            progress(seen.job.name, done, len(jobs))
    return summary


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
        results.extend(result for result, _ in collect_folder(database, job, context))
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
