"""An officer asks for a new look at once; the page waits for it and tells what it saw."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html
from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.page import Visit
from dashboard.pages.column.queries import ColumnView, column_source
from metrics.facts import CheckOutcome
from metrics.law_days import law_minute
from store.look_wishes import newest_open_wish
from store.models import CollectorRun, ColumnCheck, LookWish, Source

BUTTON, WATCH, SEEN, COLUMN_ID = "column-look-again", "column-watch", "column-seen", "column-id"
_EVERY_MILLISECONDS = 4_000


def wish_block(session: Session, visit: Visit, view: ColumnView) -> list[Any]:
    """Return the button, what became of the last wish, and while one is open the clock that asks for its look."""
    kept = [dcc.Store(id=COLUMN_ID, data=view.column.id), dcc.Store(id=SEEN, data=look_mark(session, view.column.id))]
    source = view.source
    if view.column.retired_on is not None:
        return kept
    if source is None or not source.enabled:
        return [*kept, html.P("没有对应的采集来源，不能再看。", className="note")] if visit.scope.is_officer else kept
    open_wish = newest_open_wish(session, source.id)
    if open_wish is not None:
        words = f"{law_minute(open_wish.wished_at)} 已要求再看一次，正在等待采集，看到结果后本页自动更新。"
        return [*kept, html.P(words, role="status"), dcc.Interval(id=WATCH, interval=_EVERY_MILLISECONDS)]
    button = dmc.Button("再看一次", id=BUTTON, size="xs", variant="light") if visit.scope.is_officer else None
    return [*kept, html.Div([button, _last_wish(session, source)], className="action-row")]


def look_mark(session: Session, column_id: int) -> str:
    """Return a mark that changes when a look was made, or a wish left or fulfilled."""
    look = session.scalar(
        select(ColumnCheck.id).where(ColumnCheck.site_column_id == column_id).order_by(ColumnCheck.id.desc()).limit(1)
    )
    source = column_source(session, column_id)
    open_wish = newest_open_wish(session, source.id) if source is not None else None
    return f"{look}/{open_wish.id if open_wish else ''}"


def _last_wish(session: Session, source: Source) -> Any:
    """What the last fulfilled wish showed."""
    row = session.execute(
        select(LookWish.fulfilled_at, CollectorRun.started_at, CollectorRun.outcome, CollectorRun.message)
        .join(CollectorRun, CollectorRun.id == LookWish.run_id)
        .where(LookWish.source_id == source.id, LookWish.fulfilled_at.is_not(None))
        .order_by(LookWish.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    at, outcome, message = row.fulfilled_at or row.started_at, row.outcome, row.message
    known = outcome in {value.value for value in CheckOutcome}
    words = CheckOutcome(outcome).words if known else "处理时出错"
    return html.Span(f"上次要求的检查 {law_minute(at)}：{words}。{message or ''}", className="note", role="status")
