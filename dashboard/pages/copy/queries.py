"""A kept copy with the looks that saw it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from alerts.matters import matter_labels
from dashboard.kept_copy import CHECKS, CopyKey, find_copy
from dashboard.scope import Scope
from store.models import Card, Evidence, Finding

CARDS_SHOWN = 20


@dataclass(frozen=True)
class CopyView:
    """``looks``: how many saw this content of this subject, the first and the last of them."""

    key: CopyKey
    evidence: Evidence
    matter: str
    looks: int
    first_look: datetime
    last_look: datetime
    cards: Sequence[Card]
    """cards that stand on this very copy, the newest first"""


def copy_exists(session: Session, scope: Scope, argument: str) -> bool:
    """Whether ``argument`` names a copy that is kept and that this user may see."""
    key = CopyKey.read(argument)
    return key is not None and find_copy(session, scope, key) is not None


def copy_name(session: Session, argument: str) -> str:
    """Return what the copy shows, in words."""
    key = CopyKey.read(argument)
    return _matter(session, key) if key is not None else ""


def copy_view(session: Session, scope: Scope, argument: str) -> CopyView | None:
    """Return the copy, or none outside the scope."""
    key = CopyKey.read(argument)
    evidence = find_copy(session, scope, key) if key is not None else None
    if key is None or evidence is None:
        return None
    checks, subject = CHECKS[key.kind]
    seen: Any = (
        select(func.count(), func.min(checks.checked_at), func.max(checks.checked_at))
        .select_from(checks)
        .where(subject == key.subject_id, checks.evidence_hash == key.content_hash)
    )
    looks, first, last = session.execute(seen).one()
    return CopyView(key, evidence, _matter(session, key), looks, first, last, _cards(session, scope, key))


def _matter(session: Session, key: CopyKey) -> str:
    matter = (key.kind, key.subject_id)
    return matter_labels(session, [matter]).get(matter, "")


def _cards(session: Session, scope: Scope, key: CopyKey) -> Sequence[Card]:
    return session.scalars(
        select(Card)
        .join(Finding, Finding.id == Card.finding_id)
        .where(
            Finding.subject_kind == key.kind,
            Finding.subject_id == key.subject_id,
            Finding.facts["evidence_hash"].as_string() == key.content_hash,
            scope.sees(Card.agency_id),
        )
        .order_by(Card.issued_on.desc(), Card.id.desc())
        .limit(CARDS_SHOWN)
    ).all()
