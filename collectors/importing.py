"""Taking in one file by hand: the entry point of `mingcha import`."""

from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectors.context import CollectContext
from collectors.recording.jobs import Job, job_of
from collectors.recording.log_files import FileCount, Reading, read_log, record_log
from collectors.tables import unreadable_file
from store import Database
from store.insert import insert_new
from store.models import Source

_NAMES = {"request_log": "手工导入：依申请公开台账", "message_log": "手工导入：留言台账"}


@dataclass(frozen=True)
class ImportSummary:
    """What became of a file's rows. `reasons`: quarantined rows per fault."""

    rows: int
    accepted: int
    unchanged: int
    quarantined: int
    reasons: dict[str, int] = field(default_factory=dict)

    def summary(self) -> dict[str, object]:
        """The JSON object of `mingcha import`."""
        return dict(vars(self))


class _OnlyTried(Exception):
    """Ends the transaction of a dry run."""

    def __init__(self, count: FileCount) -> None:
        super().__init__()
        self.count = count


def import_requests(
    database: Database, path: Path, context: CollectContext, dry_run: bool = False, agency_id: int | None = None
) -> ImportSummary:
    """Take in a request log (CSV, TSV, XLSX, JSON). Raises `TableError` for a file that cannot be used.

    Rows without an agency belong to `agency_id`, else to the holder of the unassigned. A dry run does everything in a
    transaction that is taken back; on an empty registry it checks the form alone.
    """
    return _import(database, "request_log", path, context, dry_run, agency_id)


def import_messages(
    database: Database, path: Path, context: CollectContext, dry_run: bool = False, agency_id: int | None = None
) -> ImportSummary:
    """Take in a log of messages; as `import_requests`."""
    return _import(database, "message_log", path, context, dry_run, agency_id)


def _import(
    database: Database, kind: str, path: Path, context: CollectContext, dry_run: bool, agency_id: int | None
) -> ImportSummary:
    try:
        body = path.read_bytes()
    except OSError as error:
        raise unreadable_file(path.name, error) from error
    reading = read_log(kind, body, path.name, context.today())
    try:
        count = _record(database, kind, path.name, body, reading, context, dry_run, agency_id)
    except _OnlyTried as tried:
        count = tried.count
    return ImportSummary(count.rows, count.accepted, count.unchanged, count.quarantined, dict(count.reasons))


def _record(
    database: Database,
    kind: str,
    name: str,
    body: bytes,
    reading: Reading,
    context: CollectContext,
    dry_run: bool,
    agency_id: int | None,
) -> FileCount:
    with database.write() as session:
        job = _import_job(session, kind, agency_id)
        count = record_log(session, job, name, body, reading, context, form_only=dry_run)
        if dry_run:
            raise _OnlyTried(count)
    return count


def _import_job(session: Session, kind: str, agency_id: int | None) -> Job:
    """The source that stands for imports by hand; it has no folder and is never due."""
    key = f"import:{kind}"
    row = {"key": key, "kind": kind, "name": _NAMES[kind], "location": "", "every_minutes": 0, "enabled": False}
    insert_new(session, Source, [row])
    source = session.scalars(select(Source).where(Source.key == key)).one()
    job = job_of(source)
    return Job(**{**vars(job), "agency_id": agency_id})
