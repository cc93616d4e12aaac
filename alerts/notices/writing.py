"""Writes the notices: for each agency one that lists every card it has not been told of."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session

from alerts.channels.mail import message_id
from alerts.history import ACTIVE, SYSTEM
from alerts.notices.content import ISSUED, CardContent, in_order, subject_line
from alerts.notices.text import as_html, as_text
from metrics.law_days import law_day
from rulebook import Rulebook
from store import Database
from store.audit import append_audit
from store.models import Agency, Card, CardEvent, Contact, Delivery, Finding, Notice, NoticeCard
from store.models.base import fingerprint

URGED = "urged"
NO_CONTACT = "该单位没有登记有效的联系人，通知无法送达"
_HASH_LENGTH = 12


def agencies_to_tell(database: Database, now: datetime) -> list[int]:
    """Agencies with an active card of which they were not told, or which was urged since."""
    with database.read() as session:
        return sorted(session.scalars(select(Card.agency_id).where(*_untold(now)).distinct()))


def write_notice(
    database: Database, rulebook: Rulebook, agency_id: int, channel: str, now: datetime, base_url: str
) -> int | None:
    """Write the notice of one agency with its ledger lines.

    Returned is the number of recipients; None when there is nothing to tell, because another process has just done so.
    """
    with database.write() as session:
        agency = session.scalars(select(Agency).where(Agency.id == agency_id).with_for_update(key_share=True)).one()
        contents = in_order(_contents(session, agency_id, now))
        if not contents:
            return None
        told = sorted((content.card.number, reason) for content in contents for reason in content.reasons)
        notice = Notice(
            number=f"{agency.code}-{fingerprint(agency.code, told)[:_HASH_LENGTH].upper()}",
            agency_id=agency_id,
            subject=subject_line(agency.name, contents),
            body_text=as_text(agency.name, contents, rulebook, base_url),
            body_html=as_html(agency.name, contents, rulebook, base_url),
            created_at=now,
        )
        session.add(notice)
        session.flush()
        session.add_all(
            NoticeCard(notice_id=notice.id, card_id=content.card.id, reason=reason)
            for content in contents
            for reason in content.reasons
        )
        return _address(session, notice, channel, now)


def _untold(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Conditions on ``Card``. Not told of are cards closed or revoked before, and those of a day still to come."""
    told = select(func.count()).where(NoticeCard.card_id == Card.id, NoticeCard.reason != ISSUED).scalar_subquery()
    urged = select(func.count()).where(CardEvent.card_id == Card.id, CardEvent.kind == URGED).scalar_subquery()
    never = ~exists().where(NoticeCard.card_id == Card.id, NoticeCard.reason == ISSUED)
    return Card.state.in_(ACTIVE), Card.issued_on <= law_day(now), or_(never, urged > told)


def _contents(session: Session, agency_id: int, now: datetime) -> list[CardContent]:
    rows = session.execute(
        select(Card, Finding)
        .join(Finding, Finding.id == Card.finding_id)
        .where(Card.agency_id == agency_id, *_untold(now))
    ).all()
    return [CardContent(card, finding, _untold_reasons(session, card.id)) for card, finding in rows]


def _untold_reasons(session: Session, card_id: int) -> tuple[str, ...]:
    """What to tell of, once each: that the card was issued, and every urging. Told together, they are one item."""
    told = set(session.scalars(select(NoticeCard.reason).where(NoticeCard.card_id == card_id)))
    urged = session.scalar(
        select(func.count()).select_from(CardEvent).where(CardEvent.card_id == card_id, CardEvent.kind == URGED)
    )
    reasons = (ISSUED, *(f"{URGED}-{n}" for n in range(1, (urged or 0) + 1)))
    return tuple(reason for reason in reasons if reason not in told)


def _address(session: Session, notice: Notice, channel: str, now: datetime) -> int:
    """A line in the ledger for each active contact; without any, a line and an audit entry that say so."""
    contacts = session.scalars(
        select(Contact).where(Contact.agency_id == notice.agency_id, Contact.active).order_by(Contact.id)
    ).all()
    for contact in contacts:
        session.add(
            Delivery(
                notice_id=notice.id,
                channel=channel,
                recipient=contact.name,
                address=contact.email,
                message_id=message_id(notice.number, channel, contact.email),
            )
        )
    if not contacts:
        session.add(
            Delivery(
                notice_id=notice.id,
                channel=channel,
                recipient="（无联系人）",
                address="",
                message_id=message_id(notice.number, channel, ""),
                state="failed",
                last_error=NO_CONTACT,
            )
        )
        append_audit(
            session, at=now, actor=SYSTEM, action="notice_without_contact", subject=f"notice:{notice.number}",
            detail={"agency_id": notice.agency_id},
        )  # fmt: skip
    return len(contacts)
