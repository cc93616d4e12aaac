"""Taking in a registry or a catalogue: the entry points of `mingcha import registry` and `mingcha import catalogue`."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectors.catalogue_files.reading import read_catalogue
from collectors.context import CollectContext
from collectors.importing import ImportSummary
from collectors.recording.catalogue import record_catalogue
from collectors.recording.kept_files import content_hash
from collectors.recording.quarantine import keep_problems
from collectors.recording.registry.changes import Changes
from collectors.recording.registry.record import record_registry
from collectors.recording.registry.watching import watch_registered
from collectors.recording.row_words import reason_words, row_words
from collectors.recording.runs import RunResult, close_run, open_run
from collectors.registry_files.reading import read_registry
from collectors.tables import unreadable_file
from collectors.tables.accounting import RowProblem
from rulebook import ColumnCategory
from store import Database
from store.audit import append_audit
from store.catalogue import duties_by_level
from store.insert import insert_new
from store.models import CollectorRun, FileOutcome, Source

NAMES: Final = {"registry": "手工导入：登记信息", "catalogue": "手工导入：事项清单"}

MOST_TOLD: Final = 100
"""Rows set aside that an import names one by one; all of them are in quarantine."""


class OnlyTried(Exception):
    """Ends the transaction of a dry run."""

    def __init__(self, summary: ImportSummary) -> None:
        super().__init__()
        self.summary = summary


Recorded = tuple[int, int, list[RowProblem], Changes]
"""Accepted, unchanged, rows that were refused, what changed."""


def import_registry(
    database: Database,
    path: Path,
    context: CollectContext,
    categories: Mapping[str, ColumnCategory],
    actor: str,
    dry_run: bool = False,
) -> ImportSummary:
    """Take in agencies, contacts, sites, columns, boards from XLSX, CSV, JSON. Raises `TableError` for a useless file.

    Nothing is deleted: what the file does not name stays. What changed is in the audit trail. A dry run does everything
    in a transaction that is taken back; names that an empty registry cannot know are no faults then.
    """
    body = read_file(path)
    reading = read_registry(body, path.name)

    def record(session: Session) -> Recorded:
        changes = Changes()
        count = record_registry(session, reading.told, categories, changes, form_only=dry_run)
        watch_registered(session)
        duties_by_level(session, context.today())
        return count.accepted, count.unchanged, [*reading.problems, *count.problems], changes

    return keep_import(database, "registry", path.name, body, reading.rows, context, actor, dry_run, record)


def import_catalogue(
    database: Database, path: Path, context: CollectContext, actor: str, dry_run: bool = False
) -> ImportSummary:
    """Take in items and duties from XLSX, CSV or JSON; as `import_registry`."""
    body = read_file(path)
    reading = read_catalogue(body, path.name)

    def record(session: Session) -> Recorded:
        changes = Changes()
        count = record_catalogue(session, reading.told, changes, context.today(), form_only=dry_run)
        watch_registered(session)
        return count.accepted, count.unchanged, [*reading.problems, *count.problems], changes

    return keep_import(database, "catalogue", path.name, body, reading.rows, context, actor, dry_run, record)


def read_file(path: Path) -> bytes:
    """The bytes of a file; `TableError` in one line where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise unreadable_file(path.name, error) from error


def keep_import(
    database: Database,
    kind: str,
    name: str,
    body: bytes,
    rows: int,
    context: CollectContext,
    actor: str,
    dry_run: bool,
    record: Callable[[Session], Recorded],
) -> ImportSummary:
    """Record, quarantine, run and audit line in one transaction; of a dry run nothing stays."""
    try:
        with database.write() as session:
            run = open_run(session, _import_source(session, kind), context.clock())
            accepted, unchanged, refused, changes = record(session)
            problems = keep_problems(session, run, refused, context.clock())
            known = len(refused) - len(problems)
            reasons = dict(Counter(problem.reason for problem in problems))
            told = tuple(refused[:MOST_TOLD])
            summary = ImportSummary(rows, accepted, unchanged + known, len(problems), reasons, problems=told)
            if dry_run:
                raise OnlyTried(summary)
            _close(session, run, name, summary, bool(refused), context)
            detail = {"file": name, "file_hash": content_hash(body), **summary.counts(), **changes.summary()}
            subject = f"import:{kind}"
            append_audit(
                session, at=context.clock(), actor=actor, action=f"{kind}.import", subject=subject, detail=detail
            )
    except OnlyTried as tried:
        return tried.summary
    return summary


def _close(
    session: Session, run: CollectorRun, name: str, summary: ImportSummary, refused: bool, context: CollectContext
) -> None:
    reasons: Iterable[str] = reason_words(summary.reasons)
    words = f"{name}：{row_words(summary)}" + (f"（{'、'.join(reasons)}）" if summary.reasons else "")
    result = RunResult(
        outcome=(FileOutcome.PARTLY if refused else FileOutcome.OK).value,
        ok=True,
        fetched=1,
        rows=summary.rows,
        accepted=summary.accepted,
        unchanged=summary.unchanged,
        quarantined=summary.quarantined,
        message=words,
    )
    close_run(session, run, result, context.clock())


def _import_source(session: Session, kind: str) -> int:
    """The source that stands for imports by hand; it is never due."""
    key = f"import:{kind}"
    row = {"key": key, "kind": kind, "name": NAMES[kind], "location": "", "every_minutes": 0, "enabled": False}
    insert_new(session, Source, [row])
    return session.scalars(select(Source.id).where(Source.key == key)).one()
