"""What a rule says of a subject on a day, and the evaluations that said so."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.models.base import Base


class EvaluationRun(Base):
    """One evaluation as of a day, with the versions of the law it used. Without ``finished_at`` it was broken off."""

    __tablename__ = "evaluation_runs"

    id: Mapped[int] = mapped_column(primary_key=True)
    as_of: Mapped[date]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    rulebook_version: Mapped[str] = mapped_column(String(80))
    calendar_version: Mapped[str] = mapped_column(String(80))
    visited: Mapped[int] = mapped_column(default=0)
    findings: Mapped[int] = mapped_column(default=0)
    cards: Mapped[int] = mapped_column(default=0)


class Finding(Base):
    """A problem (问题). ``rule``, subject and ``occurrence`` make it single; ``triggered_on`` is its true day.

    ``subject_kind``: request, column, site, account, case, agency; ``subject_id`` is that table's id. ``facts`` keeps
    what was used. ``withdrawn_on``: later facts (a correction, an entry that came late) take the ground from it.
    """

    __tablename__ = "findings"
    __table_args__ = (
        UniqueConstraint("rule", "subject_kind", "subject_id", "occurrence"),
        Index("ix_findings_subject_kind_subject_id", "subject_kind", "subject_id"),
        Index("ix_findings_agency_id_triggered_on", "agency_id", "triggered_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    rule: Mapped[str] = mapped_column(String(40))
    rulebook_version: Mapped[str] = mapped_column(String(80))
    calendar_version: Mapped[str] = mapped_column(String(80))
    subject_kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[int]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    occurrence: Mapped[str] = mapped_column(String(80))
    severity: Mapped[str] = mapped_column(String(10))
    triggered_on: Mapped[date]
    facts: Mapped[dict[str, Any]]
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation_runs.id"))
    recorded_at: Mapped[datetime]
    withdrawn_on: Mapped[date | None]
    withdrawn_reason: Mapped[str | None] = mapped_column(String(300))


class LawVersion(Base):
    """A version of the rulebook or the calendar that was in use, told by its hash.

    ``content``: of a calendar all of it (``rulebook.calendar_content``), so that what was judged by it can be counted
    again when a later one takes its place.
    """

    __tablename__ = "law_versions"
    __table_args__ = (UniqueConstraint("kind", "fingerprint"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    version: Mapped[str] = mapped_column(String(80))
    fingerprint: Mapped[str] = mapped_column(String(64))
    first_used_at: Mapped[datetime]
    content: Mapped[dict[str, Any] | None]
