"""Due days of open requests that another calendar moved or made firm: a line for each, also on the request's cards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from alerts.evaluation.context import Evaluation, Tally
from alerts.evaluation.law_versions import UsedCalendar
from alerts.history import ACTIVE, SYSTEM, add_line
from metrics.facts import RequestFacts
from metrics.finding import SubjectKind
from metrics.request_clock import request_state
from metrics.request_projection import RequestProjection
from store.models import Card, DueDayChange, Finding, Request


def note_moved_due_days(
    session: Session,
    evaluation: Evaluation,
    judged: Iterable[tuple[Request, RequestFacts, RequestProjection]],
    tally: Tally,
) -> set[int]:
    """Write down whose due day is not what the calendar of its last review made it; return these requests' ids.

    Closed requests keep what they were judged by. A request never reviewed before has nothing to differ from.
    """
    rows = []
    for request, facts, projection in judged:
        before = evaluation.calendars.before(session, request.calendar_id)
        if before is not None and projection.closed_on is None:
            row = _moved(request, facts, projection, before, evaluation)
            rows += [row] if row is not None else []
    if rows:
        session.execute(insert(DueDayChange), rows)
        _tell_cards(session, evaluation, {row["request_id"]: _words(row) for row in rows})
        tally.due_days += len(rows)
    return {row["request_id"] for row in rows}


def _moved(
    request: Request, facts: RequestFacts, new: RequestProjection, before: UsedCalendar, evaluation: Evaluation
) -> dict[str, Any] | None:
    days = evaluation.days.of(request.agency_id, before.calendar)
    old = request_state(facts, evaluation.rulebook, days, evaluation.as_of)
    if (old.due, old.provisional) == (new.due_on, new.due_provisional):
        return None
    return {
        "request_id": request.id,
        "run_id": evaluation.run_id,
        "old_due": old.due,
        "new_due": new.due_on,
        "old_provisional": old.provisional,
        "new_provisional": new.due_provisional,
        "old_calendar": before.label,
        "new_calendar": evaluation.calendar_version,
        "at": evaluation.now,
    }


def _tell_cards(session: Session, evaluation: Evaluation, words: Mapping[int, str]) -> None:
    about = (Finding.subject_kind == SubjectKind.REQUEST.value, Finding.subject_id.in_(words))
    cards = select(Card, Finding.subject_id).join(Finding, Finding.id == Card.finding_id)
    for card, request_id in session.execute(cards.where(*about, Card.state.in_(ACTIVE)).order_by(Card.id)):
        add_line(session, card, "amended", card.state, actor=SYSTEM, at=evaluation.now, note=words[request_id])


def _words(row: Mapping[str, Any]) -> str:
    old, new = (row["old_due"], row["old_provisional"]), (row["new_due"], row["new_provisional"])
    return f"工作日历更新：答复期限{moved_words(old, new)}"


def moved_words(old: tuple[date | None, bool], new: tuple[date | None, bool]) -> str:
    """From which day to which, and whether they are provisional, in Chinese."""
    if old[0] == new[0]:
        return f" {new[0]} 由{_certainty(old[1])}转为{_certainty(new[1])}"
    return f"由 {_day(*old)} 调整为 {_day(*new)}"


def _certainty(provisional: bool) -> str:
    return "暂定" if provisional else "确定"


def _day(day: date | None, provisional: bool) -> str:
    return f"{day or '无'}{'（暂定）' if provisional else ''}"
