"""New looks: wished for when the agency says it is done, judged when the collector has made them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, false, select
from sqlalchemy.orm import Session

from alerts.facts.annual_reports import columns_by_agency
from alerts.facts.sites import SEEN
from alerts.history import SYSTEM
from alerts.rectification.fault import MatterLook, look_at_matter
from alerts.rectification.steps import keep, locked_card, move, remark, require
from alerts.words import RUN_OUTCOMES
from metrics.law_days import law_day
from rulebook import Rulebook
from store import Database
from store.models import Card, CardEvent, Case, CatalogueDuty, CollectorRun, Finding, LookWish, Request, Source

LOGS = ("request_log", "message_log")
_LOOKABLE = ("open", "explained", "done", "confirmed")


@dataclass(frozen=True)
class LooksSummary:
    """``confirmed``: mended; ``reopened``: still at fault; ``unseen``: the look failed and is wished for again;
    ``awaited``: the collector has not looked yet."""

    confirmed: int
    reopened: int
    unseen: int
    awaited: int


def wish_for_looks(session: Session, card: Card, now: datetime) -> int:
    """Leave a wish at every source that shows the matter of ``card``, unless one is open there already."""
    finding = session.get_one(Finding, card.finding_id)
    sources = session.scalars(select(Source.id).where(_shows(session, finding), Source.enabled)).all()
    open_wishes = set(
        session.scalars(select(LookWish.source_id).where(LookWish.card_id == card.id, LookWish.fulfilled_at.is_(None)))
    )
    new = [source_id for source_id in sources if source_id not in open_wishes]
    session.add_all(LookWish(source_id=source_id, card_id=card.id, wished_at=now) for source_id in new)
    session.flush()
    return len(new)


def ask_new_look(database: Database, card_id: int, actor: str, note: str, now: datetime) -> None:
    """An officer asks the collector to look again."""
    with database.write() as session:
        card = locked_card(session, card_id)
        require(card, _LOOKABLE)
        wish_for_looks(session, card, now)
        remark(session, card, "look_asked", actor, now, note.strip() or None)


def look_is_missing(session: Session, card: Card) -> bool:
    """Whether a wish of ``card`` is still open, or its newest look did not get to see anything."""
    wishes = _newest_wishes(session, card)
    return any(wish.fulfilled_at is None for wish in wishes) or bool(_unseen(session, wishes))


def record_looks(database: Database, rulebook: Rulebook, now: datetime) -> LooksSummary:
    """Judge every card that is said to be mended: confirmed, or open again with what was seen."""
    with database.read() as session:
        said_done = session.scalars(select(Card.id).where(Card.state == "done").order_by(Card.id)).all()
    fates = []
    for card_id in said_done:
        with database.write() as session:
            fates.append(_judge(session, locked_card(session, card_id), rulebook, now))
    names = ("confirmed", "reopened", "unseen", "awaited")
    return LooksSummary(**{name: fates.count(name) for name in names})


def _judge(session: Session, card: Card, rulebook: Rulebook, now: datetime) -> str:
    if card.state != "done":
        return "gone"
    look = look_at_matter(session, card, rulebook, law_day(now))
    wishes = _newest_wishes(session, card)
    by_log = session.get_one(Finding, card.finding_id).subject_kind in ("request", "case")
    if by_log and look.at_fault is False:
        return _settle(session, card, look, now)  # the log already says so
    if any(wish.fulfilled_at is None for wish in wishes):
        return "awaited"
    failed = [] if by_log else _unseen(session, wishes)
    if failed or look.at_fault is None:
        wish_for_looks(session, card, now)
        _remark_once(session, card, f"复查未能看到内容（{'、'.join(failed) or look.words}），将再次复查", now)
        return "unseen"
    return _settle(session, card, look, now)


def _remark_once(session: Session, card: Card, note: str, now: datetime) -> None:
    """A site that stays down for days is one line of history, not one for each try."""
    newest = select(CardEvent).where(CardEvent.card_id == card.id).order_by(CardEvent.id.desc()).limit(1)
    last = session.scalar(newest)
    if last is None or last.note != note:
        remark(session, card, "looked", SYSTEM, now, note)


def _settle(session: Session, card: Card, look: MatterLook, now: datetime) -> str:
    keep(session, card.id, looked_at=now, still_at_fault=look.at_fault, look_result={"words": look.words})
    if look.at_fault:
        move(session, card, "looked", "open", ("done",), SYSTEM, now, f"复查仍有问题：{look.words}")
        return "reopened"
    move(session, card, "confirmed", "confirmed", ("done",), SYSTEM, now, f"复查通过：{look.words}")
    return "confirmed"


def _newest_wishes(session: Session, card: Card) -> list[LookWish]:
    """The newest wish at each source."""
    wishes = session.scalars(select(LookWish).where(LookWish.card_id == card.id).order_by(LookWish.id))
    return list({wish.source_id: wish for wish in wishes}.values())


def _unseen(session: Session, wishes: Sequence[LookWish]) -> list[str]:
    """How the looks ended that showed nothing, in words. Logs are read, not looked at."""
    rows = session.execute(
        select(CollectorRun.outcome, Source.kind)
        .join(Source, Source.id == CollectorRun.source_id)
        .where(CollectorRun.id.in_([wish.run_id for wish in wishes if wish.run_id is not None]))
    )
    return [RUN_OUTCOMES.get(outcome, outcome) for outcome, kind in rows if kind not in LOGS and outcome not in SEEN]


def _shows(session: Session, finding: Finding) -> ColumnElement[bool]:
    """Condition on ``Source``: it shows the matter of ``finding``."""
    kind, matter = finding.subject_kind, finding.subject_id
    if kind == "column":
        return Source.site_column_id == matter
    if kind == "account":
        return Source.account_id == matter
    if kind == "site":
        columns = finding.facts.get("columns", [])
        home = (Source.site_id == matter) & (Source.kind == "site_home")
        return Source.site_column_id.in_(columns) if columns else home
    if kind == "agency" and finding.rule == "AR-R":
        return Source.site_column_id.in_(columns_by_agency(session, [matter]).get(matter, []))
    if kind == "catalogue":
        return Source.site_column_id == session.get_one(CatalogueDuty, matter).site_column_id
    if kind == "request":
        return Source.id == session.get_one(Request, matter).source_id
    if kind == "case":
        return Source.id == session.get_one(Case, matter).source_id
    return false()
