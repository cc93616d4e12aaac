"""Duties that follow from the level of an item, for the agencies there are."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.insert import insert_new
from store.models import Agency, CatalogueDuty, CatalogueItem, Region


def duties_by_level(session: Session, today: date) -> int:
    """Give every active agency the duties of its level and return how many are new.

    ``today`` (Asia/Shanghai) is the day since which their place is missing, or the day on which the item comes into
    force, if that is later. Run after items or agencies were added; doing it again changes nothing.
    """
    agencies: dict[str, list[int]] = defaultdict(list)
    rows = session.execute(
        select(Agency.id, Region.kind, Agency.kind)
        .join(Region, Region.code == Agency.region_code)
        .where(Agency.active)
        .order_by(Agency.id)
    )
    for id_, region_kind, agency_kind in rows:
        agencies[f"{region_kind}:{agency_kind}"].append(id_)
    known = {(item, agency) for item, agency in session.execute(select(CatalogueDuty.item_id, CatalogueDuty.agency_id))}
    new: list[dict[str, Any]] = []
    for item in session.scalars(select(CatalogueItem).where(CatalogueItem.active)):
        since = max(item.in_force_from or today, today)
        new += [
            {"item_id": item.id, "agency_id": agency, "site_column_id": None, "missing_since": since}
            for level in item.levels
            for agency in agencies[level]
            if (item.id, agency) not in known
        ]
    return len(insert_new(session, CatalogueDuty, new))
