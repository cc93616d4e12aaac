"""What an officer does: confirm, close (销号), revoke (撤销), urge (督办)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from alerts.history import ACTIVE
from alerts.rectification.errors import StillAtFault
from alerts.rectification.fault import look_at_matter
from alerts.rectification.looks import look_is_missing
from alerts.rectification.steps import keep, locked_card, move, remark, require, required_text
from metrics.law_days import law_day
from rulebook import Rulebook
from store import Database
from store.models import Card, Finding

_CLOSABLE = ("open", "explained", "done", "confirmed")


def confirm(database: Database, card_id: int, actor: str, note: str, now: datetime, rulebook: Rulebook) -> None:
    """The officer confirms the rectification; ``StillAtFault`` unless the newest look or log shows it."""
    with database.write() as session:
        card = locked_card(session, card_id)
        require(card, ("done",))
        _require_mended(session, card, rulebook, now)
        move(session, card, "confirmed", "confirmed", ("done",), actor, now, note.strip() or None)


def close(database: Database, card_id: int, actor: str, note: str, now: datetime, rulebook: Rulebook) -> None:
    """The card is closed; ``StillAtFault`` while the newest look or log shows the fault or a look is awaited."""
    with database.write() as session:
        card = locked_card(session, card_id)
        require(card, _CLOSABLE)
        _require_mended(session, card, rulebook, now)
        move(session, card, "closed", "closed", _CLOSABLE, actor, now, note.strip() or None)
        keep(session, card_id, closed_at=now)


def revoke(database: Database, card_id: int, actor: str, reason: str, now: datetime) -> None:
    """The card was wrong: it counts no more. Escalations that rested on it are judged anew by the next evaluation."""
    with database.write() as session:
        card = locked_card(session, card_id)
        why = required_text(reason, "撤销理由")
        move(session, card, "revoked", "revoked", (*ACTIVE, "closed"), actor, now, why)


def urge(database: Database, card_id: int, actor: str, note: str, now: datetime) -> None:
    """The agency is told again by the next run of ``notify``."""
    with database.write() as session:
        card = locked_card(session, card_id)
        require(card, ("open", "explained"))
        remark(session, card, "urged", actor, now, note.strip() or None)


def _require_mended(session: Session, card: Card, rulebook: Rulebook, now: datetime) -> None:
    look = look_at_matter(session, card, rulebook, law_day(now))
    if look.at_fault is not False:
        raise StillAtFault(f"该事项尚未整改到位，不能销号：{look.words}")
    if card.state == "done" and _look_needed(session, card) and look_is_missing(session, card):
        raise StillAtFault("整改后尚未完成复查，不能销号")


def _look_needed(session: Session, card: Card) -> bool:
    """A log that shows the answer needs no further look."""
    return session.get_one(Finding, card.finding_id).subject_kind not in ("request", "case")
