"""What all actions on a card share: a changed state, a line of history and a line of audit, or nothing at all."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from alerts.history import add_line, change_state
from alerts.rectification.errors import NotAllowedNow
from alerts.words import COLOURS, STATES
from store.audit import append_audit
from store.insert import insert_new
from store.models import Card, Rectification


def locked_card(session: Session, card_id: int) -> Card:
    """The card, which nobody else changes before this transaction ends; ``NotAllowedNow`` when there is none."""
    card = session.scalar(select(Card).where(Card.id == card_id).with_for_update(key_share=True))
    if card is None:
        raise NotAllowedNow("没有这张牌")
    return card


def move(
    session: Session,
    card: Card,
    kind: str,
    to_state: str,
    allowed: Collection[str],
    actor: str,
    now: datetime,
    note: str | None,
) -> None:
    """Move the card or raise ``NotAllowedNow``; writes history and audit."""
    require(card, allowed)
    if not change_state(session, card.id, kind, to_state, allowed=allowed, actor=actor, at=now, note=note):
        raise NotAllowedNow("该牌的状态刚刚改变，请刷新后再办")
    audit(session, card, kind, actor, now, note)


def remark(session: Session, card: Card, kind: str, actor: str, now: datetime, note: str | None) -> None:
    """A line of history and of audit that leaves the state as it is."""
    add_line(session, card, kind, card.state, actor=actor, at=now, note=note)
    audit(session, card, kind, actor, now, note)


def require(card: Card, allowed: Collection[str]) -> None:
    """``NotAllowedNow`` unless the card stands in one of these states."""
    if card.state not in allowed:
        raise NotAllowedNow(f"该牌目前为“{STATES.get(card.state, card.state)}”，不能办理此项")


def require_duty(card: Card) -> None:
    """``NotAllowedNow`` for a reminder, which asks for no rectification."""
    if card.colour == "blue":
        raise NotAllowedNow(f"{COLOURS['blue']}为提醒，无需说明或者报告整改，办结后自动解除")


def required_text(text: str, what: str) -> str:
    """``text`` without the blanks around it; ``NotAllowedNow`` when nothing is left."""
    text = text.strip()
    if not text:
        raise NotAllowedNow(f"请填写{what}")
    return text


def keep(session: Session, card_id: int, **values: Any) -> None:
    """Write ``values`` into the card's rectification, which is made when it is not there yet."""
    insert_new(session, Rectification, [{"card_id": card_id}])
    session.execute(update(Rectification).where(Rectification.card_id == card_id).values(**values))


def audit(session: Session, card: Card, kind: str, actor: str, now: datetime, note: str | None) -> None:
    """One line of the audit trail."""
    detail = {"number": card.number, "state": card.state, "note": note}
    append_audit(session, at=now, actor=actor, action=f"card_{kind}", subject=f"card:{card.id}", detail=detail)
