"""What an officer wishes to see again is looked at by the schedule, card or no card."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sqlalchemy import select

from mingcha.house import House
from mingcha.looking_again import look_again
from mingcha.preparation import prepare
from mingcha.settings import Settings
from store import Database
from store.look_wishes import leave_wish, newest_open_wish
from store.models import Agency, CollectorRun, ColumnCheck, LookWish, Site, SiteColumn, Source
from tests.collectors.web_server import answer, serving
from tests.collectors.websites import makes


def _column_source(house: House, url: str) -> int:
    with house.database.write() as session:
        agency = Agency(code="a", name="甲局", region_code="150100", kind="department")
        session.add(agency)
        session.flush()
        site = Site(agency_id=agency.id, name="甲站", home_url=url)
        session.add(site)
        session.flush()
        column = SiteColumn(site_id=site.id, name="要闻", url=url, category="news")
        session.add(column)
        session.flush()
        source = Source(key="c", kind="column", name="要闻", location=url, every_minutes=60, site_column_id=column.id)
        session.add(source)
        session.flush()
        return source.id


def _house(database: Database, folder: Path) -> House:
    settings = Settings(
        data_folder=folder,
        as_of=date(2026, 11, 20),
        database_url=database.url,
        allow_private_addresses=True,
        host_spacing_seconds=0,
    )
    house = House(settings)
    prepare(house)
    return house


def test_one_look_fulfils_a_wish_and_a_second_wish_waits_for_its_own(database: Database, tmp_path: Path) -> None:
    house = _house(database, tmp_path)
    page = makes.date_after_link(makes.entries(date(2026, 11, 16))).encode()
    with serving({"/": answer(200, page, Content_Type="text/html")}) as server:
        source = _column_source(house, f"{server.address}/")
        with house.database.write() as session:
            assert leave_wish(session, source, "region", house.clock())
            assert not leave_wish(session, source, "another", house.clock()), "one is open already"
        assert look_again(house) == 1
        assert look_again(house) == 0
    with house.database.write() as session:
        (wish,) = session.scalars(select(LookWish)).all()
        (look,) = session.scalars(select(ColumnCheck)).all()
        assert (wish.wished_by, wish.card_id, wish.run_id) == ("region", None, look.run_id)
        assert session.get_one(CollectorRun, look.run_id).outcome == "ok"
        assert newest_open_wish(session, source) is None
        assert leave_wish(session, source, "region", house.clock())


def test_a_wish_waits_while_its_host_asks_to_be_left_alone(database: Database, tmp_path: Path) -> None:
    house = _house(database, tmp_path)
    with serving({"/": answer(503, b"busy", Retry_After="3600")}) as server:
        source = _column_source(house, f"{server.address}/")
        with house.database.write() as session:
            leave_wish(session, source, "region", house.clock())
        assert look_again(house) == 1
        with house.database.write() as session:
            leave_wish(session, source, "region", house.clock())
        assert look_again(house) == 0
        assert len([path for path, _ in server.asked if path == "/"]) == 1
    with house.database.read() as session:
        assert newest_open_wish(session, source) is not None
