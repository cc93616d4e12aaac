"""What an officer sees of a file before anything is written: columns, rows as understood, problems, the account."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import collectors.messages.reading
import collectors.requests.reading
from collectors.context import CollectContext
from collectors.messages.reading import ParsedMessage
from collectors.recording.jobs import Job
from collectors.recording.log_files import Reading, read_log, record_file
from collectors.recording.log_recorders import recorder_of
from collectors.requests.parsed_request import ParsedRequest
from collectors.tables import Content, TableError
from collectors.tables.accounting import RowProblem
from collectors.tables.heading_columns import ColumnSeen, columns_seen
from collectors.taking_in import PROBLEMS_SHOWN, RowTold
from store import Database

ROWS_SHOWN: Final = 20
LARGEST_TRIED: Final = 8 * 1024 * 1024
"""Bytes. The trial of a larger file would keep every other writer waiting; it is read, but not tried."""
_LONGEST_WORD: Final = 60
_REQUIRED: Final = {
    "request_log": collectors.requests.reading.REQUIRED,
    "message_log": collectors.messages.reading.REQUIRED,
}
Progress = Callable[[int], None]
"""Told how many rows were read; may raise to stop."""


@dataclass(frozen=True)
class RowSeen:
    """A row as it was understood; or why it was not."""

    row: int
    agency: str
    number: str
    events: tuple[tuple[str, str], ...] = ()
    """Kind of event and its day (ISO)."""
    outcome: str = ""
    """Code of the reply kind, or the words that no table knows."""
    problem: str = ""


@dataclass
class Preview:
    """What would become of a file. `error`: why it cannot be used at all; the columns may still be assigned.

    `account`: rows = accepted + unchanged + quarantined, None where the file is too large to be tried.
    """

    columns: list[ColumnSeen] = field(default_factory=list)
    rows: list[RowSeen] = field(default_factory=list)
    problems: list[RowTold] = field(default_factory=list)
    words: Counter[str] = field(default_factory=Counter)
    """Status words that no table knows, with their rows."""
    read: int = 0
    account: dict[str, Any] | None = None
    notes: list[str] = field(default_factory=list)
    error: str = ""


def preview_log(
    database: Database, job: Job, content: Content, name: str, context: CollectContext, progress: Progress | None = None
) -> Preview:
    """Read a file as `job` with its profile would, and try it in a transaction that is taken back. Writes nothing."""
    preview = Preview(columns=columns_seen(job.kind, content, name, job.profile, _REQUIRED[job.kind]))
    try:
        reading = read_log(job.kind, content, name, context.today(), job.profile, context.conceal)
    except TableError as error:
        preview.error = str(error)
        return preview
    with database.read() as session:
        # Only to let the reading know whom a row means; nothing is recorded.
        recorder_of(session, job, reading, context.clock(), context.today(), form_only=True)
        session.rollback()
    _read_through(reading, preview, progress)
    if content.size <= LARGEST_TRIED:
        count = record_file(database, job, content, name, context, dry_run=True, progress=progress)
        preview.account = {
            "rows": count.rows,
            "accepted": count.accepted,
            "unchanged": count.unchanged,
            "quarantined": count.quarantined,
            "reasons": dict(count.reasons),
        }
    return preview


def _read_through(reading: Reading, preview: Preview, progress: Progress | None) -> None:
    first: list[RowSeen] = []
    batches: Any = reading.batches()
    for batch in batches:
        preview.read += batch.rows
        if len(first) < ROWS_SHOWN:
            first += [_seen(fact) for fact in batch.facts[:ROWS_SHOWN]]
            first += [_refused(problem) for problem in batch.problems[:ROWS_SHOWN]]
        room = PROBLEMS_SHOWN - len(preview.problems)
        preview.problems += [_told(problem) for problem in batch.problems[:room]]
        preview.words.update(words for fact in batch.facts if (words := _unknown_words(fact)))
        if progress:
            progress(preview.read)
    preview.rows = sorted(first, key=lambda row: row.row)[:ROWS_SHOWN]
    preview.problems.sort(key=lambda problem: problem.row)
    preview.notes = list(reading.notes)


def _seen(fact: ParsedRequest | ParsedMessage) -> RowSeen:
    if isinstance(fact, ParsedMessage):
        days = [("asked", fact.asked_on), ("answered", fact.answered_on)]
        told = tuple((kind, day.isoformat()) for kind, day in days if day)
        return RowSeen(fact.row.number, fact.agency or fact.site or fact.account, fact.number, told)
    events = tuple((event.kind.value, event.on.isoformat()) for event in fact.events)
    details = [event.detail for event in fact.events if event.kind.value == "replied"]
    outcome = next((str(detail.get("outcome") or detail.get("outcome_words") or "") for detail in details), "")
    return RowSeen(fact.row.number, fact.agency, fact.number, events, outcome)


def _refused(problem: RowProblem) -> RowSeen:
    return RowSeen(problem.row, "", "", problem=f"{problem.field}：{problem.explanation}")


def _told(problem: RowProblem) -> RowTold:
    return RowTold(problem.row, problem.field, problem.reason, problem.explanation)


def _unknown_words(fact: Any) -> str:
    if not isinstance(fact, ParsedRequest):
        return ""
    words: Sequence[str] = [
        str(event.detail["outcome_words"]) for event in fact.events if "outcome_words" in event.detail
    ]
    return words[0][:_LONGEST_WORD] if words else ""
