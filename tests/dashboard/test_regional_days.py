"""Days off that a region added count for its agencies on every page, and only for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from alerts.evaluation import evaluate
from dashboard.page import Visit
from dashboard.pages.card.layout import layout as card_layout
from dashboard.pages.request.layout import layout as request_layout
from dashboard.pages.request_month.days_off import month_days
from dashboard.pages.request_month.layout import layout as month_layout
from dashboard.pages.request_month.month import Month
from dashboard.pages.requests.queries import block_of_requests, count_requests
from dashboard.request_filter import RequestFilter
from dashboard.request_standing import DueHorizon
from dashboard.scope import Scope
from dashboard.services import Services
from rulebook import Rulebook
from store import Database
from store.models import Card, Request
from tests import factories as make
from tests.dashboard.browsing import words
from tests.dashboard.request_world import PROVINCE
from tests.dashboard.small_world import NOW, TODAY

HOLIDAY = date(2026, 11, 24)
HOHHOT, BAOTOU = "150100", "150200"
NOVEMBER = Month(2026, 11)


@dataclass(frozen=True)
class World:
    """One request each in a league with a day off of its own and in one without; both received on the same day."""

    services: Services
    here: int
    there: int
    agency: int

    def day_off(self, wanted: RequestFilter, scope: Scope = PROVINCE) -> tuple[bool, str | None]:
        """Whether the holiday counts for what is shown, and what is said of its regions."""
        with self.services.database.read() as session:
            days = month_days(session, self.services, scope, wanted, NOVEMBER)
        return days.lines[HOLIDAY].counts, days.local.get(HOLIDAY)


def with_day_off(rulebook: Rulebook) -> Rulebook:
    calendar = rulebook.calendar.with_regional_days(HOHHOT, {HOLIDAY: "地方节日"}, "呼政发1号")
    return replace(rulebook, calendar=calendar)


@pytest.fixture
def world(database: Database, rulebook: Rulebook, tmp_path: Path) -> Iterator[World]:
    law = [rulebook]
    services = Services(database, lambda: law[0], lambda: NOW, "s" * 40, tmp_path)
    with database.write() as session:
        places = ((HOHHOT, "呼和浩特市"), (BAOTOU, "包头市"))
        agencies = [make.make_agency(session, f"{name}局", region_code=code, region_name=name) for code, name in places]
        came = ("received", date(2026, 10, 28), {"channel": "in_person"})  # due on 2026-11-25 by the national days
        requests = [make.make_request(session, agency, "同日", came).id for agency in agencies]
        make.make_request(session, agencies[0], "逾期", ("received", date(2026, 10, 20), {"channel": "in_person"}))
        agency = agencies[0].id
    evaluate(database, rulebook, TODAY, NOW)
    law[0] = with_day_off(rulebook)
    evaluate(database, law[0], TODAY, NOW)
    here, there = requests
    yield World(services, here, there, agency)


def test_the_windows_of_the_list_end_by_the_days_of_each_region(world: World) -> None:
    with world.services.database.read() as session:
        rows = block_of_requests(session, PROVINCE, RequestFilter(due="near"), {}, world.services)["rowData"]
        assert {row["id"]: row["due"] for row in rows} == {
            world.there: "2026-11-25　剩 3 日",
            world.here: "2026-11-26　剩 3 日",
        }
        horizon = DueHorizon.on(session, TODAY, world.services.rulebook.calendar)
        counts = [count_requests(session, PROVINCE, RequestFilter(due=one), horizon) for one in ("near", "later")]
    assert counts == [2, 0]


def test_the_month_marks_the_days_of_the_place_that_is_shown(world: World) -> None:
    assert world.day_off(RequestFilter()) == (True, "呼和浩特市放假（地方节日，呼政发1号）")
    assert world.day_off(RequestFilter(region=HOHHOT)) == (False, None)
    assert world.day_off(RequestFilter(agency=str(world.agency))) == (False, None)
    assert world.day_off(RequestFilter(region=BAOTOU)) == (True, None)
    assert world.day_off(RequestFilter(), Scope(9, "h", "", "officer", f"150000/{HOHHOT}/", None)) == (False, None)
    assert world.day_off(RequestFilter(), Scope(9, "c", "", "contact", None, world.agency)) == (False, None)
    assert "局部放假" in words(month_layout(Visit(world.services, PROVINCE, None, {"month": "2026-11"})))


def test_request_and_card_tell_every_change_of_the_due_day(world: World) -> None:
    page = words(request_layout(Visit(world.services, PROVINCE, str(world.here))))
    assert "工作日历更新：到期日由 2026-11-25 调整为 2026-11-26" in page
    assert "地方节日" in page
    other = words(request_layout(Visit(world.services, PROVINCE, str(world.there))))
    assert "工作日历更新" not in other


def test_the_days_to_rectify_are_explained_by_the_days_of_the_region(world: World) -> None:
    with world.services.database.read() as session:
        card, due = session.execute(
            select(Card, Request.due_on).join(Request, Request.number == "逾期").where(Card.rule == "FOI-Y")
        ).one()
    assert due == date(2026, 11, 17)
    assert (card.explain_by, card.rectify_by) == (date(2026, 11, 26), date(2026, 11, 26))
    page = words(card_layout(Visit(world.services, PROVINCE, str(card.id))))
    assert "书面说明期限由 2026-11-25 调整为 2026-11-26" in page
