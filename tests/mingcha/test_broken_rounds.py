"""A round that is killed, and two schedules at once: every column is looked at once, nothing is lost."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from sqlalchemy import func, select

from mingcha.house import House
from mingcha.preparation import prepare
from mingcha.schedule import tick
from mingcha.settings import Settings
from store.models import Agency, CollectorRun, ColumnCheck, Region, Site, SiteColumn, Source
from tests.collectors.web_server import answer, serving
from tests.collectors.websites import makes

COLUMNS, LET_THROUGH = 60, 25
PATIENCE_SECONDS = 120
PAGE = makes.date_after_link(makes.entries(date(2026, 11, 18))).encode()
COLLECT = ("-m", "mingcha", "collect", "--due", "--json")
TICK = ("-c", "from mingcha.house import open_house; from mingcha.schedule import tick; tick(open_house())")


class Gate:
    """Lets so many pages through and holds the rest until it is opened."""

    def __init__(self) -> None:
        self.opened = threading.Event()
        self.asked: Counter[str] = Counter()
        self._lock = threading.Lock()

    def page(self, request: BaseHTTPRequestHandler) -> None:
        with self._lock:
            self.asked[request.path] += 1
            held = self.asked.total() > LET_THROUGH
        if held:
            self.opened.wait(PATIENCE_SECONDS)
        answer(200, PAGE, Content_Type="text/html; charset=utf-8")(request)


class Watched:
    """An installation that watches the columns of a server whose gate is still closed."""

    def __init__(self, folder: Path, address: str, gate: Gate) -> None:
        self.gate = gate
        settings = {
            "DATA_FOLDER": str(folder),
            "ALLOW_PRIVATE_ADDRESSES": "true",
            "HOST_SPACING_SECONDS": "0",
            "HOST_CONNECTIONS": "8",
            "FETCH_SECONDS": str(PATIENCE_SECONDS),
        }
        self.environment = os.environ | {f"MINGCHA_{name}": value for name, value in settings.items()}
        self.house = House(
            Settings(data_folder=folder, allow_private_addresses=True, fetch_seconds=PATIENCE_SECONDS, visits_per_day=0)
        )
        prepare(self.house)
        self._register(address)

    def _register(self, address: str) -> None:
        with self.house.database.write() as session:
            region = session.scalars(select(Region)).first()
            assert region is not None
            agency = Agency(code="a", name="甲单位", region_code=region.code, kind="government")
            session.add(agency)
            session.flush()
            site = Site(agency_id=agency.id, name="网站", home_url=f"{address}/")
            session.add(site)
            session.flush()
            for number in range(COLUMNS):
                url = f"{address}/{number}/"
                column = SiteColumn(site_id=site.id, name=str(number), url=url, category="news")
                session.add(column)
                session.flush()
                source = {"key": url, "name": url, "location": url, "site_column_id": column.id}
                session.add(Source(kind="column", every_minutes=60, **source))

    def start(self, command: tuple[str, ...]) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, *command], env=self.environment, stdout=subprocess.DEVNULL)

    def count(self, table: type[ColumnCheck] | type[CollectorRun]) -> int:
        with self.house.database.read() as session:
            return session.scalar(select(func.count(table.id))) or 0

    def wait_until_half_way(self) -> None:
        ends_at = time.monotonic() + PATIENCE_SECONDS
        while self.count(ColumnCheck) < LET_THROUGH:
            assert time.monotonic() < ends_at, "the looks that were let through were not recorded"
            time.sleep(0.05)

    def looked_at(self) -> list[int]:
        """How often each column was looked at."""
        with self.house.database.read() as session:
            looks = select(func.count(ColumnCheck.id)).group_by(ColumnCheck.site_column_id)
            return list(session.scalars(looks))


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    gate = Gate()
    with serving({f"/{number}/": gate.page for number in range(COLUMNS)}) as server:
        yield Watched(tmp_path, server.address, gate)
        gate.opened.set()


def test_a_round_that_is_killed_goes_on_where_it_stopped(watched: Watched) -> None:
    with watched.start(COLLECT) as first:
        watched.wait_until_half_way()
        first.kill()
    assert watched.count(ColumnCheck) == LET_THROUGH
    watched.gate.opened.set()
    with watched.start(COLLECT) as second:
        assert second.wait(PATIENCE_SECONDS) == 0
    assert watched.looked_at() == [1] * COLUMNS
    assert watched.count(CollectorRun) == COLUMNS
    asked_again = [path for path, times in watched.gate.asked.items() if times > 1]
    assert len(asked_again) <= 8  # what the killed process had in its hands


def test_a_schedule_that_is_killed_is_followed_at_once_by_the_next(watched: Watched) -> None:
    with watched.start(TICK) as first:
        watched.wait_until_half_way()
        assert not tick(watched.house)
        first.kill()
    watched.gate.opened.set()
    assert tick(watched.house), "its lease does not outlive it"
    assert watched.looked_at() == [1] * COLUMNS


def test_two_schedules_at_once_ask_every_page_once(watched: Watched) -> None:
    with watched.start(TICK) as other:
        watched.wait_until_half_way()
        assert not tick(watched.house)
        watched.gate.opened.set()
        assert other.wait(PATIENCE_SECONDS) == 0
    assert tick(watched.house)
    assert set(watched.gate.asked.values()) == {1}
    assert watched.looked_at() == [1] * COLUMNS
