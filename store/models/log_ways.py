"""How logs come in and how they are read: profiles of sources, words of places, tokens of the API. Appended only."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.models.base import Base


class SourceProfile(Base):
    """One version of what was said of how a source writes its log; the highest is in force, the others are kept.

    ``content``: headings (heading → field), day_first, words (table → word → code); see ``collectors.tables.profile``.
    """

    __tablename__ = "source_profiles"
    __table_args__ = (UniqueConstraint("source_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"))
    version: Mapped[int]
    content: Mapped[dict[str, Any]]
    actor: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime]


class LogWord(Base):
    """What a word of the logs means. The highest ``version`` is in force; without a ``code`` it was taken back.

    ``area``: "all", or the code of the region whose logs say so (it and everything below it). ``field``: outcome,
    channel, applicant, review_result, yes_no. ``code``: as in the words file of the logs.
    """

    __tablename__ = "log_words"
    __table_args__ = (UniqueConstraint("area", "field", "word", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    area: Mapped[str] = mapped_column(String(10))
    field: Mapped[str] = mapped_column(String(20))
    word: Mapped[str] = mapped_column(String(200))
    version: Mapped[int]
    code: Mapped[str | None] = mapped_column(String(40))
    actor: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime]


class ApiToken(Base):
    """The secret with which a program sends requests to one source. Only its SHA-256 is kept.

    What it may tell of follows from the source: its agency, or the agencies of its region and below.
    """

    __tablename__ = "api_tokens"

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_by: Mapped[str] = mapped_column(String(80))
    made_at: Mapped[datetime]
    revoked_by: Mapped[str | None] = mapped_column(String(80))
    revoked_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
