"""Status words that no table knew when they were read: how many there are, and what follows once they are explained."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, select, true, update
from sqlalchemy.orm import Session, aliased

from collectors.recording.log_words import words_of_region
from collectors.recording.runs import RunResult
from collectors.tables.words import words_with
from store.insert import insert_new
from store.models import Agency, CollectorRun, FileOutcome, Request, RequestEvent
from store.models.base import fingerprint
from store.models.facts import REVIEW_AT_ONCE

_ENDED_OTHERWISE: Final = {"not_corrected": "correction_lapsed"} | {
    code: code for code in ("withdrawn", "transferred", "correction_lapsed")
}
_NO_KIND: Final = ("open", "closed")
_AT_ONCE: Final = 500
Rows = Select[*tuple[Any, ...]]


@dataclass(frozen=True)
class UnknownWord:
    """Words of replies that no table knows, in the logs of one region."""

    words: str
    region_code: str
    requests: int


def unknown_words(session: Session, within: ColumnElement[bool] | None = None, most: int = 200) -> list[UnknownWord]:
    """The unknown words of replies, the most frequent first. `within`: a condition on `Request.agency_id`."""
    found = _unknown(select(_said().label("words"), Agency.region_code.label("region")), within).subquery()
    number = func.count()
    query = select(found.c.words, found.c.region, number).group_by(found.c.words, found.c.region)
    query = query.order_by(number.desc(), found.c.words, found.c.region).limit(most)
    return [UnknownWord(words, region, count) for words, region, count in session.execute(query)]


def explain_replies(session: Session, now: datetime, within: ColumnElement[bool] | None = None) -> int:
    """Correct every reply whose words the table explains by now; returns how many there were.

    The log keeps what was read: a new entry corrects it, as the next reading of the same row would. Each source gets
    a run that says so.
    """
    corrected = 0
    for found in unknown_words(session, within, most=10_000):
        words = words_with("collectors.requests", words_of_region(session, found.region_code))
        code = words["outcome"].code_of(found.words)
        if code is None:
            continue
        this = (_said() == found.words) & (Agency.region_code == found.region_code)
        query = _unknown(select(RequestEvent, CollectorRun.source_id), within).where(this)
        query = query.join(CollectorRun, CollectorRun.id == RequestEvent.run_id)
        entries = [(entry, source_id) for entry, source_id in session.execute(query)]
        for source_id, events in _by_source(entries):
            _correct(session, source_id, events, code, f"词表更新：“{found.words}”", now)
        corrected += len(entries)
    return corrected


def _said() -> ColumnElement[str]:
    said: ColumnElement[str] = RequestEvent.detail["outcome_words"].as_string()
    return said


def _unknown(query: Rows, within: ColumnElement[bool] | None) -> Rows:
    """Entries in force whose words are unknown, with the agency of their request."""
    later = aliased(RequestEvent)
    in_force = ~select(later.id).where(later.corrects_id == RequestEvent.id).exists()
    joined = query.select_from(RequestEvent).join(Request, Request.id == RequestEvent.request_id)
    joined = joined.join(Agency, Agency.id == Request.agency_id)
    return joined.where(
        RequestEvent.kind == "replied", _said().is_not(None), in_force, true() if within is None else within
    )


def _by_source(entries: Sequence[tuple[RequestEvent, int]]) -> Iterator[tuple[int, list[RequestEvent]]]:
    found: defaultdict[int, list[RequestEvent]] = defaultdict(list)
    for entry, source_id in entries:
        found[source_id].append(entry)
    yield from found.items()


def _correct(
    session: Session, source_id: int, events: Sequence[RequestEvent], code: str, message: str, now: datetime
) -> None:
    count = len(events)
    result = RunResult(FileOutcome.OK.value, True, rows=count, accepted=count)
    run = CollectorRun(source_id=source_id, started_at=now, finished_at=now, outcome=result.outcome)
    run.rows = run.accepted = count
    run.message = f"{message}已有含义，更正 {count} 件"
    session.add(run)
    session.flush()
    insert_new(session, RequestEvent, [_entry(event, code, run.id, now) for event in events])
    requests = [event.request_id for event in events]
    for start in range(0, count, _AT_ONCE):
        chunk = requests[start : start + _AT_ONCE]
        session.execute(update(Request).where(Request.id.in_(chunk)).values(next_review_on=REVIEW_AT_ONCE))


def _entry(event: RequestEvent, code: str, run_id: int, now: datetime) -> dict[str, Any]:
    kind = _ENDED_OTHERWISE.get(code, "replied")
    detail = {"outcome": code} if kind == "replied" and code not in _NO_KIND else {}
    return {
        "request_id": event.request_id,
        "kind": kind,
        "happened_on": event.happened_on,
        "detail": detail,
        "corrects_id": event.id,
        "run_id": run_id,
        "source_row": event.source_row,
        "source_sheet": event.source_sheet,
        "recorded_at": now,
        "fingerprint": fingerprint(kind, event.happened_on, detail, event.id),
    }
