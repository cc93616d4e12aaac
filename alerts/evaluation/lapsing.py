"""A blue card is a reminder: it lapses when its matter is settled or a higher card of the same matter exists."""

from __future__ import annotations

from collections.abc import Callable, Collection

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from alerts.evaluation.context import Evaluation
from alerts.history import ACTIVE, SYSTEM, change_state
from metrics.finding import Severity, SubjectKind
from store.models import Card, Finding

SETTLED = "事项已办结或已更新，提醒自动解除"
OVERTAKEN = "同一事项已发更高等级的牌，提醒自动解除"

BlueCard = tuple[Card, Finding]


def lapse_blue_cards(
    session: Session,
    evaluation: Evaluation,
    kind: SubjectKind,
    ids: Collection[int],
    settled: Callable[[Card, Finding], bool],
) -> None:
    """Close the open blue cards about these matters where ``settled`` says so or a higher card has followed."""
    cards = _open_blue_cards(session, evaluation, kind, ids)
    if not cards:
        return
    overtaken = _overtaken(session, [card.id for card, _ in cards])
    for card, finding in cards:
        note = OVERTAKEN if card.id in overtaken else SETTLED
        if card.id in overtaken or settled(card, finding):
            change_state(
                session, card.id, "lapsed", "closed", allowed=ACTIVE, actor=SYSTEM, at=evaluation.now, note=note
            )


def _open_blue_cards(
    session: Session, evaluation: Evaluation, kind: SubjectKind, ids: Collection[int]
) -> list[BlueCard]:
    rows = session.execute(
        select(Card, Finding)
        .join(Finding, Finding.id == Card.finding_id)
        .where(
            Finding.subject_kind == kind.value,
            Finding.subject_id.in_(ids),
            Card.colour == Severity.BLUE.value,
            Card.state.in_(ACTIVE),
            Card.issued_on <= evaluation.as_of,
        )
        .order_by(Card.id)
    )
    return [(card, finding) for card, finding in rows]


def _overtaken(session: Session, card_ids: Collection[int]) -> set[int]:
    blue, other = aliased(Finding), aliased(Finding)
    higher = aliased(Card)
    rows = session.scalars(
        select(Card.id)
        .join(blue, blue.id == Card.finding_id)
        .join(other, (other.subject_kind == blue.subject_kind) & (other.subject_id == blue.subject_id))
        .join(higher, higher.finding_id == other.id)
        .where(
            Card.id.in_(card_ids),
            higher.colour != Severity.BLUE.value,
            higher.state != "revoked",
            higher.issued_on >= Card.issued_on,
        )
    )
    return set(rows)
