"""Every look at a column with the answer it gave, in blocks as one scrolls."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from alerts.facts.sites import column_facts
from dashboard.grid_rows import block_bounds, chosen_order
from dashboard.kept_copy import CopyKey
from dashboard.words import COLUMN_ANSWERS, COLUMN_SIGNS, LOOK_FLAGS
from metrics import facts as judged_facts
from metrics.column_findings import ColumnAnswer, column_limit, proof
from metrics.facts import CheckOutcome
from metrics.law_days import law_minute
from rulebook import Rulebook
from store.models import ColumnCheck, Evidence, Site, SiteColumn

_SORTABLE: Mapping[str, Any] = {
    "checked_at": ColumnCheck.checked_at,
    "newest": ColumnCheck.newest,
    "items": ColumnCheck.items,
    "outcome": ColumnCheck.outcome,
}
COLUMNS = [
    {"field": "checked_at", "headerName": "检查时间", "width": 150},
    {"field": "answer", "headerName": "结论", "width": 110, "sortable": False},
    {"field": "outcome", "headerName": "打开结果", "width": 140, "tooltipField": "outcome"},
    {"field": "newest", "headerName": "最新信息", "width": 112},
    {"field": "items", "headerName": "条目（有日期）", "width": 130},
    {"field": "copy", "headerName": "留存页面", "width": 120, "sortable": False, "cellRenderer": "RowLink"},
    {"field": "flags", "headerName": "说明", "flex": 1, "minWidth": 150, "sortable": False, "tooltipField": "flags"},
]


def block_of_looks(session: Session, rulebook: Rulebook, column_id: int, request: Mapping[str, Any]) -> dict[str, Any]:
    """Return the rows the grid asks for, the newest look first, and how many there are. The caller asked the scope."""
    first, length = block_bounds(request)
    of_column = ColumnCheck.site_column_id == column_id
    column, agency_id = session.execute(
        select(SiteColumn, Site.agency_id).join(Site).where(SiteColumn.id == column_id)
    ).one()
    rows = session.execute(
        select(ColumnCheck, Evidence.id)
        .outerjoin(Evidence, Evidence.content_hash == ColumnCheck.evidence_hash)
        .where(of_column)
        .order_by(*chosen_order(request, _SORTABLE, [ColumnCheck.id.desc()]), ColumnCheck.id.desc())
        .offset(first)
        .limit(length)
    ).all()
    limit = column_limit(column_facts(column, agency_id, []), rulebook)
    judged = column_facts(column, agency_id, [check for check, _ in rows]).checks
    answers = {check.id: _answer(check, limit) for check in judged}
    number = session.scalar(select(func.count()).select_from(ColumnCheck).where(of_column)) or 0
    return {"rowData": [_row(check, kept, answers[check.id]) for check, kept in rows], "rowCount": number}


def _answer(check: judged_facts.ColumnCheck, limit: int) -> ColumnAnswer:
    """What this look alone proved on its day."""
    if not check.outcome.seen:
        return ColumnAnswer.CHECK_FAILED
    return ColumnAnswer.FRESH if proof(check, limit).fault is None else ColumnAnswer.STALE


def _row(check: ColumnCheck, kept: int | None, answer: ColumnAnswer) -> dict[str, Any]:
    seen = CheckOutcome(check.outcome).seen
    key = CopyKey("column", check.site_column_id, check.evidence_hash or "")
    return {
        "id": check.id,
        "checked_at": law_minute(check.checked_at),
        "answer": f"{COLUMN_SIGNS[answer]} {COLUMN_ANSWERS[answer]}",
        "outcome": _outcome(check),
        "newest": check.newest.isoformat() if check.newest else "—",
        "items": f"{check.items}（{check.dated}）" if seen else "—",
        "flags": "；".join(LOOK_FLAGS.get(flag, flag) for flag in check.flags if flag != check.outcome) or "—",
        "href": key.page if kept else "",
        "copy": f"{key.content_hash[:8]}…" if kept else "已清理" if check.evidence_hash else "—",
    }


def _outcome(check: ColumnCheck) -> str:
    words = CheckOutcome(check.outcome).words
    return f"{words}（{check.status}）" if check.status and check.status >= 400 else words
