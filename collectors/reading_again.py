"""Rows in quarantine read again, after the table of words, the registry or the profile of their source was mended."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from collectors.context import CollectContext
from collectors.recording.explained_words import explain_replies
from collectors.recording.jobs import Job, load_job
from collectors.recording.log_files import read_log, record_file
from collectors.recording.log_recorders import recorder_of
from collectors.recording.mended_rows import told_since
from collectors.tables import Content, TableError
from collectors.tables.faults import RowFault
from store import Database
from store.models import QuarantineRow, Source

NEVER_AGAIN: Final = (RowFault.REPEATED_ID, RowFault.TOO_MANY_CELLS, RowFault.OUT_OF_SCOPE)
"""A row that contradicts another, one whose cells stand in wrong columns, one that its sender may not tell of: reading
it again by itself would hide what is wrong."""
MOST: Final = 20_000


OF_WORDS: Final = (RowFault.REPLY_DATE_MISSING.value,)
"""Faults that can come from a word that was taken for another."""


def follow_new_words(
    database: Database,
    context: CollectContext | None,
    now: datetime,
    requests: ColumnElement[bool] | None = None,
    sources: ColumnElement[bool] | None = None,
) -> tuple[int, int]:
    """After words were explained: correct the replies that they explain, read again the rows that they kept out.

    `requests`, `sources`: conditions on `Request.agency_id` and `Source`. Returns replies corrected, rows that left.
    """
    with database.write() as session:
        corrected = explain_replies(session, now, requests)
        query = select(QuarantineRow.source_id).join(Source, Source.id == QuarantineRow.source_id)
        query = query.where(QuarantineRow.reason.in_(OF_WORDS), QuarantineRow.settled_at.is_(None))
        waiting = session.scalars((query if sources is None else query.where(sources)).distinct()).all()
    again = [read_quarantine_again(database, one, context, OF_WORDS) for one in waiting] if context else []
    return corrected, sum(again)


def read_quarantine_again(
    database: Database, source_id: int, context: CollectContext, reasons: Iterable[str] | None = None
) -> int:
    """Read the rows of a source again that are still in quarantine (of these faults); returns how many left it.

    A row that can be used by now is taken in, unless its source has told of the matter since; either way it is settled.
    One with another fault than before is kept with the new one. One that cannot be used is settled too if a file has
    told of its request since: somebody has mended it on the way.
    """
    with database.read() as session:
        job = load_job(session, source_id)
        groups = list(_groups(_waiting(session, source_id, reasons)))
    return sum(_again(database, job, rows, context) for rows in groups)


def _waiting(session: Session, source_id: int, reasons: Iterable[str] | None) -> Sequence[QuarantineRow]:
    query = select(QuarantineRow).where(QuarantineRow.source_id == source_id, QuarantineRow.settled_at.is_(None))
    query = query.where(QuarantineRow.reason.not_in([fault.value for fault in NEVER_AGAIN]))
    if reasons is not None:
        query = query.where(QuarantineRow.reason.in_(list(reasons)))
    rows = session.scalars(query.order_by(QuarantineRow.id).limit(MOST)).all()
    session.expunge_all()
    return rows


def _groups(rows: Sequence[QuarantineRow]) -> Iterator[list[QuarantineRow]]:
    """Rows of one file under the same headings: under others a cell would be taken for something else."""
    found: defaultdict[tuple[str, frozenset[str]], list[QuarantineRow]] = defaultdict(list)
    for row in rows:
        found[row.file, frozenset(row.raw)].append(row)
    yield from found.values()


def _again(database: Database, job: Job, rows: Sequence[QuarantineRow], context: CollectContext) -> int:
    """As JSON every cell keeps its kind, so that a row with the same fault is known to be the same."""
    if not rows:
        return 0
    headings = list(rows[0].raw)
    body = json.dumps([{name: row.raw[name] for name in headings} for row in rows], ensure_ascii=False).encode()
    name = rows[0].file
    try:
        refused = _refused(database, job, body, name, context)
        with database.read() as session:
            mended = told_since(session, job, [rows[place] for place in refused])
        if mended:
            return _settle_rows(database, mended, context) + _again(
                database, job, [row for row in rows if row.id not in mended], context
            )
        if len(refused) == len(rows) and refused == {place: row.reason for place, row in enumerate(rows)}:
            return 0  # nothing was mended: no run is worth telling of
        count = record_file(database, job, Content(body), name, context, again=True)
    except TableError:
        return 0
    return _settle(database, count.run_id, rows, refused, context)


def _refused(database: Database, job: Job, body: bytes, name: str, context: CollectContext) -> dict[int, str]:
    """The place of each row that still cannot be used, and its fault."""
    reading = read_log(job.kind, Content(body), name, context.today(), job.profile, context.conceal)
    with database.read() as session:
        recorder_of(session, job, reading, context.clock(), context.today(), form_only=True)
        batches: Iterator[Any] = reading.batches()
        problems = [problem for batch in batches for problem in batch.problems]
        session.rollback()
    return {problem.row - 2: problem.reason for problem in problems}


def _settle_rows(database: Database, ids: Iterable[int], context: CollectContext) -> int:
    chosen = list(ids)
    with database.write() as session:
        for start in range(0, len(chosen), 500):
            chunk = chosen[start : start + 500]
            session.execute(update(QuarantineRow).where(QuarantineRow.id.in_(chunk)).values(settled_at=context.clock()))
    return len(chosen)


def _settle(
    database: Database,
    run_id: int | None,
    rows: Sequence[QuarantineRow],
    refused: Mapping[int, str],
    context: CollectContext,
) -> int:
    """Mark the rows that left; rows that came back with another fault stand where they stood in their file."""
    left = [row.id for place, row in enumerate(rows) if refused.get(place) != row.reason]
    back = len([place for place in refused if refused[place] != rows[place].reason])
    _settle_rows(database, left, context)
    with database.write() as session:
        for new in session.scalars(select(QuarantineRow).where(QuarantineRow.run_id == run_id)):
            new.row = rows[new.row - 2].row
    return len(left) - back
