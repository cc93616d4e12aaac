"""What was done about a finding: cards, their history, rectification, notices and the ledger of mails."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.models.base import Base


class Card(Base):
    """A finding that was acted on. ``colour``: blue (a reminder), yellow, red.

    ``state``: open, explained, done (the agency says it is mended; a new look is awaited), confirmed (the look agrees),
    closed, suspended (an appeal runs), revoked. ``issued_on`` is the true day of the finding, ``created_at`` when the
    card was made. ``measure``: which measure of 条例 第四十七至五十三条 the card stands for. ``calendar_id``: by
    which calendar the days to explain and to rectify were counted.
    """

    __tablename__ = "cards"
    __table_args__ = (
        Index("ix_cards_agency_id_issued_on", "agency_id", "issued_on"),
        Index("ix_cards_state_colour", "state", "colour"),
        Index("ix_cards_issued_on", "issued_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("findings.id"), unique=True)
    number: Mapped[str] = mapped_column(String(40), unique=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    colour: Mapped[str] = mapped_column(String(10))
    rule: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(300))
    measure: Mapped[str] = mapped_column(String(40))
    points: Mapped[float] = mapped_column(default=0.0)
    veto: Mapped[bool] = mapped_column(default=False)
    issued_on: Mapped[date]
    explain_by: Mapped[date | None]
    rectify_by: Mapped[date | None]
    due_provisional: Mapped[bool] = mapped_column(default=False)
    calendar_id: Mapped[int | None] = mapped_column(ForeignKey("law_versions.id"))
    state: Mapped[str] = mapped_column(String(20), default="open")
    created_at: Mapped[datetime]


class CardEvent(Base):
    """One line in a card's history. ``kind``: issued, explained, done, looked, confirmed, closed, revoked, urged …"""

    __tablename__ = "card_events"
    __table_args__ = (
        Index("ix_card_events_card_id_id", "card_id", "id"),
        Index("ix_card_events_kind_at", "kind", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    card_id: Mapped[int] = mapped_column(ForeignKey("cards.id"))
    kind: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(80))
    from_state: Mapped[str | None] = mapped_column(String(20))
    to_state: Mapped[str] = mapped_column(String(20))
    note: Mapped[str | None] = mapped_column(Text)


class Rectification(Base):
    """How one card was mended: what the agency wrote, what the new look saw, who closed it."""

    __tablename__ = "rectifications"

    id: Mapped[int] = mapped_column(primary_key=True)
    card_id: Mapped[int] = mapped_column(ForeignKey("cards.id"), unique=True)
    explanation: Mapped[str | None] = mapped_column(Text)
    explained_at: Mapped[datetime | None]
    done_note: Mapped[str | None] = mapped_column(Text)
    done_at: Mapped[datetime | None]
    looked_at: Mapped[datetime | None]
    still_at_fault: Mapped[bool | None]
    look_result: Mapped[dict[str, Any] | None]
    closed_at: Mapped[datetime | None]


class Notice(Base):
    """One message to one agency in one run of ``notify``, listing its cards. ``number`` makes it single."""

    __tablename__ = "notices"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(80), unique=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), index=True)
    subject: Mapped[str] = mapped_column(String(300))
    body_text: Mapped[str] = mapped_column(Text)
    body_html: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]


class NoticeCard(Base):
    """Which cards a notice told of. A card is told of once for each ``reason`` (issued, urged …)."""

    __tablename__ = "notice_cards"
    __table_args__ = (UniqueConstraint("card_id", "reason"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notices.id"), index=True)
    card_id: Mapped[int] = mapped_column(ForeignKey("cards.id"))
    reason: Mapped[str] = mapped_column(String(20))


class Delivery(Base):
    """The ledger: one line per notice and recipient with its fate. ``state``: waiting, sending, sent, failed."""

    __tablename__ = "deliveries"
    __table_args__ = (
        UniqueConstraint("notice_id", "channel", "address"),
        Index("ix_deliveries_state", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notices.id"))
    channel: Mapped[str] = mapped_column(String(20))
    recipient: Mapped[str] = mapped_column(String(120))
    address: Mapped[str] = mapped_column(String(254))
    message_id: Mapped[str] = mapped_column(String(200), unique=True)
    state: Mapped[str] = mapped_column(String(20), default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime | None]
    last_error: Mapped[str | None] = mapped_column(Text)
    sent_at: Mapped[datetime | None]
