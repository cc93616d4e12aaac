"""A kept copy with the looks that saw it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import Session

from alerts.board_copies import board_copies
from alerts.matters import matter_labels
from dashboard.kept_copy import CHECKS, CopyKey, find_copy, seen_at
from dashboard.scope import Scope
from store.models import Card, Evidence, Finding, Site, SiteVisit, Source

CARDS_SHOWN = 20
_MATTERS = {"visit": "site", "question": "case"}


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


def copy_view(session: Session, scope: Scope, argument: str, week: int) -> CopyView | None:
    """Return the copy, or none outside the scope. ``week``: days of visits that a finding on access counts (W2)."""
    key = CopyKey.read(argument)
    evidence = find_copy(session, scope, key) if key is not None else None
    if key is None or evidence is None:
        return None
    checks, subject = CHECKS[key.kind]
    at = seen_at(key.kind)
    seen: Any = (
        select(func.count(), func.min(at), func.max(at))
        .select_from(checks)
        .where(subject == key.subject_id, checks.evidence_hash == key.content_hash)
    )
    looks, first, last = session.execute(seen).one()
    return CopyView(key, evidence, _matter(session, key), looks, first, last, _cards(session, scope, key, week))


def _matter(session: Session, key: CopyKey) -> str:
    if key.kind == "board":
        names = select(Site.name, Source.name).join(Source, Source.site_id == Site.id)
        return " ".join(session.execute(names.where(Source.id == key.subject_id)).one())
    matter = (_MATTERS.get(key.kind, key.kind), key.subject_id)
    return matter_labels(session, [matter]).get(matter, "")


def _cards(session: Session, scope: Scope, key: CopyKey, week: int) -> Sequence[Card]:
    return session.scalars(
        select(Card)
        .join(Finding, Finding.id == Card.finding_id)
        .where(_on_visits(session, key, week) if key.kind == "visit" else _stands_on(key), scope.sees(Card.agency_id))
        .order_by(Card.issued_on.desc(), Card.id.desc())
        .limit(CARDS_SHOWN)
    ).all()


def _stands_on(key: CopyKey) -> ColumnElement[bool]:
    """Condition on ``Finding``; a question of a board stands on what its finding names and on the last look before."""
    named: ColumnElement[bool] = Finding.facts["evidence_hash"].as_string() == key.content_hash
    if key.kind == "question":
        return (Finding.subject_kind == "case") & (Finding.subject_id == key.subject_id)
    if key.kind != "board":
        return (Finding.subject_kind == key.kind) & (Finding.subject_id == key.subject_id) & named
    seen = board_copies().where(Source.id == key.subject_id).subquery()
    digest = seen.c[2]
    of_board = select(seen.c[0])
    return Finding.id.in_(of_board) & or_(named, Finding.id.in_(of_board.where(digest == key.content_hash)))


def _on_visits(session: Session, key: CopyKey, week: int) -> ColumnElement[bool]:
    """Condition on ``Finding``: it counts a visit that got this answer."""
    same = (SiteVisit.site_id == key.subject_id, SiteVisit.evidence_hash == key.content_hash)
    days = session.scalars(select(SiteVisit.day).where(*same).distinct()).all()
    ends = [Finding.triggered_on.between(day, day + timedelta(days=week - 1)) for day in days]
    counts = Finding.facts["visits"].as_string().is_not(None)
    return and_(Finding.subject_kind == "site", Finding.subject_id == key.subject_id, counts, or_(false(), *ends))
