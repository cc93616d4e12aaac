"""A discovery that was wished for in the browser is carried out by the process that fetches, and by one only."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import select

from collectors.discovery import wish_discovery
from mingcha.clock import make_clock
from mingcha.house import House
from mingcha.preparation import prepare
from mingcha.schedule import discover_columns
from mingcha.settings import Settings
from store.lease import release_lease, take_lease
from store.models import Agency, ColumnProposal, DiscoveryRun, Site
from tests.collectors.discovery.test_discovery import serve_a_site
from tests.collectors.web_server import serving


def test_the_schedule_carries_out_a_wish_when_no_other_process_does(tmp_path: Path) -> None:
    settings = Settings(
        data_folder=tmp_path, as_of=date(2026, 11, 20), allow_private_addresses=True, host_spacing_seconds=0
    )
    house = House(settings)
    prepare(house)
    with serving() as server:
        serve_a_site(server)
        with house.database.write() as session:
            agency = Agency(code="a", name="甲局", region_code="150100", kind="department")
            session.add(agency)
            session.flush()
            site = Site(agency_id=agency.id, name="甲站", home_url=f"{server.address}/")
            session.add(site)
            session.flush()
            assert wish_discovery(session, site.id, "officer", house.clock())
            now = make_clock(None)()
            assert take_lease(session, "discoveries", "another:1", now, timedelta(minutes=15))
        assert not discover_columns(house)
        assert server.asked == []
        with house.database.write() as session:
            release_lease(session, "discoveries", "another:1")
        assert discover_columns(house)
    with house.database.read() as session:
        assert session.scalars(select(DiscoveryRun.outcome)).all() == ["done"]
        assert len(session.scalars(select(ColumnProposal)).all()) == 5
