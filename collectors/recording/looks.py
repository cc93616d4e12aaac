"""Looks at columns, home pages and accounts, each kept with the state it saw and since when that state is unchanged."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectors.recording.annual_reports import keep_reports
from collectors.recording.column_updates import record_updates
from collectors.recording.jobs import Job
from collectors.websites.annual_reports import SeenReport
from metrics.facts import CheckOutcome
from metrics.law_days import law_day
from store.models import Account, AccountCheck, ColumnCheck, Site, SiteCheck, SiteColumn

Check = ColumnCheck | SiteCheck | AccountCheck
CheckTable = type[ColumnCheck] | type[SiteCheck] | type[AccountCheck]

TABLES: Final[dict[str, tuple[CheckTable, str]]] = {
    "column": (ColumnCheck, "site_column_id"),
    "site_home": (SiteCheck, "site_id"),
    "account_feed": (AccountCheck, "account_id"),
}
"""By kind of source: the table of its looks and the key of what was looked at."""
_SUBJECTS: Final[dict[str, type[SiteColumn] | type[Site] | type[Account]]] = {
    "column": SiteColumn,
    "site_home": Site,
    "account_feed": Account,
}

SEEN: Final = tuple(outcome.value for outcome in CheckOutcome if outcome.seen)


@dataclass(frozen=True)
class Sight:
    """What one look saw, or how it failed."""

    outcome: CheckOutcome
    checked_at: datetime
    newest: date | None = None
    items: int = 0
    dated: int = 0
    flags: tuple[str, ...] = ()
    evidence_hash: str | None = None
    status: int | None = None
    elapsed_ms: int | None = None
    days: Mapping[date, int] = field(default_factory=dict)
    """How many items carry each day."""
    reports: tuple[SeenReport, ...] = ()
    """Annual reports among the items, of a column that is for them."""

    @property
    def day(self) -> date:
        """The law's day of the look."""
        return law_day(self.checked_at)

    @property
    def words(self) -> str:
        """What was seen, for people."""
        newest = f"最新一条为 {self.newest}" if self.newest else "没有可信的日期"
        return f"共 {self.items} 条，其中 {self.dated} 条有日期，{newest}"


class Looks:
    """Looks that are recorded in one transaction, each beside the newest one before it that showed its subject."""

    def __init__(self, session: Session, jobs: Iterable[Job]) -> None:
        wanted: dict[str, set[int]] = {}
        for job in jobs:
            if job.subject_id is not None:
                wanted.setdefault(job.kind, set()).add(job.subject_id)
        self._session = session
        self._known = {(kind, id_): look for kind, ids in wanted.items() for id_, look in _newest(session, kind, ids)}
        self._days: dict[int, Mapping[date, int]] = {}

    def record(self, kind: str, subject_id: int, run_id: int, sight: Sight) -> Check:
        """Append a look and return it. An unchanged page (304) repeats what the last full look saw."""
        row = _look(kind, subject_id, run_id, sight, self._known.get((kind, subject_id)))
        if isinstance(row, ColumnCheck):
            if sight.days:
                self._days[subject_id] = sight.days
            keep_reports(self._session, subject_id, run_id, sight.reports, sight.day, sight.checked_at)
        self._session.add(row)
        if sight.outcome.seen:
            self._known[kind, subject_id] = row
        return row

    def close(self, now: datetime) -> None:
        """Keep the days on which the columns were updated."""
        record_updates(self._session, self._days, now)


def _newest(session: Session, kind: str, ids: Collection[int]) -> Iterator[tuple[int, Check]]:
    table, key = TABLES[kind]
    subject = _SUBJECTS[kind]
    of_subject = (getattr(table, key) == subject.id, table.outcome.in_(SEEN))
    # One step in the index for each subject, however many looks it has had.
    newest = select(table.id).where(*of_subject).order_by(table.id.desc()).limit(1).correlate(subject)
    found = select(newest.scalar_subquery()).where(subject.id.in_(ids))
    rows: Any = session.scalars(select(table).where(table.id.in_(found)))
    for look in rows:
        yield getattr(look, key), look


def _look(kind: str, subject_id: int, run_id: int, sight: Sight, before: Check | None) -> Check:
    table, key = TABLES[kind]
    row = table(run_id=run_id, checked_at=sight.checked_at, outcome=sight.outcome.value)
    setattr(row, key, subject_id)
    row.status, row.elapsed_ms = sight.status, sight.elapsed_ms
    if sight.outcome is CheckOutcome.NOT_MODIFIED and before is not None:
        row.newest, row.items, row.dated = before.newest, before.items, before.dated
        row.evidence_hash, row.seen_since = before.evidence_hash, before.seen_since
        flags = list(before.flags) if isinstance(before, ColumnCheck) else []
    else:
        row.newest, row.items, row.dated = sight.newest, sight.items, sight.dated
        row.evidence_hash, row.seen_since = sight.evidence_hash, _unchanged_since(sight, before)
        flags = list(sight.flags)
    if isinstance(row, ColumnCheck):
        row.flags = flags
    return row


def _unchanged_since(sight: Sight, before: Check | None) -> date:
    """The day of the first look since which newest, blank or undated is the same. A failed look sees nothing new."""
    if before is None or before.seen_since is None:
        return sight.day
    if not sight.outcome.seen or _state(sight) == _state(before):
        return before.seen_since
    return sight.day


def _state(look: Sight | Check) -> str:
    if look.items == 0:
        return "blank"
    return look.newest.isoformat() if look.newest else "undated"
