"""Notices of days off that were imported, and the due days that a new calendar moved. Rows are appended only."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.models.base import Base


class CalendarNotice(Base):
    """One version of a year's notice. The highest ``version`` of an area and year that nobody withdrew is in force.

    ``withdraws``: this version is no notice but takes back the one with that number; its ``content`` is the reason.

    ``area``: "national", or the code of the region that added days of its own. ``content``: the fields of
    ``rulebook.YearNotice`` or ``rulebook.RegionalNotice``; ``file_hash``: SHA-256 of the file it came in.
    """

    __tablename__ = "calendar_notices"
    __table_args__ = (UniqueConstraint("area", "year", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    area: Mapped[str] = mapped_column(String(10))
    year: Mapped[int]
    version: Mapped[int]
    content: Mapped[dict[str, Any]]
    fingerprint: Mapped[str] = mapped_column(String(64))
    file: Mapped[str] = mapped_column(String(500))
    file_hash: Mapped[str] = mapped_column(String(64))
    imported_at: Mapped[datetime]
    withdraws: Mapped[int | None]


class DueDayChange(Base):
    """A line in the history of an open request: another calendar moved its due day, or made it firm.

    ``old_calendar`` and ``new_calendar``: as in ``EvaluationRun.calendar_version``.
    """

    __tablename__ = "due_day_changes"
    __table_args__ = (Index("ix_due_day_changes_request_id", "request_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"))
    run_id: Mapped[int] = mapped_column(ForeignKey("evaluation_runs.id"))
    old_due: Mapped[date | None]
    new_due: Mapped[date | None]
    old_provisional: Mapped[bool]
    new_provisional: Mapped[bool]
    old_calendar: Mapped[str] = mapped_column(String(80))
    new_calendar: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime]
