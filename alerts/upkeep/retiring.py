"""Retiring (停用, rule RETIRE): no more looks; open cards lapse with a line that says why; history stays."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from alerts.board_copies import BOARD
from alerts.ended_by_retiring import BOARD_RETIRED, COLUMN_RETIRED, SITE_RETIRED
from alerts.history import ACTIVE, SYSTEM, change_state
from alerts.upkeep.errors import UpkeepError, required_reason
from metrics.finding import SubjectKind
from metrics.law_days import law_day
from store import Database
from store.audit import append_audit
from store.models import REVIEW_AT_ONCE, Card, Case, CatalogueDuty, Finding, Site, SiteColumn, Source

_AT_ONCE = 500


def retire_column(database: Database, column_id: int, reason: str, on: date, actor: str, now: datetime) -> int:
    """Retire one column as of the day ``on`` and return how many cards lapsed; ``UpkeepError`` if it is not in use."""
    why = _grounds(reason, on, now)
    with database.write() as session:
        column = session.scalar(select(SiteColumn).where(SiteColumn.id == column_id).with_for_update(key_share=True))
        if column is None or column.retired_on is not None:
            raise UpkeepError("没有这个栏目，或者已停用")
        lapsed = _retire_columns(session, [column], why, on, actor, now)
        _note(session, "column.retired", f"column:{column_id}", why, on, lapsed, actor, now)
        return lapsed


def retire_site(database: Database, site_id: int, reason: str, on: date, actor: str, now: datetime) -> int:
    """Retire a site with all its columns and return how many cards lapsed; ``UpkeepError`` if it is not in use."""
    why = _grounds(reason, on, now)
    with database.write() as session:
        site = session.scalar(select(Site).where(Site.id == site_id).with_for_update(key_share=True))
        if site is None or site.retired_on is not None:
            raise UpkeepError("没有这个网站，或者已停用")
        in_use = (SiteColumn.site_id == site_id, SiteColumn.retired_on.is_(None))
        columns = session.scalars(select(SiteColumn).where(*in_use).order_by(SiteColumn.id)).all()
        lapsed = _retire_columns(session, columns, why, on, actor, now)
        of_site = (Source.site_id == site_id, Source.kind == BOARD, Source.retired_on.is_(None))
        boards = session.scalars(select(Source).where(*of_site).order_by(Source.id)).all()
        lapsed += _retire_boards(session, boards, why, on, actor, now)
        site.active, site.retired_on, site.retired_reason, site.retired_by = False, on, why, actor
        session.execute(update(Source).where(Source.site_id == site_id).values(enabled=False))
        lapsed += _lapse(session, SubjectKind.SITE, [site_id], f"{SITE_RETIRED}{why}", now)
        _note(session, "site.retired", f"site:{site_id}", why, on, lapsed, actor, now)
        return lapsed


def retire_board(database: Database, source_id: int, reason: str, on: date, actor: str, now: datetime) -> int:
    """Retire the question board that a source looks at, as ``retire_column``. Its open questions bring no findings
    after the day ``on``: whether they were answered is not known."""
    why = _grounds(reason, on, now)
    with database.write() as session:
        board = session.scalar(select(Source).where(Source.id == source_id).with_for_update(key_share=True))
        if board is None or board.kind != BOARD or board.retired_on is not None:
            raise UpkeepError("没有这个留言板，或者已停用")
        lapsed = _retire_boards(session, [board], why, on, actor, now)
        _note(session, "board.retired", f"source:{source_id}", why, on, lapsed, actor, now)
        return lapsed


def _grounds(reason: str, on: date, now: datetime) -> str:
    if on > law_day(now):
        raise UpkeepError("停用日期不能晚于今天")
    return required_reason(reason)


def _retire_columns(
    session: Session, columns: Collection[SiteColumn], why: str, on: date, actor: str, now: datetime
) -> int:
    ids = [column.id for column in columns]
    for column in columns:
        column.active, column.retired_on, column.retired_reason, column.retired_by = False, on, why, actor
    session.execute(update(Source).where(Source.site_column_id.in_(ids)).values(enabled=False))
    held = (CatalogueDuty.site_column_id.in_(ids), CatalogueDuty.missing_since.is_(None))
    session.execute(update(CatalogueDuty).where(*held).values(missing_since=on))
    return _lapse(session, SubjectKind.COLUMN, ids, f"{COLUMN_RETIRED}{why}", now)


def _retire_boards(session: Session, boards: Collection[Source], why: str, on: date, actor: str, now: datetime) -> int:
    for board in boards:
        board.enabled, board.retired_on, board.retired_reason, board.retired_by = False, on, why, actor
    cases = Case.source_id.in_([board.id for board in boards])
    session.execute(update(Case).where(cases).values(next_review_on=REVIEW_AT_ONCE))
    ids = session.scalars(select(Case.id).where(cases)).all()
    return sum(
        _lapse(session, SubjectKind.CASE, ids[start : start + _AT_ONCE], f"{BOARD_RETIRED}{why}", now)
        for start in range(0, len(ids), _AT_ONCE)
    )


def _lapse(session: Session, kind: SubjectKind, ids: Collection[int], note: str, now: datetime) -> int:
    """The findings stand, because they were true; what the cards still asked for is asked no more."""
    about = (Finding.subject_kind == kind.value, Finding.subject_id.in_(ids))
    cards = session.scalars(
        select(Card.id).join(Finding, Finding.id == Card.finding_id).where(*about, Card.state.in_(ACTIVE))
    ).all()
    for card_id in cards:
        change_state(session, card_id, "lapsed", "closed", allowed=ACTIVE, actor=SYSTEM, at=now, note=note[:300])
    return len(cards)


def _note(
    session: Session, action: str, subject: str, why: str, on: date, lapsed: int, actor: str, now: datetime
) -> None:
    detail = {"reason": why, "on": on.isoformat(), "cards_lapsed": lapsed}
    append_audit(session, at=now, actor=actor, action=action, subject=subject, detail=detail)
