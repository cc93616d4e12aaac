"""Days to explain and to rectify of open cards, counted again when the calendar is another one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from alerts.evaluation.context import Evaluation, in_batches
from alerts.evaluation.due_days import moved_words
from alerts.history import ACTIVE, SYSTEM, add_line
from metrics.law_days import law_day
from metrics.working_days import DueDay, WorkingDays
from store import Database
from store.models import Card

BATCH = 200
_LIMITS = {"explain_by": "书面说明期限", "rectify_by": "整改期限"}


def recount_card_days(database: Database, evaluation: Evaluation) -> None:
    """Bring the days of every open card to the calendar in force, with a line for each card whose days changed."""
    other = or_(Card.calendar_id.is_(None), Card.calendar_id != evaluation.calendars.current)
    with database.read() as session:
        ids = session.scalars(select(Card.id).where(Card.state.in_(ACTIVE), other).order_by(Card.id)).all()
    for batch in in_batches(ids, BATCH):
        with database.write() as session:
            _recount_batch(session, evaluation, batch)


def _recount_batch(session: Session, evaluation: Evaluation, ids: Sequence[int]) -> None:
    cards = select(Card).where(Card.id.in_(ids), Card.state.in_(ACTIVE)).order_by(Card.id)
    for card in session.scalars(cards.with_for_update(key_share=True)).all():
        changes = _recount(session, evaluation, card)
        if changes:
            note = f"工作日历更新：{'；'.join(changes)}"
            add_line(session, card, "amended", card.state, actor=SYSTEM, at=evaluation.now, note=note)
        card.calendar_id = evaluation.calendars.current


def _recount(session: Session, evaluation: Evaluation, card: Card) -> list[str]:
    """Set the days of ``card`` anew; return what changed in words."""
    before = evaluation.calendars.before(session, card.calendar_id)
    old_days = evaluation.days.of(card.agency_id, before.calendar) if before is not None else None
    new_days = evaluation.days.of(card.agency_id, evaluation.rulebook.calendar)
    begin = law_day(card.created_at)
    changes: list[str] = []
    provisional = False
    for field, name in _LIMITS.items():
        stood: date | None = getattr(card, field)
        if stood is None:
            continue
        old = DueDay(stood, card.due_provisional)
        number = _number(evaluation, card, field, old_days, begin, stood)
        new = new_days.nth_after(begin, number) if number is not None else old
        if old_days is not None and number is not None:
            old = old_days.nth_after(begin, number)
        if new != old:
            changes.append(f"{name}{moved_words((old.day, old.provisional), (new.day, new.provisional))}")
            setattr(card, field, new.day)
        provisional = provisional or new.provisional
    card.due_provisional = provisional
    return changes


def _number(
    evaluation: Evaluation, card: Card, field: str, old_days: WorkingDays | None, begin: date, stood: date
) -> int | None:
    """How many working days the card gave; none for a day that was not counted, which stays as it is."""
    if old_days is not None:
        number = old_days.count_between(begin, stood)
        return number if number and old_days.nth_after(begin, number).day == stood else None
    # Made before calendars were kept: only what was provisional can have moved.
    rule = evaluation.rulebook.card_rules.get(card.rule)
    if rule is None or not card.due_provisional:
        return None
    return rule.explain_working_days if field == "explain_by" else rule.rectify_working_days
