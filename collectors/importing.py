"""Taking in one file by hand: the entry point of `mingcha import`."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from collectors.context import CollectContext
from collectors.recording.jobs import Job, job_of, load_job
from collectors.recording.log_files import Progress, record_file
from collectors.recording.profiles import profile_of
from collectors.tables import Content, unreadable_file
from collectors.tables.accounting import RowProblem
from store import Database
from store.insert import insert_new
from store.models import Source

_NAMES = {"request_log": "手工导入：依申请公开台账", "message_log": "手工导入：留言台账"}


@dataclass(frozen=True)
class ImportSummary:
    """What became of a file's rows. `reasons`: quarantined rows per fault. `notes`: how it was read, in Chinese.
    `problems`: the first rows that were set aside, where they were told."""

    rows: int
    accepted: int
    unchanged: int
    quarantined: int
    reasons: dict[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    problems: tuple[RowProblem, ...] = field(default=(), compare=False)

    def summary(self) -> dict[str, object]:
        """The JSON object of `mingcha import`; notes and problems only where there are any."""
        problems = [
            {"file": one.file, "row": one.row, "field": one.field, "reason": one.reason, "words": one.explanation}
            for one in self.problems
        ]
        told = {"notes": list(self.notes), "problems": problems}
        return self.counts() | {name: value for name, value in told.items() if value}

    def counts(self) -> dict[str, object]:
        """How many rows became what."""
        return {name: getattr(self, name) for name in ("rows", "accepted", "unchanged", "quarantined", "reasons")}


def import_requests(
    database: Database,
    path: Path,
    context: CollectContext,
    dry_run: bool = False,
    agency_id: int | None = None,
    progress: Progress | None = None,
    source_id: int | None = None,
) -> ImportSummary:
    """Take in a request log of any form and length. Raises `TableError` for a file that cannot be used.

    Rows without an agency belong to `agency_id`, else to the holder of the unassigned. `source_id`: the source that
    the file is of, with its profile, region and agency; else the one that stands for imports by hand. A dry run does
    everything in a transaction that is taken back; on an empty registry it checks the form alone.
    """
    return _import(database, "request_log", path, context, dry_run, agency_id, progress, source_id)


def import_messages(
    database: Database,
    path: Path,
    context: CollectContext,
    dry_run: bool = False,
    agency_id: int | None = None,
    progress: Progress | None = None,
    source_id: int | None = None,
) -> ImportSummary:
    """Take in a log of messages; as `import_requests`."""
    return _import(database, "message_log", path, context, dry_run, agency_id, progress, source_id)


def _import(
    database: Database,
    kind: str,
    path: Path,
    context: CollectContext,
    dry_run: bool,
    agency_id: int | None,
    progress: Progress | None,
    source_id: int | None,
) -> ImportSummary:
    content = Content(path)
    try:
        content.head(1)
    except OSError as error:
        raise unreadable_file(path.name, error) from error
    with database.write() as session:
        first = source_id is None and session.scalar(select(Source.id).where(Source.key == _key(kind))) is None
        if source_id is None:
            job = import_job(session, kind, agency_id)
        else:
            job = load_job(session, source_id)
            job = job if agency_id is None else replace(job, agency_id=agency_id)
    try:
        count = record_file(database, job, content, path.name, context, dry_run=dry_run, progress=progress)
    finally:
        if first and dry_run:
            _forget(database, job)
    return ImportSummary(
        count.rows, count.accepted, count.unchanged, count.quarantined, dict(count.reasons), tuple(count.notes)
    )


def _key(kind: str) -> str:
    return f"import:{kind}"


def _forget(database: Database, job: Job) -> None:
    """A source made to try a file out, which nothing hangs on."""
    with database.write() as session:
        session.execute(delete(Source).where(Source.id == job.source_id))


def import_job(session: Session, kind: str, agency_id: int | None) -> Job:
    """The source that stands for imports by hand; it has no folder and is never due."""
    key = _key(kind)
    row = {"key": key, "kind": kind, "name": _NAMES[kind], "location": "", "every_minutes": 0, "enabled": False}
    insert_new(session, Source, [row])
    source = session.scalars(select(Source).where(Source.key == key)).one()
    return replace(job_of(source, profile=profile_of(session, source)), agency_id=agency_id)
