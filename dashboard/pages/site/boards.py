"""The question boards of a website: the last look at each, and how many questions stand open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import html
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from collectors.recording.questions import BOARD
from dashboard.components import section, table
from dashboard.scope import Scope
from dashboard.words import HEALTH
from metrics.law_days import law_minute
from store.models import Case, CaseEvent, Source


@dataclass(frozen=True)
class Board:
    """A board with its questions as the looks have seen them; ``waiting``: without an answer."""

    source: Source
    questions: int
    waiting: int


def boards_of(session: Session, scope: Scope, site_id: int) -> list[Board]:
    """Return the boards of a site, those in use first."""
    answered = select(CaseEvent.id).where(CaseEvent.case_id == Case.id, CaseEvent.kind == "answered").exists()
    mine = Case.source_id == Source.id
    rows = session.execute(
        select(
            Source,
            select(func.count()).select_from(Case).where(mine).correlate(Source).scalar_subquery(),
            select(func.count()).select_from(Case).where(mine, ~answered).correlate(Source).scalar_subquery(),
        )
        .where(Source.site_id == site_id, Source.kind == BOARD, scope.sees(Source.agency_id))
        .order_by(Source.enabled.desc(), Source.id)
    )
    return [Board(*row) for row in rows]


def board_section(boards: Sequence[Board]) -> list[Any]:
    """Draw them; a site without any has no section."""
    if not boards:
        return []
    rows = [_row(board) for board in boards]
    shown = table(["留言板", "地址", "最近检查", "结果", "留言", "未答复", "下次检查"], rows, label="留言板")
    return [section("留言板", shown, note=f"{len(boards)} 个；超期未答复的见上方的牌", wide=True)]


def _row(board: Board) -> list[Any]:
    source = board.source
    return [
        source.name,
        html.Span(source.location, className="digest"),
        _moment(source.last_run_at),
        source.last_message or HEALTH.get(source.health, source.health),
        f"{board.questions:,}",
        f"{board.waiting:,}",
        _moment(source.next_run_at) if source.enabled else "已停用",
    ]


def _moment(moment: Any) -> Any:
    return html.Span("—" if moment is None else law_minute(moment), className="nowrap")
