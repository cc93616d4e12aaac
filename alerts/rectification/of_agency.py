"""What the contact of an agency does: explain, and say that it is mended."""

from __future__ import annotations

from datetime import datetime

from alerts.rectification.looks import wish_for_looks
from alerts.rectification.steps import keep, locked_card, move, require_duty, required_text
from store import Database


def explain(database: Database, card_id: int, actor: str, text: str, now: datetime) -> None:
    """The written explanation (书面说明). An earlier one stays in the history."""
    with database.write() as session:
        card = locked_card(session, card_id)
        require_duty(card)
        explanation = required_text(text, "书面说明")
        move(session, card, "explained", "explained", ("open", "explained"), actor, now, explanation)
        keep(session, card_id, explanation=explanation, explained_at=now)


def say_done(database: Database, card_id: int, actor: str, note: str, now: datetime) -> None:
    """The agency says that the matter is mended; the collector is asked to look again."""
    with database.write() as session:
        card = locked_card(session, card_id)
        require_duty(card)
        said = required_text(note, "整改情况")
        move(session, card, "done", "done", ("open", "explained"), actor, now, said)
        keep(session, card_id, done_note=said, done_at=now, looked_at=None, still_at_fault=None, look_result=None)
        wish_for_looks(session, card, now)
