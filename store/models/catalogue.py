"""What must be public (事项清单), who must publish it and where, and the annual reports that were seen or handed in."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.models.base import Base


class CatalogueItem(Base):
    """One item of a catalogue. ``field``: 领域; ``content``: what must be public; ``limit_days``: calendar days after
    which it must be renewed, none where it need not be.

    ``levels``: who must publish, kind of region and of agency ("banner:government"); agencies can be named one by one
    beside them, see ``CatalogueDuty``.
    """

    __tablename__ = "catalogue_items"
    __table_args__ = (
        UniqueConstraint("catalogue", "code"),
        Index("ix_catalogue_items_catalogue_field", "catalogue", "field"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    catalogue: Mapped[str] = mapped_column(String(120))
    code: Mapped[str] = mapped_column(String(60))
    field: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(300))
    content: Mapped[str | None] = mapped_column(Text)
    limit_days: Mapped[int | None]
    levels: Mapped[list[Any]] = mapped_column(default=list)
    in_force_from: Mapped[date | None]
    active: Mapped[bool] = mapped_column(default=True)


class CatalogueDuty(Base):
    """One agency's duty to publish one item, and the column (or page, kept as a column of category page) that holds it.

    ``missing_since``: the day since which no place is known; none while there is one.
    """

    __tablename__ = "catalogue_duties"
    __table_args__ = (UniqueConstraint("item_id", "agency_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("catalogue_items.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), index=True)
    site_column_id: Mapped[int | None] = mapped_column(ForeignKey("site_columns.id"), index=True)
    missing_since: Mapped[date | None]


class AnnualReportEntry(Base):
    """What is known of an agency's annual report on ``year`` (条例 第四十九条), once per ``fingerprint``.

    ``kind``: published (seen in a column, or entered), submitted (entered by an officer). ``happened_on``: the day
    told, none where the list shows none; ``first_seen_on``: the day of the first look that showed it.
    """

    __tablename__ = "annual_report_entries"
    __table_args__ = (Index("ix_annual_report_entries_agency_id_year", "agency_id", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    year: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    happened_on: Mapped[date | None]
    first_seen_on: Mapped[date]
    title: Mapped[str | None] = mapped_column(String(300))
    url: Mapped[str | None] = mapped_column(String(2000))
    site_column_id: Mapped[int | None] = mapped_column(ForeignKey("site_columns.id"))
    run_id: Mapped[int | None] = mapped_column(ForeignKey("collector_runs.id"))
    entered_by: Mapped[str | None] = mapped_column(String(80))
    recorded_at: Mapped[datetime]
    fingerprint: Mapped[str] = mapped_column(String(64), unique=True)
