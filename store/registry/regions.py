"""Regions: 1 autonomous region, 12 leagues and cities, 103 banners, counties and districts (`SOURCES.md`)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib.resources import files

from sqlalchemy import select

from store.database import Database
from store.insert import insert_new_key
from store.models import Region


@dataclass(frozen=True, slots=True)
class RegionRow:
    """One division. ``kind``: province, league, banner; ``division_type``: its own type (地级市, 盟, 市辖区, 旗 …)."""

    code: str
    name: str
    kind: str
    division_type: str
    parent_code: str | None
    path: str
    planned_separately: bool


def read_regions() -> tuple[RegionRow, ...]:
    """Every division shipped with the package, parents before their children."""
    text = files("store.registry").joinpath("regions.csv").read_text(encoding="utf-8")
    rows = [
        RegionRow(
            code=line["code"],
            name=line["name"],
            kind=line["kind"],
            division_type=line["division_type"],
            parent_code=line["parent_code"] or None,
            path=line["path"],
            planned_separately=line["planned_separately"] == "yes",
        )
        for line in csv.DictReader(text.splitlines())
    ]
    return tuple(sorted(rows, key=lambda row: row.path))


def load_regions(database: Database) -> int:
    """Bring the table of regions to the shipped state and return how many were new. Repeating it changes nothing."""
    with database.write() as session:
        known = {region.code: region for region in session.scalars(select(Region))}
        rows = read_regions()
        for row in rows:
            values = {
                "name": row.name,
                "kind": row.kind,
                "parent_code": row.parent_code,
                "path": row.path,
                "planned_separately": row.planned_separately,
            }
            if row.code in known:
                for name, value in values.items():
                    setattr(known[row.code], name, value)
            else:
                insert_new_key(session, Region, {"code": row.code, **values})
        return len(rows) - len(known.keys() & {row.code for row in rows})
