"""Cards that ended because what they are about was retired (停用): known by the line that closed them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, aliased

from store.models import Card, CardEvent, Case, Finding, Source

COLUMN_RETIRED, SITE_RETIRED, BOARD_RETIRED = "栏目已停用：", "网站已停用：", "留言板已停用："
"""How the line begins with which a card lapses; by it the cards are known that come back with what was retired."""


def ended_by_retiring(beginning: str) -> Any:
    """Condition that joins ``CardEvent`` to ``Card``: the line that closed the card last, if it begins so.

    What was written after it and left the card as it was (amended, withdrawn and back again) does not hide it.
    """
    line = aliased(CardEvent)
    closing = (
        select(func.max(line.id))
        .where(
            line.card_id == Card.id,
            line.to_state == "closed",
            line.from_state.is_distinct_from("closed"),
            line.kind != "reinstated",
        )
        .correlate(Card)
        .scalar_subquery()
    )
    lapsed = CardEvent.note.startswith(beginning, autoescape=True)
    return and_(CardEvent.id == closing, CardEvent.kind == "lapsed", lapsed)


def state_before_retiring(session: Session, card: Card) -> str | None:
    """How a card on a question stood before its board was retired; none if that did not close it, or still does."""
    return session.scalar(
        select(CardEvent.from_state)
        .select_from(Card)
        .join(CardEvent, ended_by_retiring(BOARD_RETIRED))
        .join(Finding, Finding.id == Card.finding_id)
        .join(Case, and_(Finding.subject_kind == "case", Case.id == Finding.subject_id))
        .join(Source, and_(Source.id == Case.source_id, Source.retired_on.is_(None)))
        .where(Card.id == card.id)
    )
