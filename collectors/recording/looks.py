"""Looks at columns, home pages and accounts, each kept with the state it saw and since when that state is unchanged."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectors.recording.annual_reports import keep_reports
from collectors.recording.column_updates import record_updates
from collectors.recording.jobs import Job
from collectors.websites.annual_reports import SeenReport
from metrics.facts import CheckOutcome
from metrics.law_days import law_day
from store.insert import add_new
from store.models import Account, AccountCheck, ColumnCheck, Site, SiteCheck, SiteColumn

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


class Shown(NamedTuple):
    """What a page showed when it was last seen, and since when that is unchanged; see ``LookColumns``."""

    newest: date | None
    items: int
    dated: int
    evidence_hash: str | None
    seen_since: date | None
    flags: Sequence[str] = ()


class Looks:
    """Looks that are recorded in one transaction, each beside the newest one before it that showed its subject."""

    def __init__(self, session: Session, jobs: Iterable[Job]) -> None:
        wanted: dict[str, set[int]] = {}
        for job in jobs:
            if job.subject_id is not None:
                wanted.setdefault(job.kind, set()).add(job.subject_id)
        self._session = session
        self._known = {(kind, id_): shown for kind, ids in wanted.items() for id_, shown in _newest(session, kind, ids)}
        self._rows: dict[str, list[dict[str, Any]]] = {kind: [] for kind in wanted}
        self._days: dict[int, Mapping[date, int]] = {}

    def record(self, kind: str, subject_id: int, run_id: int, sight: Sight) -> Shown:
        """Take a look, for `close` to write; what it showed. An unchanged page (304) repeats the last full look."""
        before = self._known.get((kind, subject_id))
        unchanged = sight.outcome is CheckOutcome.NOT_MODIFIED
        shown = before if unchanged and before is not None else _shown(sight, before)
        self._rows[kind].append(_row(kind, subject_id, run_id, sight, shown))
        if kind == "column":
            if sight.days:
                self._days[subject_id] = sight.days
            keep_reports(self._session, subject_id, run_id, sight.reports, sight.day, sight.checked_at)
        if sight.outcome.seen:
            self._known[kind, subject_id] = shown
        return shown

    def close(self, now: datetime) -> None:
        """Append the looks, and the days on which the columns were updated."""
        for kind, rows in self._rows.items():
            add_new(self._session, TABLES[kind][0], rows)
        record_updates(self._session, self._days, now)


def _newest(session: Session, kind: str, ids: Collection[int]) -> Iterator[tuple[int, Shown]]:
    table, key = TABLES[kind]
    subject = _SUBJECTS[kind]
    of_subject = (getattr(table, key) == subject.id, table.outcome.in_(SEEN))
    # One step in the index for each subject, however many looks it has had.
    newest = select(table.id).where(*of_subject).order_by(table.id.desc()).limit(1).correlate(subject)
    found = select(newest.scalar_subquery()).where(subject.id.in_(ids))
    columns = [table.__table__.c[name] for name in (key, *_shown_fields(table))]
    for subject_id, *shown in session.execute(select(*columns).where(table.id.in_(found))).all():
        yield subject_id, Shown(*shown)


def _row(kind: str, subject_id: int, run_id: int, sight: Sight, shown: Shown) -> dict[str, Any]:
    table, key = TABLES[kind]
    return {
        key: subject_id,
        "run_id": run_id,
        "checked_at": sight.checked_at,
        "outcome": sight.outcome.value,
        "status": sight.status,
        "elapsed_ms": sight.elapsed_ms,
        **{name: getattr(shown, name) for name in _shown_fields(table)},
    }


def _shown_fields(table: CheckTable) -> list[str]:
    """Only columns have flags."""
    return [name for name in Shown._fields if hasattr(table, name)]


def _shown(sight: Sight, before: Shown | None) -> Shown:
    since = _unchanged_since(sight, before)
    return Shown(sight.newest, sight.items, sight.dated, sight.evidence_hash, since, sight.flags)


def _unchanged_since(sight: Sight, before: Shown | None) -> date:
    """The day of the first look since which newest, blank or undated is the same. A failed look sees nothing new."""
    if before is None or before.seen_since is None:
        return sight.day
    if not sight.outcome.seen or _state(sight) == _state(before):
        return before.seen_since
    return sight.day


def _state(look: Sight | Shown) -> str:
    if look.items == 0:
        return "blank"
    return look.newest.isoformat() if look.newest else "undated"
