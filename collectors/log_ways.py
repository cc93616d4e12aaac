"""The ways in which a round goes for the logs of sources: from a folder, from a server, from a database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from collectors.context import CollectContext
from collectors.recording.broken_runs import broken_run
from collectors.recording.jobs import DATABASE, FOLDER, PULL, Job
from collectors.recording.runs import RunResult
from store import Database

if TYPE_CHECKING:
    from collectors.recording.log_files import FileCount

    Collect = Callable[[Database, Job, CollectContext], Iterator[tuple[RunResult, FileCount]]]


def collect_log(database: Database, job: Job, context: CollectContext) -> list[RunResult]:
    """Go for the log of one source. A failure of our own is the end of this source's work alone."""
    results: list[RunResult] = []
    try:
        collect = _way(job.way)
        if collect is not None:  # what is uploaded, pushed or imported by hand comes by itself
            results.extend(result for result, _ in collect(database, job, context))
    except Exception as error:
        results.append(broken_run(database, job.source_id, context.clock, error))
    return results


def _way(way: str) -> Collect | None:
    """What goes that way. Loaded with the first source that asks for it: readers of tables take long to load."""
    if way == FOLDER:
        from collectors.log_folders import collect_folder

        return collect_folder
    if way == PULL:
        from collectors.pulled_logs.pulling import collect_pull

        return collect_pull
    if way == DATABASE:
        from collectors.database_logs.querying import collect_query

        return collect_query
    return None
