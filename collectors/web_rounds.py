"""The sources over HTTP of one round: looked at many at once, written some at a time."""

from collections.abc import Callable, Iterator, Sequence

from collectors.context import CollectContext
from collectors.recording.broken_runs import broken_run
from collectors.recording.due_sources import LookPlan
from collectors.recording.runs import RunResult
from collectors.recording.web_source import SeenSource, record_all_seen, record_seen
from collectors.web_sources import look_at_sources
from store import Database


def collect_web(
    database: Database, plan: LookPlan, context: CollectContext, enough: Callable[[], bool]
) -> Iterator[tuple[str, RunResult]]:
    """Look at every source of the plan and write what was seen; the name of each source with its run.

    `enough`: asked before each look whether to begin no more.
    """
    for seen in look_at_sources(database, plan, context, enough):
        for one, result in zip(seen, _record(database, seen, context), strict=True):
            yield one.job.name, result


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
        return broken_run(database, seen.job.source_id, context.clock, error)
