"""A catalogue, an annual report and a proposed column for the pages' small region."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.models import CatalogueDuty, CatalogueItem, ColumnProposal, Site, SiteColumn


def publish_catalogue(session: Session, agencies: Mapping[str, int], now: datetime) -> None:
    """Two items for every agency: the first at its first column, the second without a place; one proposal."""
    for code, field, name, limit in (("A-1", "社会救助", "低保对象名单", 31), ("A-2", "义务教育", "招生公告", None)):
        item = CatalogueItem(catalogue="试点目录", code=code, field=field, name=name, limit_days=limit)
        session.add(item)
        session.flush()
        for agency_id in agencies.values():
            column = session.scalar(
                select(SiteColumn.id).join(Site).where(Site.agency_id == agency_id).order_by(SiteColumn.id).limit(1)
            )
            place = column if code == "A-1" else None
            since = None if place else date(2026, 11, 1)
            duty = CatalogueDuty(item_id=item.id, agency_id=agency_id, site_column_id=place, missing_since=since)
            session.add(duty)
    site_id = session.scalar(select(Site.id).where(Site.agency_id == agencies["150600"]))
    proposal = ColumnProposal(
        site_id=site_id,
        url="https://150600.example.invalid/czyjs/",
        name="财政预决算",
        category="other",
        confidence=1.0,
        found_in="navigation",
        items=6,
        found_at=now,
        state="proposed",
    )
    session.add(proposal)
    session.flush()
