"""Recording one log file in batches: facts and quarantine batch by batch, then run, health and the file's mark."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from collectors.context import CollectContext
from collectors.messages.reading import ParsedMessage, read_messages
from collectors.recording.jobs import Job
from collectors.recording.log_recorders import recorder_of
from collectors.recording.quarantine import keep_problems
from collectors.recording.row_words import reason_words, row_words
from collectors.recording.runs import RunResult, close_run, open_run
from collectors.requests.parsed_request import ParsedRequest
from collectors.requests.reading import read_requests
from collectors.tables.content import Content
from collectors.tables.faults import RowFault
from collectors.tables.file_reading import FileReading
from collectors.tables.personal import DROP, Conceal
from collectors.tables.profile import RECOGNISED, Profile
from store import Database
from store.insert import insert_new
from store.models import CollectorRun, FileOutcome, SourceFile

REGISTRY_REASONS = frozenset(
    {RowFault.UNKNOWN_AGENCY, RowFault.AMBIGUOUS_AGENCY, RowFault.UNKNOWN_SITE, RowFault.UNKNOWN_ACCOUNT}
)
"""Faults that go away when the registry is mended: the file is read again for such rows until then."""

_UNFINISHED = "尚未读完：正在读取，或者中途停止"

Reading = FileReading[ParsedRequest] | FileReading[ParsedMessage]
Begin = Callable[[], AbstractContextManager[Session]]
"""Opens a session whose work is kept at its end."""
Progress = Callable[[int], None]
"""Told how many rows have found their place so far."""


@dataclass
class FileCount:
    """What became of a file's rows: rows = accepted + unchanged + quarantined.

    A row that was put into quarantine before, for the same reason, is unchanged. `partly`: some row was set aside, now
    or before. `notes`: what people should know of how the file was read, in Chinese. `run_id`: its run, which a dry
    run takes back.
    """

    rows: int = 0
    accepted: int = 0
    unchanged: int = 0
    quarantined: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    partly: bool = False
    notes: list[str] = field(default_factory=list)
    run_id: int | None = None

    def result(self, message: str | None = None) -> RunResult:
        """The run of this file."""
        outcome = (FileOutcome.PARTLY if self.partly else FileOutcome.OK).value
        return RunResult(outcome, True, 1, self.rows, self.accepted, self.unchanged, self.quarantined, message)


def read_log(
    kind: str, content: Content, name: str, today: date, profile: Profile = RECOGNISED, conceal: Conceal = DROP
) -> Reading:
    """Recognise a file of a log source (kind request_log or message_log). Raises `TableError`."""
    read = read_requests if kind == "request_log" else read_messages
    return read(content, name, today, profile, conceal)


def record_file(
    database: Database,
    job: Job,
    content: Content,
    name: str,
    context: CollectContext,
    *,
    dry_run: bool = False,
    again: bool = False,
    progress: Progress | None = None,
) -> FileCount:
    """Read a file and record it, each batch of rows in a transaction of its own. Raises `TableError` before the first.

    Killed half-way, a file leaves a run that says so and rows that are unchanged when it is read again. `dry_run`: all
    in one transaction that is taken back; an empty registry is then no fault. `again`: the file was taken in before,
    but for rows that the registry did not know; only such matters are taken in.
    """
    # First the hash: a file that grows while it is read has another one the next time, and is read again.
    digest = content.digest()
    reading = read_log(job.kind, content, name, context.today(), job.profile, context.conceal)
    with _transactions(database, dry_run) as begin:
        return _record(begin, job, reading, digest, name, context, dry_run, again, progress)


def _record(
    begin: Begin,
    job: Job,
    reading: Reading,
    digest: str,
    name: str,
    context: CollectContext,
    form_only: bool,
    again: bool,
    progress: Progress | None,
) -> FileCount:
    now = context.clock()
    count = FileCount()
    with begin() as session:
        run = open_run(session, job.source_id, now)
        # A run that is killed stays as it is.
        run.outcome, run.message = FileOutcome.FAILED.value, f"{name}：{_UNFINISHED}"
        recorder = recorder_of(session, job, reading, now, context.today(), form_only, again)
        count.run_id = run.id
    batches: Iterator[Any] = reading.batches()
    for batch in batches:
        with begin() as session:
            changed = recorder(session, run, batch.facts)
            problems = keep_problems(session, run, batch.problems, now)
        count.rows += batch.rows
        count.accepted += changed
        count.quarantined += len(problems)
        count.unchanged += batch.rows - changed - len(problems)
        count.reasons.update(problem.reason for problem in problems)
        if progress:
            progress(count.rows)
    count.partly = bool(reading.reasons)
    count.notes = list(reading.notes)
    with begin() as session:
        _mark_file(session, run, name, digest, complete=not REGISTRY_REASONS & reading.reasons.keys())
        run = session.get_one(CollectorRun, run.id)
        close_run(session, run, count.result(_message(name, count)), context.clock())
    return count


class _OnlyTried(Exception):
    """Ends the transaction of a dry run."""


@contextmanager
def _transactions(database: Database, dry_run: bool) -> Iterator[Begin]:
    if not dry_run:
        yield database.write
        return
    try:
        with database.write() as session:
            yield lambda: nullcontext(session)
            raise _OnlyTried
    except _OnlyTried:
        pass


def _mark_file(session: Session, run: CollectorRun, name: str, digest: str, complete: bool) -> None:
    mark = {"source_id": run.source_id, "run_id": run.id, "name": name[:500], "content_hash": digest}
    new = insert_new(session, SourceFile, [mark | {"complete": complete}])
    if complete and not new:
        same = (SourceFile.source_id == run.source_id, SourceFile.content_hash == digest)
        session.execute(update(SourceFile).where(*same).values(complete=True))


def _message(name: str, count: FileCount) -> str:
    reasons = f"（{'、'.join(reason_words(count.reasons))}）" if count.reasons else ""
    notes = f"。{'；'.join(count.notes)}" if count.notes else ""
    return f"{name}：{row_words(count)}{reasons}{notes}"
