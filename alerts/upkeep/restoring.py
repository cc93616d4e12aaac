"""Taking back a retirement (恢复使用): looks begin again, cards that lapsed by it stand as before."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from alerts.board_copies import BOARD
from alerts.ended_by_retiring import BOARD_RETIRED, COLUMN_RETIRED, SITE_RETIRED, ended_by_retiring
from alerts.history import SYSTEM, add_line
from alerts.upkeep.errors import UpkeepError, required_reason
from metrics.finding import SubjectKind
from store import Database
from store.audit import append_audit
from store.models import (
    REVIEW_AT_ONCE,
    Card,
    CardEvent,
    Case,
    CatalogueDuty,
    Finding,
    Site,
    SiteColumn,
    Source,
)

_AT_ONCE = 500


def restore_column(database: Database, column_id: int, reason: str, actor: str, now: datetime) -> int:
    """Take a column into use again and return how many cards came back; ``UpkeepError`` if it is not retired."""
    why = required_reason(reason)
    with database.write() as session:
        column = session.scalar(select(SiteColumn).where(SiteColumn.id == column_id).with_for_update(key_share=True))
        if column is None or column.retired_on is None:
            raise UpkeepError("没有这个栏目，或者没有停用")
        if session.get_one(Site, column.site_id).retired_on is not None:
            raise UpkeepError("所属网站已停用，请先恢复网站")
        retired_on = column.retired_on
        back = _restore_columns(session, [column], retired_on, why, now)
        _note(session, "column.restored", f"column:{column_id}", why, retired_on, back, actor, now)
        return back


def restore_site(database: Database, site_id: int, reason: str, actor: str, now: datetime) -> int:
    """Take a site into use again, with the columns that were retired together with it; as ``restore_column``."""
    why = required_reason(reason)
    with database.write() as session:
        site = session.scalar(select(Site).where(Site.id == site_id).with_for_update(key_share=True))
        if site is None or site.retired_on is None:
            raise UpkeepError("没有这个网站，或者没有停用")
        retired_on = site.retired_on
        together = (
            SiteColumn.site_id == site_id,
            SiteColumn.retired_on == retired_on,
            SiteColumn.retired_reason == site.retired_reason,
            SiteColumn.retired_by == site.retired_by,
        )
        columns = session.scalars(select(SiteColumn).where(*together).order_by(SiteColumn.id)).all()
        of_site = (Source.site_id == site_id, Source.kind == BOARD)
        of_then = (Source.retired_on == retired_on, Source.retired_reason == site.retired_reason)
        boards = session.scalars(select(Source).where(*of_site, *of_then, Source.retired_by == site.retired_by)).all()
        site.active, site.retired_on, site.retired_reason, site.retired_by = True, None, None, None
        back = _restore_boards(session, boards, why, now)
        others = (Source.site_id == site_id, Source.site_column_id.is_(None), Source.retired_on.is_(None))
        session.execute(update(Source).where(*others).values(enabled=True, next_run_at=now))
        back += _restore_columns(session, columns, retired_on, why, now)
        back += _reinstate(session, SubjectKind.SITE, [site_id], SITE_RETIRED, f"网站已恢复使用：{why}", now)
        _note(session, "site.restored", f"site:{site_id}", why, retired_on, back, actor, now)
        return back


def restore_board(database: Database, source_id: int, reason: str, actor: str, now: datetime) -> int:
    """Take a question board into use again, as ``restore_column``."""
    why = required_reason(reason)
    with database.write() as session:
        board = session.scalar(select(Source).where(Source.id == source_id).with_for_update(key_share=True))
        if board is None or board.kind != BOARD or board.retired_on is None:
            raise UpkeepError("没有这个留言板，或者没有停用")
        if board.site_id is not None and session.get_one(Site, board.site_id).retired_on is not None:
            raise UpkeepError("所属网站已停用，请先恢复网站")
        retired_on = board.retired_on
        back = _restore_boards(session, [board], why, now)
        _note(session, "board.restored", f"source:{source_id}", why, retired_on, back, actor, now)
        return back


def _restore_boards(session: Session, boards: Collection[Source], why: str, now: datetime) -> int:
    for board in boards:
        board.enabled, board.next_run_at = True, now
        board.retired_on = board.retired_reason = board.retired_by = None
    cases = Case.source_id.in_([board.id for board in boards])
    session.execute(update(Case).where(cases).values(next_review_on=REVIEW_AT_ONCE))
    ids = session.scalars(select(Case.id).where(cases)).all()
    note = f"留言板已恢复使用：{why}"
    return sum(
        _reinstate(session, SubjectKind.CASE, ids[start : start + _AT_ONCE], BOARD_RETIRED, note, now)
        for start in range(0, len(ids), _AT_ONCE)
    )


def _restore_columns(
    session: Session, columns: Collection[SiteColumn], retired_on: date, why: str, now: datetime
) -> int:
    ids = [column.id for column in columns]
    for column in columns:
        column.active, column.retired_on, column.retired_reason, column.retired_by = True, None, None, None
    session.execute(update(Source).where(Source.site_column_id.in_(ids)).values(enabled=True, next_run_at=now))
    held = (CatalogueDuty.site_column_id.in_(ids), CatalogueDuty.missing_since == retired_on)
    session.execute(update(CatalogueDuty).where(*held).values(missing_since=None))
    return _reinstate(session, SubjectKind.COLUMN, ids, COLUMN_RETIRED, f"栏目已恢复使用：{why}", now)


def _reinstate(session: Session, kind: SubjectKind, ids: Collection[int], lapsed: str, note: str, now: datetime) -> int:
    """Cards that lapsed by the retirement. Without this, a fault that still lasts would never get a card again: its
    finding is there already. What an evaluation withdrew since then, the next one gives back (``reconciling``)."""
    rows = session.execute(
        select(Card, CardEvent.from_state)
        .join(Finding, Finding.id == Card.finding_id)
        .join(CardEvent, ended_by_retiring(lapsed))
        .where(Finding.subject_kind == kind.value, Finding.subject_id.in_(ids), Card.state == "closed")
        .order_by(Card.id)
        .with_for_update(of=Card, key_share=True)
    ).all()
    for card, before in rows:
        add_line(session, card, "reinstated", before or "open", actor=SYSTEM, at=now, note=note[:300])
        card.state = before or "open"
    return len(rows)


def _note(
    session: Session, action: str, subject: str, why: str, retired_on: date, back: int, actor: str, now: datetime
) -> None:
    detail = {"reason": why, "retired_on": retired_on.isoformat(), "cards_reinstated": back}
    append_audit(session, at=now, actor=actor, action=action, subject=subject, detail=detail)
