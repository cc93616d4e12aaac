"""Keeping the registry: times of maintenance, and columns that were found and wait for an officer's word."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.models.base import Base


class MaintenanceWindow(Base):
    """A time of maintenance that an officer entered: looks at the site within it prove nothing (rule MAINT).

    From ``starts_at`` up to, but not including, ``ends_at``. One that was cancelled counts no more; it is kept.
    """

    __tablename__ = "maintenance_windows"
    __table_args__ = (Index("ix_maintenance_windows_site_id_ends_at", "site_id", "ends_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("sites.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(String(300))
    entered_by: Mapped[str] = mapped_column(String(80))
    entered_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]
    cancelled_by: Mapped[str | None] = mapped_column(String(80))


class ColumnProposal(Base):
    """A list page that discovery found on a site. ``found_in``: navigation, sitemap. ``state``: proposed, confirmed,
    rejected; what was decided is not proposed again. ``confidence``: 0 to 1, of the guessed ``category``.
    """

    __tablename__ = "column_proposals"
    __table_args__ = (UniqueConstraint("site_id", "url"), Index("ix_column_proposals_state", "state"))

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("sites.id"))
    url: Mapped[str] = mapped_column(String(1000))
    name: Mapped[str] = mapped_column(String(120))
    category: Mapped[str] = mapped_column(String(40))
    confidence: Mapped[float]
    found_in: Mapped[str] = mapped_column(String(20))
    items: Mapped[int]
    newest: Mapped[date | None]
    found_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(20), default="proposed")
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None] = mapped_column(String(80))
    site_column_id: Mapped[int | None] = mapped_column(ForeignKey("site_columns.id"))
