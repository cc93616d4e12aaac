"""Visits that tell whether a website opens (W2), and the probes that tell its failure from our own network's."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.models.base import Base


class SiteVisit(Base):
    """One visit to a site's home page. ``day`` (Asia/Shanghai) and ``slot``: its place in the plan of that day.

    ``outcome``: ``metrics.facts.CheckOutcome``. ``elapsed_ms``: until the page was there or given up.
    ``own_network``: it failed while our own network did, by the reference probes of the same minutes, or our own code
    broke on it (``detail`` says so); it then says nothing of the site.

    Of a visit that did not open also ``address``: what was asked for; ``status`` of the answer, if one came;
    ``detail``: what went wrong, in Chinese; ``evidence_hash``: the kept copy of that answer.
    """

    __tablename__ = "site_visits"
    __table_args__ = (UniqueConstraint("site_id", "day", "slot"), Index("ix_site_visits_day_slot", "day", "slot"))

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("sites.id"))
    day: Mapped[date]
    slot: Mapped[int] = mapped_column(SmallInteger)
    visited_at: Mapped[datetime]
    outcome: Mapped[str] = mapped_column(String(30))
    elapsed_ms: Mapped[int]
    own_network: Mapped[bool] = mapped_column(default=False)
    address: Mapped[str | None] = mapped_column(String(1000))
    status: Mapped[int | None]
    detail: Mapped[str | None] = mapped_column(String(300))
    evidence_hash: Mapped[str | None] = mapped_column(String(64))


class ReferenceProbe(Base):
    """One try of a reference address, made because a visit had failed at that time."""

    __tablename__ = "reference_probes"
    __table_args__ = (UniqueConstraint("address", "probed_at"), Index("ix_reference_probes_probed_at", "probed_at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(String(300))
    probed_at: Mapped[datetime]
    outcome: Mapped[str] = mapped_column(String(30))
    elapsed_ms: Mapped[int]
