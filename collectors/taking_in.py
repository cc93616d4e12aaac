"""Taking in one file that came for a source: the one entry for what is pulled, queried, uploaded and pushed."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectors.context import CollectContext
from collectors.recording.jobs import Job
from collectors.recording.log_files import FileCount, record_file
from collectors.recording.runs import RunResult, broken_words, close_run, open_run
from collectors.tables import Content, TableError
from store import Database
from store.models import FileOutcome, QuarantineRow

PROBLEMS_SHOWN = 50


@dataclass(frozen=True)
class RowTold:
    """A row that was set aside, as the sender is told of it."""

    row: int
    field: str
    reason: str
    explanation: str


@dataclass(frozen=True)
class TakenIn:
    """What became of a file. `problems`: the first rows that are new in quarantine."""

    count: FileCount
    problems: tuple[RowTold, ...]

    def summary(self) -> dict[str, object]:
        """The account as JSON: rows = accepted + unchanged + quarantined."""
        count = self.count
        return {
            "rows": count.rows,
            "accepted": count.accepted,
            "unchanged": count.unchanged,
            "quarantined": count.quarantined,
            "reasons": dict(count.reasons),
        }


def take_in(database: Database, job: Job, path: Path, name: str, context: CollectContext) -> TakenIn:
    """Take in a file that lies at `path` and is called `name`, as the profile of its source says.

    Raises `TableError` for a file that cannot be used at all, of which `failed_run` may tell.
    """
    count = record_file(database, job, Content(path), name, context)
    with database.read() as session:
        return TakenIn(count, told_problems(session, count.run_id))


def told_problems(session: Session, run_id: int | None) -> tuple[RowTold, ...]:
    """The first rows that a run set aside."""
    query = select(QuarantineRow).where(QuarantineRow.run_id == run_id)
    rows = session.scalars(query.order_by(QuarantineRow.row, QuarantineRow.id).limit(PROBLEMS_SHOWN))
    return tuple(RowTold(row.row, row.field, row.reason, row.explanation) for row in rows)


def taken_run(taken: TakenIn) -> RunResult:
    """The run of a file that was taken in, for the account of a round."""
    return taken.count.result()


def plain_run(
    database: Database,
    job: Job,
    context: CollectContext,
    outcome: str,
    message: str,
    ok: bool = False,
    retry_after: int | None = None,
) -> RunResult:
    """Write a run without rows, such as a failed one."""
    result = RunResult(outcome, ok, message=message, retry_after=retry_after)
    with database.write() as session:
        run = open_run(session, job.source_id, context.clock())
        close_run(session, run, result, context.clock())
    return result


def taken_or_failed(
    database: Database, job: Job, path: Path, name: str, context: CollectContext
) -> Iterator[tuple[RunResult, FileCount]]:
    """Take in one file as a run; one that cannot be taken in is a failed run that says why."""
    try:
        taken = take_in(database, job, path, name, context)
        yield taken_run(taken), taken.count
    except TableError as error:
        yield plain_run(database, job, context, FileOutcome.FAILED.value, str(error)), FileCount()
    except Exception as error:  # a failure of our own with this file; a database that is gone fails again below
        message = f"{name}：{broken_words(error)}"
        yield plain_run(database, job, context, FileOutcome.FAILED.value, message), FileCount()
