"""Where requests stand on a day, asked of their projection: what changes by the day is compared, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, and_, case, literal, null, or_, select
from sqlalchemy.orm import Session

from metrics.regional_days import regional_days
from metrics.request_clock import RequestStanding
from metrics.working_days import WorkingDays
from rulebook import Calendar
from store.models import Region, Request

NEAR, SOON = 3, 7
"""Working days ahead that the windows of the list name."""

OPEN, CLOSED, UNCOMPUTED, OTHERWISE = "open", "closed", "uncomputed", "otherwise_closed"
DUE_WINDOWS = {
    "overdue": "已逾期",
    "today": "今日到期",
    "near": f"{NEAR} 个工作日内到期",
    "soon": f"{SOON} 个工作日内到期",
    "later": f"{SOON} 个工作日以后到期",
}
_LAPSES_INTO = case({"awaiting_correction": "not_corrected", "awaiting_fee": "fee_not_paid"}, value=Request.phase)


@dataclass(frozen=True)
class DueHorizon:
    """Today and the last days of the two windows ahead: dates, or SQL where regions have days off of their own."""

    today: date
    near: Any
    soon: Any

    @classmethod
    def on(cls, session: Session, today: date, calendar: Calendar) -> DueHorizon:
        """Return the windows as they lie on ``today``, of each request by the days of its agency's ``Region``."""
        days = regional_days(calendar)
        paths: list[str] = []
        if calendar.regional:
            adding = select(Region.path).where(Region.code.in_(calendar.regional))
            paths = sorted(session.scalars(adding), key=len, reverse=True)  # a banner before the league it is in
        of_regions = [(path, days.of(path)) for path in paths]
        return cls(today, *(_last_day(today, n, days.national, of_regions) for n in (NEAR, SOON)))


def _last_day(today: date, n: int, national: WorkingDays, regions: list[tuple[str, WorkingDays]]) -> Any:
    day = national.nth_after(today, n).day
    if not regions:
        return day
    inside = [
        (Region.path.startswith(path, autoescape=True), literal(own.nth_after(today, n).day, Date))
        for path, own in regions
    ]
    return case(*inside, else_=literal(day, Date))


def standing_on(today: date) -> ColumnElement[str | None]:
    """The ``RequestStanding`` of a request; none where it was not computed yet."""
    return case(
        (Request.phase.is_(None), null()),
        (_lapsed(today), RequestStanding.ABANDONED.value),
        (Request.phase != RequestStanding.RUNNING.value, Request.phase),
        (Request.due_on < today, RequestStanding.OVERDUE.value),
        (Request.consulting_until >= today, RequestStanding.CONSULTING.value),
        else_=RequestStanding.RUNNING.value,
    )


def outcome_on(today: date) -> ColumnElement[str | None]:
    """Code of the reply kind; an application that lapses by itself has one without any entry."""
    return case((_lapsed(today), _LAPSES_INTO), else_=Request.outcome)


def is_open(today: date) -> ColumnElement[bool]:
    """Something is still expected; also a request that was not computed yet, for nobody knows that it is closed."""
    return and_(Request.closed_on.is_(None), or_(Request.waiting_until.is_(None), Request.waiting_until >= today))


def is_due() -> ColumnElement[bool]:
    """A clock runs: the request is open and has a due day."""
    return and_(Request.closed_on.is_(None), Request.phase == RequestStanding.RUNNING.value)


def has_news(today: date) -> ColumnElement[bool]:
    """The log says more than the projection knows, until the next evaluation."""
    return or_(Request.computed_as_of.is_(None), Request.next_review_on <= today)


def stands(code: str, today: date) -> ColumnElement[bool]:
    """The condition for a standing, or for one of ``OPEN``, ``CLOSED``, ``OTHERWISE``, ``UNCOMPUTED``."""
    if code == OPEN:
        return is_open(today)
    if code == CLOSED:
        return or_(Request.closed_on.is_not(None), _lapsed(today))
    if code == OTHERWISE:
        return and_(stands(CLOSED, today), Request.phase != RequestStanding.REPLIED.value)
    if code == UNCOMPUTED:
        return Request.computed_as_of.is_(None)
    same = standing_on(today) == code
    can_be_closed = RequestStanding(code).closed
    return same if can_be_closed else and_(Request.closed_on.is_(None), same)


def falls_due(window: str, horizon: DueHorizon) -> ColumnElement[bool]:
    """The condition for one of ``DUE_WINDOWS``, or for a day (ISO)."""
    due, today = Request.due_on, horizon.today
    within: dict[str, ColumnElement[bool]] = {
        "overdue": due < today,
        "today": due == today,
        "near": due.between(today, horizon.near),
        "soon": due.between(today, horizon.soon),
        "later": due > horizon.soon,
    }
    chosen = within[window] if window in within else due == date.fromisoformat(window)
    return and_(is_due(), chosen)


def _lapsed(today: date) -> ColumnElement[bool]:
    """第三十条; 国办函〔2020〕109号: the applicant's time is over, without any entry in the log."""
    return Request.waiting_until < today
