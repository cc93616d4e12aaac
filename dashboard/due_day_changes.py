"""Due days of a request that another calendar moved or made firm, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html
from sqlalchemy import select
from sqlalchemy.orm import Session

from alerts.evaluation.due_days import moved_words
from metrics.law_days import law_minute
from store.models import DueDayChange


def due_day_changes(session: Session, request_id: int) -> Sequence[DueDayChange]:
    """Return every change, the oldest first."""
    changes = select(DueDayChange).where(DueDayChange.request_id == request_id)
    return session.scalars(changes.order_by(DueDayChange.id)).all()


def change_lines(changes: Sequence[DueDayChange]) -> list[Any]:
    """Return a line for each: when, from which day to which, by which calendars."""
    lines = []
    for change in changes:
        moved = moved_words((change.old_due, change.old_provisional), (change.new_due, change.new_provisional))
        versions = f"{_edition(change.old_calendar)} → {_edition(change.new_calendar)}"
        words = f"{law_minute(change.at)} 工作日历更新：到期日{moved}"
        lines.append(html.P([words, html.Span(f"　日历版本 {versions}", className="note")], className="due-change"))
    return lines


def _edition(label: str) -> str:
    """The version that people know: without the hash behind its last plus."""
    return label.rpartition("+")[0] or label
