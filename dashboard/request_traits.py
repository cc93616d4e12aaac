"""What else a list can ask of requests: when they came, whether the reply was in time, what is in their log."""

from __future__ import annotations

import re
from datetime import date

from sqlalchemy import ColumnElement, and_, case, exists, or_
from sqlalchemy.orm import aliased

from metrics.facts import RequestEventKind
from metrics.request_clock import RequestStanding
from store.models import Request, RequestEvent

Kind = RequestEventKind
TIMELY = {"in_time": "按期答复", "late": "逾期（含已办结）"}
STEPS = {
    "correction": ("告知补正", (Kind.CORRECTION_ASKED,)),
    "consulted": ("征求意见", (Kind.THIRD_PARTY_ASKED, Kind.AGENCY_ASKED)),
    "extended": ("延长期限", (Kind.EXTENDED,)),
    "fee": ("收取费用", (Kind.FEE_NOTICED,)),
    "volume": ("合理期限", (Kind.VOLUME_PERIOD_SET,)),
    "review": ("行政复议", (Kind.REVIEW_FILED, Kind.REVIEW_DECIDED)),
    "lawsuit": ("行政诉讼", (Kind.LAWSUIT_FILED, Kind.LAWSUIT_DECIDED)),
}
_SPAN = re.compile(r"(\d{4}-\d{2}-\d{2})?\.\.(\d{4}-\d{2}-\d{2})?")


def span(text: str | None) -> tuple[date | None, date | None] | None:
    """The days of ``text``, such as 2026-01-01..2026-12-31; either end may be open. None where it is no such thing."""
    found = _SPAN.fullmatch(text or "")
    if found is None or not (found[1] or found[2]):
        return None
    try:
        return tuple(date.fromisoformat(day) if day else None for day in found.groups())  # type: ignore[return-value]
    except ValueError:
        return None


def came_within(first: date | None, last: date | None) -> ColumnElement[bool]:
    """Received (条例 第三十一条) on one of these days; what ended without a receipt counts on the day it ended."""
    ended_first = or_(Request.received_on.is_(None), Request.received_on > Request.closed_on)
    came = case((and_(Request.closed_on.is_not(None), ended_first), Request.closed_on), else_=Request.received_on)
    return and_(came.is_not(None), *([came >= first] if first else []), *([came <= last] if last else []))


def is_timely(code: str, today: date) -> ColumnElement[bool]:
    """第三十三条: a reply on the due day is in time; late is also what is past its due day without a reply."""
    if code == "late":
        end = case((Request.closed_on.is_(None), today), else_=Request.closed_on)
        waits = Request.phase.in_([RequestStanding.AWAITING_CORRECTION.value, RequestStanding.AWAITING_FEE.value])
        return and_(Request.due_on < end, or_(Request.phase.is_(None), ~waits))
    replied = Request.phase == RequestStanding.REPLIED.value
    return and_(replied, or_(Request.due_on.is_(None), Request.closed_on <= Request.due_on))


def has_step(code: str) -> ColumnElement[bool]:
    """Whether an entry of one of ``STEPS`` stands in the log, not corrected away."""
    correction = aliased(RequestEvent)
    corrected = exists().where(
        correction.request_id == RequestEvent.request_id, correction.corrects_id == RequestEvent.id
    )
    kinds = [kind.value for kind in STEPS[code][1]]
    return exists().where(RequestEvent.request_id == Request.id, RequestEvent.kind.in_(kinds), ~corrected)
