"""Recording one log file: facts, quarantine, run, health and the file's mark in one transaction."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import cast

from sqlalchemy import update
from sqlalchemy.orm import Session

from collectors.context import CollectContext
from collectors.messages.reading import ParsedMessage, read_messages
from collectors.recording.agencies import AgencyNames, unassigned_agency
from collectors.recording.evidence import content_hash
from collectors.recording.jobs import Job
from collectors.recording.message_places import MessagePlaces
from collectors.recording.messages import record_messages
from collectors.recording.quarantine import keep_problems
from collectors.recording.requests import record_requests
from collectors.recording.row_words import reason_words, row_words
from collectors.recording.runs import RunResult, close_run, open_run
from collectors.requests.parsed_request import ParsedRequest
from collectors.requests.reading import read_requests
from collectors.tables.accounting import FileReading
from collectors.tables.faults import RowFault
from collectors.tables.profile import RECOGNISED, Profile
from store.insert import insert_new
from store.models import CollectorRun, FileOutcome, SourceFile

REGISTRY_REASONS = frozenset(
    {RowFault.UNKNOWN_AGENCY, RowFault.AMBIGUOUS_AGENCY, RowFault.UNKNOWN_SITE, RowFault.UNKNOWN_ACCOUNT}
)
"""Faults that go away when the registry is mended: the file is read again for such rows until then."""

Reading = FileReading[ParsedRequest] | FileReading[ParsedMessage]


@dataclass
class FileCount:
    """What became of a file's rows: rows = accepted + unchanged + quarantined.

    A row that was put into quarantine before, for the same reason, is unchanged.
    """

    rows: int = 0
    accepted: int = 0
    unchanged: int = 0
    quarantined: int = 0
    reasons: Counter[str] = field(default_factory=Counter)


def read_log(kind: str, body: bytes, name: str, today: date, profile: Profile = RECOGNISED) -> Reading:
    """Read a file of a log source (kind request_log or message_log). Raises `TableError`."""
    read = read_requests if kind == "request_log" else read_messages
    return read(body, name, today, profile)


def record_log(
    session: Session,
    job: Job,
    name: str,
    body: bytes,
    reading: Reading,
    context: CollectContext,
    form_only: bool = False,
    again: bool = False,
) -> FileCount:
    """Write one file that was read, within the caller's transaction. `form_only`: an empty registry is no fault.

    `again`: the file was taken in before, but for rows that the registry did not know; only such matters are taken in.
    """
    now = context.clock()
    run = open_run(session, job.source_id, now)
    accepted, unchanged = _record_facts(session, job, run, reading, now, context.today(), form_only, again)
    new_problems = keep_problems(session, run, reading.problems, now)
    known_problems = len(reading.problems) - len(new_problems)
    count = FileCount(
        rows=reading.rows,
        accepted=accepted,
        unchanged=unchanged + reading.repeated + known_problems,
        quarantined=len(new_problems),
        reasons=Counter(problem.reason for problem in new_problems),
    )
    result = RunResult(
        outcome=(FileOutcome.PARTLY if reading.problems else FileOutcome.OK).value,
        ok=True,
        fetched=1,
        rows=count.rows,
        accepted=count.accepted,
        unchanged=count.unchanged,
        quarantined=count.quarantined,
        message=_message(name, count),
    )
    _mark_file(session, run, name, content_hash(body), complete=not REGISTRY_REASONS & reading.reasons.keys())
    close_run(session, run, result, context.clock())
    return count


def _mark_file(session: Session, run: CollectorRun, name: str, digest: str, complete: bool) -> None:
    mark = {"source_id": run.source_id, "run_id": run.id, "name": name[:500], "content_hash": digest}
    new = insert_new(session, SourceFile, [mark | {"complete": complete}])
    if complete and not new:
        same = (SourceFile.source_id == run.source_id, SourceFile.content_hash == digest)
        session.execute(update(SourceFile).where(*same).values(complete=True))


def _record_facts(
    session: Session,
    job: Job,
    run: CollectorRun,
    reading: Reading,
    now: datetime,
    today: date,
    form_only: bool,
    again: bool,
) -> tuple[int, int]:
    names = AgencyNames(session, job.region_code, job.limit)
    if form_only and names.empty:
        return len(reading.facts), 0
    default = job.agency_id
    if default is None and job.limit is None and any(not fact.agency for fact in reading.facts):
        default = unassigned_agency(session)
    if job.kind == "message_log":
        messages = cast(FileReading[ParsedMessage], reading)
        return record_messages(session, run, messages, MessagePlaces(session, names), default, now, today, again)
    requests = cast(FileReading[ParsedRequest], reading)
    return record_requests(session, run, requests, names, default, now, today, again)


def _message(name: str, count: FileCount) -> str:
    reasons = f"（{'、'.join(reason_words(count.reasons))}）" if count.reasons else ""
    return f"{name}：{row_words(count)}{reasons}"
