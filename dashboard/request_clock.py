"""The clock of one request for the page: its state today and its due day explained, in lines and as a strip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from alerts.agency_days import working_days_of
from alerts.facts.requests import load_requests
from dashboard.components import empty_note, facts_list
from dashboard.components.clock_strip import clock_strip
from dashboard.services import Services
from dashboard.words import REQUEST_STANDINGS
from metrics.request_clock import RequestState, explain_due, request_state
from metrics.working_days import DayLine, WorkingDays
from rulebook.calendar_content import calendar_content, calendar_from_content
from store.models import LawVersion, Request
from store.models.base import fingerprint


@dataclass(frozen=True)
class RequestClock:
    """The state of a request on ``as_of``, and its due day, day by day; no days while no clock runs."""

    as_of: date
    state: RequestState
    days: Sequence[DayLine]


def clock_of(session: Session, services: Services, request: Request) -> RequestClock:
    """Return the clock as its log stands now."""
    today = services.today()
    law = (services.rulebook, days_of(session, services, request))
    facts = load_requests(session, [request], today)[request.id].facts
    return RequestClock(today, request_state(facts, *law, today), explain_due(facts, *law, today))


def days_of(session: Session, services: Services, request: Request) -> WorkingDays:
    """Return the working days a request is counted by: of its region; when closed, of the calendar of that time."""
    return days_by(session, services, request.agency_id, request.calendar_id if request.closed_on else None)


def days_by(session: Session, services: Services, agency_id: int, calendar_id: int | None) -> WorkingDays:
    """Return the working days of the agency's region, by the kept calendar with that id, else by the one in force."""
    calendar = services.rulebook.calendar
    if calendar_id is not None:
        kept = session.get_one(LawVersion, calendar_id)
        if kept.content and kept.fingerprint != fingerprint(calendar_content(calendar)):
            calendar = calendar_from_content(kept.content)
    return working_days_of(session, calendar, agency_id)


def clock_parts(clock: RequestClock) -> list[Any]:
    """Return the numbers of the clock and its days."""
    state = clock.state
    due = None if state.due is None else state.due.isoformat() + ("（暂定）" if state.provisional else "")
    lines = facts_list(
        [
            ("现状", REQUEST_STANDINGS[state.state]),
            ("收到日（当日不计）", _iso(state.received)),
            ("起算日", _iso(state.base)),
            ("延长", f"{state.extension_days} 个工作日" if state.extension_days else "无"),
            ("不计入（征求意见等）", f"{state.excluded_days} 个工作日" if state.excluded_days else "无"),
            ("到期日", due),
            ("答复日", _iso(state.replied_on)),
            ("逾期", f"{state.overdue_working_days} 个工作日" if state.overdue_working_days else "无"),
        ]
    )
    if state.due is None:
        return [lines, empty_note("目前没有在计的期限。")]
    return [lines, *clock_strip(clock.days, state.due, None if state.state.closed else clock.as_of)]


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
