"""What a file tells of a matter goes into its log: new entries are appended, changed ones corrected, none deleted."""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from metrics.facts import RequestEventKind
from store.insert import insert_new
from store.models import CaseEvent, CollectorRun, RequestEvent
from store.models.base import fingerprint

STRIKES_OUT: Final = RequestEventKind.CORRECTED_ENTRY.value
EventTable = type[RequestEvent] | type[CaseEvent]
Entry = RequestEvent | CaseEvent


@dataclass(frozen=True)
class ToldEvent:
    """One event as a file tells it."""

    kind: str
    on: date
    detail: Mapping[str, Any]


@dataclass(frozen=True)
class ToldLog:
    """All that a file tells of one matter. `kinds`: what the file could tell; one of them missing is told as gone.

    `row` and `sheet`: where in the file.
    """

    events: Sequence[ToldEvent]
    kinds: frozenset[str]
    row: int | None = None
    sheet: str = ""


def merge_logs(
    session: Session,
    table: EventTable,
    told: Mapping[int, ToldLog],
    run: CollectorRun,
    now: datetime,
    today: date,
    only_untold: bool = False,
    new: Set[int] = frozenset(),
) -> set[int]:
    """Bring the logs of matters (by id) to what a file tells; returns the matters whose log changed.

    An event that is there already is left alone. One of the same kind with another day or detail is corrected by the
    new one. One that the file could tell and does not, and that came from the same source, is struck out. Entries
    made by a person (without a run) are never corrected by a file. `only_untold`: a file that is read again says
    nothing of matters that its source has told of before, for a newer file may have told of them since. `new`: matters
    that had no log before.
    """
    owner = "request_id" if table is RequestEvent else "case_id"
    logs, sources = _existing(session, table, owner, [matter for matter in told if matter not in new])
    rows: list[dict[str, Any]] = []
    first: list[dict[str, Any]] = []
    for matter, log in told.items():
        if only_untold and any(sources.get(entry.run_id) == run.source_id for entry in logs[matter] if entry.run_id):
            continue
        for event, corrects_id in _changes(log, logs[matter], sources, run.source_id, today):
            detail = dict(event.detail)
            row = {
                owner: matter,
                "kind": event.kind,
                "happened_on": event.on,
                "detail": detail,
                "corrects_id": corrects_id,
                "run_id": run.id,
                "source_row": log.row,
                "source_sheet": log.sheet[:120] or None,
                "recorded_at": now,
                "fingerprint": fingerprint(event.kind, event.on, detail, corrects_id),
            }
            (first if matter in new else rows).append(row)
    insert_new(session, table, first)
    return {row[owner] for row in first} | _owners(session, table, owner, insert_new(session, table, rows))


def _owners(session: Session, table: EventTable, owner: str, ids: Sequence[int]) -> set[int]:
    found: set[int] = set()
    for start in range(0, len(ids), 500):
        chunk = ids[start : start + 500]
        found.update(session.scalars(select(getattr(table, owner)).where(table.id.in_(chunk))))
    return found


def _existing(
    session: Session, table: EventTable, owner: str, matters: list[int]
) -> tuple[defaultdict[int, list[Entry]], dict[int, int]]:
    """The whole logs of the matters, and the source of each run in them."""
    logs: defaultdict[int, list[Entry]] = defaultdict(list)
    if not matters:
        return logs, {}
    query = select(table).where(getattr(table, owner).in_(matters)).order_by(table.id)
    for found in session.scalars(query):
        entry = cast(Entry, found)
        logs[getattr(entry, owner)].append(entry)
    runs = {entry.run_id for log in logs.values() for entry in log if entry.run_id is not None}
    pairs = session.execute(select(CollectorRun.id, CollectorRun.source_id).where(CollectorRun.id.in_(runs)))
    return logs, {run_id: source_id for run_id, source_id in pairs}


def _changes(
    told: ToldLog, log: Sequence[Entry], sources: Mapping[int, int], source_id: int, today: date
) -> list[tuple[ToldEvent, int | None]]:
    corrected = {entry.corrects_id: entry for entry in log if entry.corrects_id is not None}
    standing = [entry for entry in log if entry.id not in corrected and entry.kind != STRIKES_OUT]
    by_person = {entry.kind for entry in standing if entry.run_id is None}
    changes: list[tuple[ToldEvent, int | None]] = []
    for event in told.events:
        same = next((entry for entry in standing if _says(entry, event)), None)
        if same is not None:
            standing.remove(same)
        elif event.kind not in by_person:
            replaced = next((entry for entry in standing if entry.kind == event.kind), None)
            if replaced is not None:
                standing.remove(replaced)
            changes.append((event, replaced.id if replaced else _strike_of(event, log, corrected)))
    for entry in standing:
        from_here = entry.run_id is not None and sources.get(entry.run_id) == source_id
        if from_here and entry.kind in told.kinds:
            gone = {"kind": entry.kind, "on": entry.happened_on.isoformat()}
            changes.append((ToldEvent(STRIKES_OUT, today, gone), entry.id))
    return changes


def _says(entry: Entry, event: ToldEvent) -> bool:
    return entry.kind == event.kind and entry.happened_on == event.on and dict(entry.detail) == dict(event.detail)


def _strike_of(event: ToldEvent, log: Sequence[Entry], corrected: Mapping[int, Entry]) -> int | None:
    """An event of a kind that was struck out corrects the strike: a new entry, even if it says what an old one said."""
    strikes = [corrected[entry.id] for entry in log if entry.id in corrected and entry.kind == event.kind]
    free = [strike.id for strike in strikes if strike.kind == STRIKES_OUT and strike.id not in corrected]
    return free[-1] if free else None
