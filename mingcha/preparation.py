"""From an empty folder to a database that can be worked with."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from mingcha.house import House
from store.models import Region
from store.registry import load_regions


def prepare(house: House) -> dict[str, Any]:
    """Read the rulebook, migrate, load the regions; doing it again changes nothing."""
    rulebook = house.rulebook
    database = house.initialised_database()
    for folder in (house.settings.inbox_folder, house.settings.evidence_folder):
        folder.mkdir(parents=True, exist_ok=True)
    load_regions(database)
    with database.read() as session:
        regions = session.scalar(select(func.count()).select_from(Region))
    return {"regions": regions, "rulebook": rulebook.version, "calendar": rulebook.calendar.version}
