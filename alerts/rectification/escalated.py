"""An escalated card is mended when every card it followed from is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.models import Card, Finding

_NOT_MENDED = ("open", "explained", "done", "suspended")
BECAUSE = "because"


def underlying_cards_open(session: Session, finding: Finding) -> int | None:
    """How many of the cards behind an escalation are not mended; None when ``finding`` is no escalation."""
    references = finding.facts.get(BECAUSE)
    if references is None:
        return None
    return sum(_is_open(session, reference) for reference in references)


def _is_open(session: Session, reference: Mapping[str, Any]) -> bool:
    state = session.scalar(
        select(Card.state)
        .join(Finding, Finding.id == Card.finding_id)
        .where(
            Finding.rule == reference["rule"],
            Finding.subject_kind == reference["subject_kind"],
            Finding.subject_id == reference["subject_id"],
            Finding.occurrence == reference["occurrence"],
        )
    )
    return state in _NOT_MENDED
