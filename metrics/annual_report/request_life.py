"""From when to when a request was open, and how it ended: what Table 3 counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from metrics.facts import RequestEvent, RequestEventKind, RequestFacts
from metrics.request_log import events_known_on
from metrics.request_walk import RequestWalk
from metrics.working_days import WorkingDays
from rulebook import Rulebook

Kind = RequestEventKind

OTHER = "other"
# 条例 第三十条; 国办函〔2020〕109号: what the applicant does not do in time ends the request by itself.
_LAPSED = {"correction": "not_corrected", "fee": "fee_not_paid"}
_ENDED_BY = {Kind.WITHDRAWN: OTHER, Kind.TRANSFERRED: OTHER, Kind.CORRECTION_LAPSED: "not_corrected"}


@dataclass(frozen=True, slots=True)
class RequestLife:
    """``received`` None: open, and never received in law (第三十一条); ``closed`` None: open.

    ``reply``: code of the reply kind once closed, None where the log does not say a kind that the rulebook knows.
    ``applicant``: code of the kind of applicant, None where the log does not say.
    """

    received: date | None
    closed: date | None
    reply: str | None
    applicant: str | None


def request_life(facts: RequestFacts, rulebook: Rulebook, working_days: WorkingDays, as_of: date) -> RequestLife:
    """The life of a request as known on ``as_of``.

    One that ended without a receipt in law counts as received on the day it ended: the agency has dealt with it.
    """
    events = events_known_on(facts.events, as_of)
    return life_after(RequestWalk.through(events, rulebook, working_days), events, as_of)


def life_after(walk: RequestWalk, events: Sequence[RequestEvent], as_of: date) -> RequestLife:
    """The life on ``as_of`` of the request whose ``events`` known by then have been walked."""
    closed, reply = _end(walk, events, as_of)
    received = walk.received
    if closed is not None and (received is None or received > closed):
        received = closed
    return RequestLife(received, closed, reply, _applicant(events))


def _end(walk: RequestWalk, events: Sequence[RequestEvent], as_of: date) -> tuple[date | None, str | None]:
    if walk.closed_by is None:
        if walk.waiting_for is None or walk.waiting_until is None or as_of <= walk.waiting_until:
            return None, None
        return walk.waiting_until + timedelta(days=1), _LAPSED[walk.waiting_for]
    if walk.closed_by is not Kind.REPLIED:
        return walk.closed_on, _ENDED_BY[walk.closed_by]
    said = next(
        str(event.detail.get("outcome"))
        for event in events
        if event.kind is Kind.REPLIED and event.on == walk.closed_on
    )
    return walk.closed_on, said if said in walk.rulebook.reply_kinds else None


def _applicant(events: Sequence[RequestEvent]) -> str | None:
    return next((str(event.detail["applicant"]) for event in events if event.detail.get("applicant")), None)
