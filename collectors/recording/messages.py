"""Messages of a log become cases: identity once, events appended."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, tuple_, update
from sqlalchemy.orm import Session

from collectors.messages.reading import ParsedMessage
from collectors.recording.agencies import agency_not_told
from collectors.recording.event_log import ToldEvent, ToldLog, merge_logs
from collectors.recording.message_places import MessagePlaces, Place
from collectors.tables.accounting import FileReading, RowRefused, repeated_number
from metrics.facts import CaseKind
from store.insert import insert_new
from store.models import Case, CaseEvent, CollectorRun
from store.models.facts import REVIEW_AT_ONCE

_AT_ONCE = 400
_KINDS = frozenset({"asked", "answered"})


@dataclass(frozen=True)
class _Placed:
    message: ParsedMessage
    place: Place


Known = dict[tuple[int, str], _Placed]


def record_messages(
    session: Session,
    run: CollectorRun,
    reading: FileReading[ParsedMessage],
    places: MessagePlaces,
    default_agency: int | None,
    now: datetime,
    today: date,
    again: bool = False,
) -> tuple[int, int]:
    """Record all messages of a file; returns how many rows brought something new and how many did not.

    Rows whose agency, site or account is not in the registry are refused into `reading`. `again`: the file was taken
    in before, and only messages that its source has not told of are taken in now.
    """
    accepted = unchanged = 0
    for known, repeated in _batches(reading, places, default_agency):
        changed = _record_batch(session, run, known, now, today, again)
        accepted += changed
        unchanged += repeated + len(known) - changed
    return accepted, unchanged


def _batches(
    reading: FileReading[ParsedMessage], places: MessagePlaces, default_agency: int | None
) -> Iterator[tuple[Known, int]]:
    seen: Known = {}
    batch: Known = {}
    repeated = 0
    for message in reading.facts:
        try:
            placed = _Placed(message, _place(message, places, default_agency))
            key = (placed.place.agency_id, message.number)
            earlier = seen.setdefault(key, placed)
            if earlier is not placed and earlier.message.content == message.content:
                repeated += 1
                continue
            if earlier is not placed:
                raise repeated_number(message.number, earlier.message.row)
        except RowRefused as refusal:
            reading.refuse(message.row, refusal)
            continue
        batch[key] = placed
        if len(batch) == _AT_ONCE:
            yield batch, repeated
            batch, repeated = {}, 0
    yield batch, repeated


def _place(message: ParsedMessage, places: MessagePlaces, default_agency: int | None) -> Place:
    if message.agency or message.account or message.site:
        return places.find(message)
    if default_agency is None:
        raise agency_not_told()
    return Place(default_agency, None, None)


def _record_batch(session: Session, run: CollectorRun, known: Known, now: datetime, today: date, again: bool) -> int:
    if not known:
        return 0
    rows = [
        {
            "kind": CaseKind.MESSAGE.value,
            "agency_id": agency_id,
            "source_id": run.source_id,
            "site_id": placed.place.site_id,
            "account_id": placed.place.account_id,
            "number": number,
            "title": placed.message.title or None,
            "next_review_on": REVIEW_AT_ONCE,
        }
        for (agency_id, number), placed in known.items()
    ]
    new = set(insert_new(session, Case, rows))
    stored = _stored(session, list(known))
    told = {case_id: _told(known[key].message) for key, case_id in stored.items()}
    changed = merge_logs(session, CaseEvent, told, run, now, today, only_untold=again)
    for_review = list(changed - new)
    if for_review:
        session.execute(update(Case).where(Case.id.in_(for_review)).values(next_review_on=REVIEW_AT_ONCE))
    return len(changed | new)


def _stored(session: Session, keys: Sequence[tuple[int, str]]) -> dict[tuple[int, str], int]:
    query = select(Case.agency_id, Case.number, Case.id).where(Case.kind == CaseKind.MESSAGE.value)
    query = query.where(tuple_(Case.agency_id, Case.number).in_(keys))
    return {(agency, number): identity for agency, number, identity in session.execute(query)}


def _told(message: ParsedMessage) -> ToldLog:
    events = [ToldEvent("asked", message.asked_on, {})]
    if message.answered_on:
        events.append(ToldEvent("answered", message.answered_on, {}))
    return ToldLog(events, _KINDS)
