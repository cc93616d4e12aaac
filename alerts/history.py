"""A card never changes its state without a line in its history; both are one conditional step."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.models import Card, CardEvent

SYSTEM = "system"
ACTIVE = ("open", "explained", "done", "confirmed", "suspended")
"""States of a card that still asks something of somebody."""


def change_state(
    session: Session,
    card_id: int,
    kind: str,
    to_state: str,
    *,
    allowed: Collection[str],
    actor: str,
    at: datetime,
    note: str | None = None,
) -> bool:
    """Move the card to ``to_state`` if it stands in one of ``allowed``, and write the line; false otherwise."""
    card = session.scalar(
        select(Card).where(Card.id == card_id, Card.state.in_(allowed)).with_for_update(key_share=True)
    )
    if card is None:
        return False
    add_line(session, card, kind, to_state, actor=actor, at=at, note=note)
    card.state = to_state
    session.flush()
    return True


def add_line(
    session: Session, card: Card, kind: str, to_state: str, *, actor: str, at: datetime, note: str | None
) -> None:
    """Write a line into the history of ``card``, which stands in the state it has before the change."""
    session.add(
        CardEvent(card_id=card.id, kind=kind, at=at, actor=actor, from_state=card.state, to_state=to_state, note=note)
    )
