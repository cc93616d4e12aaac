"""An installation in a folder that watches so many columns on so many hosts of the page server."""

from __future__ import annotations

import os
from pathlib import Path

from mingcha.house import House
from mingcha.preparation import prepare
from mingcha.settings import Settings
from store import Database
from store.insert import insert_new
from store.models import Agency, Region, Site, SiteColumn, Source

REGION = "150000"


def host_address(number: int, port: int) -> str:
    """The address of host ``number`` (from 0 on): one of loopback's own."""
    return f"http://127.0.{1 + number // 200}.{1 + number % 200}:{port}"


def watch(folder: Path, port: int, hosts: int, columns: int) -> Database:
    """Initialise ``folder`` and register the columns, spread evenly over the hosts."""
    house = House(Settings(data_folder=folder))
    prepare(house)
    database = house.database
    with database.write() as session:
        if session.get(Region, REGION) is None:
            session.add(Region(code=REGION, name="内蒙古自治区", kind="province", path=f"{REGION}/"))
            session.flush()
        agency = Agency(code="bench", name="基准单位", region_code=REGION, kind="government")
        session.add(agency)
        session.flush()
        homes = [host_address(number, port) for number in range(hosts)]
        rows = [{"agency_id": agency.id, "name": home, "home_url": f"{home}/"} for home in homes]
        sites = insert_new(session, Site, [row | {"active": True, "reviewed_check_id": 0} for row in rows])
        _columns(session, list(zip(sites, homes, strict=True)), columns)
    return database


def _columns(session, sites, columns) -> None:  # type: ignore[no-untyped-def]
    rows = []
    for number in range(columns):
        site_id, home = sites[number % len(sites)]
        rows.append({"site_id": site_id, "name": f"栏目{number}", "url": f"{home}/c{number}/", "category": "news"})
    insert_new(session, SiteColumn, [row | {"active": True, "reviewed_check_id": 0} for row in rows])
    sources = [
        {"key": url, "kind": "column", "name": name, "location": url, "site_column_id": id_, "every_minutes": 60}
        for id_, name, url in session.query(SiteColumn.id, SiteColumn.name, SiteColumn.url)
    ]
    plain = {"enabled": True, "profile": {}, "access": {}, "health": "new", "failures_in_a_row": 0}
    insert_new(session, Source, [source | plain for source in sources])


def environment(folder: Path, **settings: object) -> dict[str, str]:
    """The environment of a ``mingcha`` that works on this folder."""
    ours = {"DATA_FOLDER": folder, "ALLOW_PRIVATE_ADDRESSES": "true", **settings}
    return os.environ | {f"MINGCHA_{name}": str(value) for name, value in ours.items()}
