"""The run record of work that our own code or the disk broke."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from collectors.recording.runs import RunResult, broken_words, close_run, open_run
from store import Database
from store.models import FileOutcome


def broken_run(database: Database, source_id: int, clock: Callable[[], datetime], error: Exception) -> RunResult:
    """Tell of the failure in a run of its own, if that can be written."""
    result = RunResult(FileOutcome.FAILED.value, False, message=broken_words(error))
    with database.write() as session:
        run = open_run(session, source_id, clock())
        close_run(session, run, result, clock())
    return result
