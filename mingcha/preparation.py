"""From an empty folder to a database that can be worked with."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from mingcha.house import House
from store.insert import insert_new
from store.models import LawVersion, Region
from store.registry import load_regions


def prepare(house: House) -> dict[str, Any]:
    """Migrate, load the regions, note the versions of the law; doing it again changes nothing."""
    rulebook = house.rulebook
    database = house.initialised_database()
    for folder in (house.settings.inbox_folder, house.settings.evidence_folder):
        folder.mkdir(parents=True, exist_ok=True)
    load_regions(database)
    versions = {"rulebook": (rulebook.version, rulebook.fingerprint), "calendar": (rulebook.calendar.version,) * 2}
    with database.write() as session:
        insert_new(
            session,
            LawVersion,
            [
                {"kind": kind, "version": version, "fingerprint": mark, "first_used_at": house.clock()}
                for kind, (version, mark) in versions.items()
            ],
        )
        regions = session.scalar(select(func.count()).select_from(Region))
    return {"regions": regions, "rulebook": rulebook.version, "calendar": rulebook.calendar.version}
