"""Which kept copies are proof of a card or a finding, and so must stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from alerts.board_copies import board_copies, question_copies
from alerts.history import ACTIVE
from store.models import (
    AccountCheck,
    Card,
    CardEvent,
    CollectorRun,
    ColumnCheck,
    Finding,
    LookWish,
    SiteCheck,
)

_CHECKS: dict[str, Any] = {"column": ColumnCheck, "site": SiteCheck, "account": AccountCheck}
_IDS_AT_ONCE = 500


def held_copies(session: Session, ended_after: datetime) -> set[str]:
    """Content hashes of the copies that a card in force stands on, or one that ended at ``ended_after`` or later.

    A card stands on the copy its facts name, on that of the look they name, for a site on those of the columns it
    counts, for a question on those of its board and of its own page, and on what the looks showed that were made for
    it. A finding without a card counts from its recording.
    """
    held: set[str] = set()
    looks: dict[str, set[int]] = {kind: set() for kind in _CHECKS}
    counted: set[int] = set()
    for kind, facts in session.execute(_findings(ended_after)):
        held.add(facts.get("evidence_hash") or "")
        if kind in looks and isinstance(facts.get("check_id"), int):
            looks[kind].add(facts["check_id"])
        if kind == "site":
            counted.update(facts.get("columns") or [])
    for kind, ids in looks.items():
        table = _CHECKS[kind]
        for batch in _batches(ids):
            held.update(session.scalars(select(table.evidence_hash).where(table.id.in_(batch))))
    for batch in _batches(counted):
        named = Finding.facts["evidence_hash"].as_string()
        held.update(
            session.scalars(select(named).where(Finding.subject_kind == "column", Finding.subject_id.in_(batch)))
        )
    of_boards = board_copies().outerjoin(Card, Card.finding_id == Finding.id).where(needed(ended_after))
    held.update(digest or "" for _, _, digest in session.execute(of_boards))
    of_questions = question_copies().outerjoin(Card, Card.finding_id == Finding.id).where(needed(ended_after))
    held.update(session.scalars(of_questions))
    held.update(_looks_for_cards(session, ended_after))
    return {value for value in held if value}


def _findings(ended_after: datetime) -> Select[str, Any]:
    return (
        select(Finding.subject_kind, Finding.facts)
        .outerjoin(Card, Card.finding_id == Finding.id)
        .where(
            or_(Finding.subject_kind.in_(_CHECKS), Finding.facts["evidence_hash"].as_string().is_not(None)),
            needed(ended_after),
        )
    )


def needed(ended_after: datetime) -> Any:
    """Condition on ``Finding`` and the ``Card`` it may have."""
    return or_(_in_force(ended_after), Card.id.is_(None) & (Finding.recorded_at >= ended_after))


def _in_force(ended_after: datetime) -> Any:
    """Condition on ``Card``: it still asks something of somebody, or its history went on from that moment on."""
    last = select(func.max(CardEvent.at)).where(CardEvent.card_id == Card.id).correlate(Card).scalar_subquery()
    return or_(Card.state.in_(ACTIVE), last >= ended_after)


def _looks_for_cards(session: Session, ended_after: datetime) -> Iterator[str]:
    """What was seen by the looks that cards wished for: the proof that a matter was mended, or was not."""
    runs = [(table, table.run_id) for table in _CHECKS.values()]
    for table, run_id in [*runs, (CollectorRun, CollectorRun.id)]:
        yield from session.scalars(
            select(table.evidence_hash)
            .join(LookWish, LookWish.run_id == run_id)
            .join(Card, Card.id == LookWish.card_id)
            .where(table.evidence_hash.is_not(None), _in_force(ended_after))
        )


def _batches(ids: Iterable[int]) -> Iterator[list[int]]:
    wanted = sorted(ids)
    for start in range(0, len(wanted), _IDS_AT_ONCE):
        yield wanted[start : start + _IDS_AT_ONCE]
