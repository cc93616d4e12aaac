"""Messages of a log become cases: identity once, events appended."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from collectors.messages.reading import ParsedMessage
from collectors.recording.agencies import agency_not_told
from collectors.recording.by_number import matters_of
from collectors.recording.event_log import ToldEvent, ToldLog, merge_logs
from collectors.recording.message_places import MessagePlaces, Place
from metrics.facts import CaseKind
from store.insert import insert_new
from store.models import Case, CaseEvent, CollectorRun
from store.models.facts import REVIEW_AT_ONCE

_KINDS = frozenset({"asked", "answered"})
PlaceOf = Callable[[str, str, str], Place]


def place_finder(places: MessagePlaces, default_agency: int | None) -> PlaceOf:
    """Where a message of agency, account and site (as written) was left. Raises `RowRefused`."""

    def place_of(agency: str, account: str, site: str) -> Place:
        if agency or account or site:
            return places.find(agency, account, site)
        if default_agency is None:
            raise agency_not_told()
        return Place(default_agency, None, None)

    return place_of


def record_messages(
    session: Session,
    run: CollectorRun,
    messages: Sequence[ParsedMessage],
    place_of: PlaceOf,
    now: datetime,
    today: date,
    again: bool = False,
) -> int:
    """Record some messages of a file, each of another matter; returns how many brought something new.

    `again`: the file was taken in before, and only messages that its source has not told of are taken in now.
    """
    placed = [(message, place_of(message.agency, message.account, message.site)) for message in messages]
    known = {(place.agency_id, message.number): message for message, place in placed}
    if not known:
        return 0
    rows = [
        {
            "kind": CaseKind.MESSAGE.value,
            "agency_id": place.agency_id,
            "source_id": run.source_id,
            "site_id": place.site_id,
            "account_id": place.account_id,
            "number": message.number,
            "title": message.title or None,
            "next_review_on": REVIEW_AT_ONCE,
        }
        for message, place in placed
    ]
    new = set(insert_new(session, Case, rows))
    stored = matters_of(session, Case, list(known), Case.kind == CaseKind.MESSAGE.value)
    told = {case.id: _told(known[(case.agency_id, case.number)]) for case in stored}
    changed = merge_logs(session, CaseEvent, told, run, now, today, only_untold=again, new=new)
    for_review = list(changed - new)
    if for_review:
        session.execute(update(Case).where(Case.id.in_(for_review)).values(next_review_on=REVIEW_AT_ONCE))
    return len(changed | new)


def _told(message: ParsedMessage) -> ToldLog:
    events = [ToldEvent("asked", message.asked_on, {})]
    if message.answered_on:
        events.append(ToldEvent("answered", message.answered_on, {}))
    return ToldLog(events, _KINDS, message.row.number, message.sheet)
