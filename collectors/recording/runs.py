"""The run record of a look at a source, and the health that follows from it."""

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import insert
from sqlalchemy.orm import Session

from collectors.recording.source_states import SourceState
from store.models import CollectorRun, Source

_LONGEST_MESSAGE = 2000
_TOLD: Final = ("outcome", "fetched", "rows", "accepted", "unchanged", "quarantined", "message")


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
    run = CollectorRun(source_id=source_id, started_at=started_at, finished_at=started_at, outcome="open")
    session.add(run)
    session.flush()
    return run


def close_run(session: Session, run: CollectorRun, result: RunResult, finished_at: datetime) -> Source:
    """Write the result into the run and into the health and the next time of its source."""
    source = session.get_one(Source, run.source_id)
    for name, value in run_row(source.id, run.started_at, result, finished_at).items():
        setattr(run, name, value)
    tell_health(source, run.started_at, result, finished_at)
    return source


def run_row(source_id: int, started_at: datetime, result: RunResult, finished_at: datetime) -> dict[str, Any]:
    """A run that has ended, for ``add_runs``."""
    told = {name: getattr(result, name) for name in _TOLD}
    return {"source_id": source_id, "started_at": started_at, "finished_at": finished_at, **told}


def add_runs(session: Session, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Append runs by one statement; their ids in the order of ``rows``. Ids rise with the runs of a source."""
    table: Any = CollectorRun.__table__
    added = insert(table).returning(table.c.id, table.c.source_id)
    ids: dict[int, deque[int]] = defaultdict(deque)
    for id_, source_id in sorted(map(tuple, session.connection().execute(added, rows))):
        ids[source_id].append(id_)
    return [ids[row["source_id"]].popleft() for row in rows]


def tell_health(source: Source | SourceState, started_at: datetime, result: RunResult, finished_at: datetime) -> None:
    """What a run says of the health of its source, and when the source is due again."""
    source.last_run_at = started_at
    source.last_message = result.message
    if result.ok:
        source.health = "ok"
        source.failures_in_a_row = 0
        source.last_success_at = started_at
    else:
        source.health = "failing"
        source.failures_in_a_row += 1
    source.next_run_at = _next_run_at(source, result, finished_at)


def _next_run_at(source: Source | SourceState, result: RunResult, finished_at: datetime) -> datetime:
    """The source's own rhythm, or later where the server asks for it.

    Never earlier: a site that is down would be visited more often than one that is up, and its share of failed visits
    (W2) would be too high.
    """
    rhythm = timedelta(minutes=source.every_minutes)
    return finished_at + max(rhythm, timedelta(seconds=result.retry_after or 0))
