"""The run record of a look at a source, and the health that follows from it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from store.models import CollectorRun, Source

_LONGEST_MESSAGE = 2000


@dataclass
class RunResult:
    """What one run ended with. `ok`: the source did its part; `retry_after`: seconds it asks to be left alone."""

    outcome: str
    ok: bool
    fetched: int = 0
    rows: int = 0
    accepted: int = 0
    unchanged: int = 0
    quarantined: int = 0
    message: str | None = None
    retry_after: int | None = None


def broken_words(error: Exception) -> str:
    """The message of a run that something of our own broke; the technical detail stands behind the colon."""
    return f"处理时出错：{type(error).__name__}: {error}"[:_LONGEST_MESSAGE]


def open_run(session: Session, source_id: int, started_at: datetime) -> CollectorRun:
    """A run record within the transaction that will also hold its facts."""
    run = new_run(source_id, started_at)
    session.add(run)
    session.flush()
    return run


def new_run(source_id: int, started_at: datetime) -> CollectorRun:
    """A run record that is not in a session yet."""
    return CollectorRun(source_id=source_id, started_at=started_at, finished_at=started_at, outcome="open")


def close_run(session: Session, run: CollectorRun, result: RunResult, finished_at: datetime) -> Source:
    """Write the result into the run and into the health and the next time of its source."""
    source = session.get_one(Source, run.source_id)
    finish_run(run, source, result, finished_at)
    return source


def finish_run(run: CollectorRun, source: Source, result: RunResult, finished_at: datetime) -> None:
    """The same for a source that is loaded already."""
    run.finished_at = finished_at
    run.outcome = result.outcome
    for name in ("fetched", "rows", "accepted", "unchanged", "quarantined", "message"):
        setattr(run, name, getattr(result, name))
    source.last_run_at = run.started_at
    source.last_message = result.message
    if result.ok:
        source.health = "ok"
        source.failures_in_a_row = 0
        source.last_success_at = run.started_at
    else:
        source.health = "failing"
        source.failures_in_a_row += 1
    source.next_run_at = _next_run_at(source, result, finished_at)


def _next_run_at(source: Source, result: RunResult, finished_at: datetime) -> datetime:
    """The source's own rhythm, or later where the server asks for it.

    Never earlier: a site that is down would be visited more often than one that is up, and its share of failed visits
    (W2) would be too high.
    """
    rhythm = timedelta(minutes=source.every_minutes)
    return finished_at + max(rhythm, timedelta(seconds=result.retry_after or 0))
