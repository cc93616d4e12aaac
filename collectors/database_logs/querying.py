"""Asking the database of a source for its log."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from collectors.context import CollectContext
from collectors.database_logs.access import QueryAccess, QueryRefused
from collectors.database_logs.rows import QueryFailed, write_rows
from collectors.recording.jobs import Job
from collectors.recording.log_files import FileCount
from collectors.recording.runs import RunResult
from collectors.secret_references import SecretMissing, secret_behind
from collectors.taking_in import plain_run, taken_or_failed
from store import Database
from store.models import FileOutcome


def collect_query(database: Database, job: Job, context: CollectContext) -> Iterator[tuple[RunResult, FileCount]]:
    """Ask once and take in the answer as a run; a database that cannot be asked is a failed run that says why."""
    access = QueryAccess.of(job.access)
    with tempfile.TemporaryDirectory(prefix="mingcha-query-") as folder:
        file = Path(folder) / "rows"
        try:
            access.check(job.location)
            url = secret_behind(job.location, context.secret_of)
            rows = write_rows(url, access.query, file, context.pull_seconds, context.log_bytes)
        except (QueryRefused, QueryFailed, SecretMissing) as refused:
            yield plain_run(database, job, context, FileOutcome.FAILED.value, str(refused)), FileCount()
            return
        if rows:
            yield from taken_or_failed(database, job, file, job.name, context)
        else:
            message = "查询没有返回数据行"
            yield plain_run(database, job, context, FileOutcome.UNCHANGED.value, message, ok=True), FileCount()
