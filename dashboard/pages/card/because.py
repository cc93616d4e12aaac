"""The cards that an escalation stands on, each with its own proof."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from dashboard.matter_cards import cards_section
from dashboard.pages.card.queries import CardView
from dashboard.scope import Scope
from store.models import Card, Finding

_TITLE = "所依据的牌"
_KEY = ("rule", "subject_kind", "subject_id", "occurrence")


def because_section(session: Session, scope: Scope, view: CardView) -> list[Any]:
    """Return the cards as a table; nothing for a card that stands on facts of its own."""
    because = view.finding.facts.get("because") or []
    if not because:
        return []
    named = or_(*(and_(*(getattr(Finding, name) == line[name] for name in _KEY)) for line in because))
    query = select(Card).join(Finding, Finding.id == Card.finding_id).where(named, scope.sees(Card.agency_id))
    cards = session.scalars(query.order_by(Card.issued_on, Card.id)).all()
    return [cards_section(_TITLE, cards, "所依据的牌不在您的查看范围。", wide=True)]
