"""Which events of a request count on a day, and which of them is the receipt (条例 第三十一条)."""

from collections.abc import Sequence
from datetime import date

from metrics.facts import RequestEvent, RequestEventKind

Kind = RequestEventKind
_PLACE = {kind: place for place, kind in enumerate(RequestEventKind)}

# 第三十一条: what makes the receipt, by channel; the first of these that is in the log. An unconfirmed web request or
# ordinary letter has none. A log that names no channel gives its receipt as received.
RECEIPT = {
    "in_person": (Kind.SUBMITTED, Kind.RECEIVED),  # (一) the day handed in
    "registered_post": (Kind.RECEIVED,),  # (二) the day signed for
    "post": (Kind.CONFIRMED,),  # (二) the day confirmed with the applicant
    "internet": (Kind.CONFIRMED,),  # (三) the day both sides confirm
    "fax": (Kind.CONFIRMED,),  # (三)
}
RECEIPT_WITHOUT_CHANNEL = (Kind.RECEIVED, Kind.CONFIRMED)


def events_known_on(events: Sequence[RequestEvent], day: date) -> list[RequestEvent]:
    """The events dated up to ``day``, oldest first, without those that a correction of the log struck out by then.

    Events of one day stand in the order in which such events follow each other, whatever order they were entered in.
    """
    known = [event for event in events if event.on <= day]
    struck = {
        (str(event.detail.get("kind")), str(event.detail.get("on")))
        for event in known
        if event.kind is Kind.CORRECTED_ENTRY
    }
    kept = [event for event in known if (event.kind.value, event.on.isoformat()) not in struck]
    return sorted(kept, key=lambda event: (event.on, _PLACE[event.kind]))


def channel(events: Sequence[RequestEvent]) -> str | None:
    """By which way the request came, as the first event that says so tells; None where none does."""
    return next((str(event.detail["channel"]) for event in events if event.detail.get("channel")), None)


def receipt(events: Sequence[RequestEvent]) -> date | None:
    """The day of receipt under 第三十一条, from events in order; None while there is none in law."""
    known = channel(events)
    kinds = RECEIPT.get(known, RECEIPT_WITHOUT_CHANNEL) if known else RECEIPT_WITHOUT_CHANNEL
    for kind in kinds:
        for event in events:
            if event.kind is kind:
                return event.on
    return None
