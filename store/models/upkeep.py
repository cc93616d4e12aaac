"""Keeping the registry: times of maintenance, discoveries, and columns found that wait for an officer's word."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
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


class DiscoveryRun(Base):
    """A discovery of a site's columns that an officer wished for; the schedule carries it out, one open for each site.

    ``budget``: requests at most. ``asked``, ``found``: how far it is; ``new``: proposals made. ``outcome``: done,
    stopped, failed. One that has begun and not ended while nobody works was broken off, and is begun again.
    """

    __tablename__ = "discovery_runs"
    __table_args__ = (
        Index(
            "uq_discovery_runs_open",
            "site_id",
            unique=True,
            sqlite_where=text("finished_at IS NULL"),
            postgresql_where=text("finished_at IS NULL"),
        ),
        Index("ix_discovery_runs_site_id", "site_id"),
        Index("ix_discovery_runs_finished_at", "finished_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("sites.id"))
    budget: Mapped[int]
    wished_by: Mapped[str] = mapped_column(String(80))
    wished_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    asked: Mapped[int] = mapped_column(default=0)
    found: Mapped[int] = mapped_column(default=0)
    new: Mapped[int] = mapped_column("new_proposals", default=0)
    stop_asked_by: Mapped[str | None] = mapped_column(String(80))
    stop_asked_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(String(20))
    message: Mapped[str | None] = mapped_column(Text)


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
