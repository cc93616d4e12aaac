"""The list of requests and its filters, on SQLite and on PostgreSQL, against the clock and plain Python."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from alerts.facts import load_requests
from dashboard.pages.request_month.queries import count_by_due_day
from dashboard.pages.requests.queries import block_of_requests, count_requests, sortable
from dashboard.places import agencies_in_scope
from dashboard.request_filter import CHANNEL_CHOICES, UNSAID, RequestFilter
from dashboard.request_standing import DUE_WINDOWS, DueHorizon, outcome_on, standing_on
from dashboard.scope import Scope
from dashboard.services import Services
from metrics.annual_report.request_life import request_life
from metrics.request_clock import RequestStanding, RequestState, request_state
from store import Database
from store.models import Request
from tests.dashboard.request_world import (
    ADMINISTRATOR,
    HOHHOT,
    NOBODY,
    PROVINCE,
    RequestWorld,
    add_request,
    build_request_world,
)
from tests.dashboard.small_world import NOW, TODAY

if TYPE_CHECKING:
    from rulebook import Rulebook


@pytest.fixture
def world(database: Database, rulebook: Rulebook) -> RequestWorld:
    return build_request_world(database, rulebook)


@pytest.fixture
def services(database: Database, rulebook: Rulebook, tmp_path: Path) -> Services:
    return Services(database, lambda: rulebook, lambda: NOW, "s" * 40, tmp_path)


def rows(services: Services, scope: Scope, wanted: RequestFilter, **asked: Any) -> list[dict[str, Any]]:
    """All rows of the list, fetched in blocks of 50 as the grid does."""
    found: list[dict[str, Any]] = []
    with services.database.read() as session:
        while True:
            block = {"startRow": len(found), "endRow": len(found) + 50, **asked}
            answer = block_of_requests(session, scope, wanted, block, services)
            found += answer["rowData"]
            if len(found) >= answer["rowCount"]:
                return found


def test_the_projection_is_what_the_clock_says_today_and_on_later_days(
    database: Database, world: RequestWorld, services: Services
) -> None:
    law = (services.rulebook, services.working_days)
    seen: Counter[str] = Counter()
    with database.read() as session:
        requests = session.scalars(select(Request)).all()
        logs = load_requests(session, requests, TODAY)
        for ahead in (0, 1, 3, 4, 11, 40):
            day = TODAY + timedelta(days=ahead)
            said = select(Request.id, standing_on(day), outcome_on(day), Request.due_on, Request.channel)
            for id_, standing, outcome, due_on, channel in session.execute(said):
                state = request_state(logs[id_].facts, *law, day)
                assert (standing, due_on) == (state.state.value, state.due)
                assert outcome == request_life(logs[id_].facts, *law, day).reply
                named = [event.detail["channel"] for event in logs[id_].facts.events if event.detail.get("channel")]
                assert (channel in named) if named else channel is None
                seen[standing] += 1
    assert set(seen) == {standing.value for standing in RequestStanding}


def test_an_entry_recorded_later_is_news_until_the_next_evaluation(
    database: Database, world: RequestWorld, services: Services
) -> None:
    with database.write() as session:
        add_request(session, world.first, "新到", [("received", TODAY, {"channel": "in_person"})])
    (row,) = rows(services, PROVINCE, RequestFilter(text="新到"))
    assert (row["standing"], row["standing_name"], row["due"]) == (None, "尚未计算", "—")
    for standing in ("uncomputed", "open"):
        assert "新到" in {row["number"] for row in rows(services, PROVINCE, RequestFilter(standing=standing))}


@pytest.mark.parametrize("way", ["asc", "desc"])
def test_blocks_put_together_are_the_list_sorted_as_python_sorts_it(
    database: Database, world: RequestWorld, services: Services, way: str
) -> None:
    everything = {row["id"]: row for row in rows(services, PROVINCE, RequestFilter())}
    with database.read() as session:
        facts = {request.id: request for request in session.scalars(select(Request))}
    keys: dict[str, Callable[[int], Any]] = {
        "number": lambda id_: facts[id_].number,
        "agency": lambda id_: everything[id_]["agency"],
        "received_on": lambda id_: facts[id_].received_on,
        "due": lambda id_: facts[id_].due_on if facts[id_].phase == "running" else None,
        "standing_name": lambda id_: everything[id_]["standing"],
        "channel_name": lambda id_: facts[id_].channel,
        "closed_on": lambda id_: facts[id_].closed_on,
    }
    assert set(keys) < set(sortable(TODAY))
    for column, key in keys.items():
        listed = [
            row["id"] for row in rows(services, PROVINCE, RequestFilter(), sortModel=[{"colId": column, "sort": way}])
        ]
        newest_first = sorted(everything, reverse=True)
        filled = sorted((id_ for id_ in newest_first if key(id_) is not None), key=key, reverse=way == "desc")
        if way == "desc":  # Python's reverse keeps equal rows in their order, as the database does by the second key
            filled = sorted(filled, key=key, reverse=True)
        empty = [id_ for id_ in newest_first if key(id_) is None]
        assert listed == filled + empty, column


def test_without_an_order_the_open_ones_come_first_the_most_urgent_on_top(
    world: RequestWorld, services: Services
) -> None:
    listed = rows(services, PROVINCE, RequestFilter())
    closed = [row["closed_on"] != "—" for row in listed]
    assert closed == sorted(closed)
    due = [row["due"][:10] for row in listed if row["standing"] in ("running", "consulting", "overdue")]
    assert due == sorted(due)
    assert listed[0]["standing"] == "overdue"


def test_each_filter_keeps_exactly_the_rows_that_fit(world: RequestWorld, services: Services) -> None:
    everything = rows(services, PROVINCE, RequestFilter())
    with services.database.read() as session:
        facts = {request.id: request for request in session.scalars(select(Request))}
        outcomes = {id_: code for id_, code in session.execute(select(Request.id, outcome_on(TODAY)))}
        logs = load_requests(session, list(facts.values()), TODAY)
    law = (services.rulebook, services.working_days, TODAY)
    ended = ("replied", "transferred", "withdrawn", "abandoned")

    def clock(id_: int) -> RequestState:
        return request_state(logs[id_].facts, *law)

    def came(id_: int) -> Any:
        return request_life(logs[id_].facts, *law).received

    def steps(id_: int) -> set[str]:
        return {event.kind.value for event in logs[id_].facts.events}

    fits: list[tuple[RequestFilter, Callable[[dict[str, Any]], bool]]] = [
        (RequestFilter(standing="open"), lambda row: row["standing"] not in ended),
        (RequestFilter(standing="closed"), lambda row: row["standing"] in ended),
        (RequestFilter(agency=str(world.second)), lambda row: facts[row["id"]].agency_id == world.second),
        (RequestFilter(region="150100"), lambda row: facts[row["id"]].agency_id != world.baotou),
        (RequestFilter(outcome=UNSAID), lambda row: row["standing"] == "replied" and outcomes[row["id"]] is None),
        (RequestFilter(outcome="not_corrected"), lambda row: outcomes[row["id"]] == "not_corrected"),
        (RequestFilter(text="%_\\"), lambda row: row["number"] == "100%_\\"),
        (RequestFilter(text="包头市示"), lambda row: facts[row["id"]].agency_id == world.baotou),
        (RequestFilter(standing="otherwise_closed"), lambda row: row["standing"] in ended[1:]),
        (
            RequestFilter(timely="late"),
            lambda row: clock(row["id"]).overdue_working_days > 0,
        ),
        (
            RequestFilter(timely="in_time"),
            lambda row: row["standing"] == "replied" and clock(row["id"]).in_time is not False,
        ),
        (
            RequestFilter(received="2026-03-01..2026-06-30"),
            lambda row: came(row["id"]) is not None and date(2026, 3, 1) <= came(row["id"]) <= date(2026, 6, 30),
        ),
        (RequestFilter(received="..2026-05-31"), lambda row: came(row["id"]) and came(row["id"]) <= date(2026, 5, 31)),
        (RequestFilter(step="extended"), lambda row: "extended" in steps(row["id"])),
        (RequestFilter(step="consulted"), lambda row: {"third_party_asked", "agency_asked"} & steps(row["id"])),
        (RequestFilter(channel=UNSAID), lambda row: facts[row["id"]].channel is None),
    ]
    fits += [(RequestFilter(standing=one), lambda row, one=one: row["standing"] == one) for one in RequestStanding]
    for wanted, fit in fits:
        expected = {row["id"] for row in everything if fit(row)}
        assert {row["id"] for row in rows(services, PROVINCE, wanted)} == expected, wanted
    for channel in CHANNEL_CHOICES:
        assert rows(services, PROVINCE, RequestFilter(channel=channel)), channel


def test_the_windows_of_the_due_day_ask_today_and_not_a_stored_word(world: RequestWorld, services: Services) -> None:
    with services.database.read() as session:
        running = session.scalars(select(Request).where(Request.phase == "running")).all()
        for today in (TODAY, TODAY + timedelta(days=1), TODAY + timedelta(days=10)):
            horizon = DueHorizon.on(session, today, services.rulebook.calendar)
            near, soon = (services.working_days.nth_after(today, n).day for n in (3, 7))
            due = [request.due_on for request in running if request.due_on is not None]
            expected = {
                "overdue": [day for day in due if day < today],
                "today": [day for day in due if day == today],
                "near": [day for day in due if today <= day <= near],
                "soon": [day for day in due if today <= day <= soon],
                "later": [day for day in due if day > soon],
            }
            assert set(expected) == set(DUE_WINDOWS)
            for window, days in expected.items():
                wanted = RequestFilter(due=window)
                assert count_requests(session, PROVINCE, wanted, horizon) == len(days), (window, today)
    assert "今日" in {row["number"] for row in rows(services, PROVINCE, RequestFilter(due="today"))}


def test_days_of_the_month_lead_to_lists_of_their_length(world: RequestWorld, services: Services) -> None:
    with services.database.read() as session:
        horizon = DueHorizon.on(session, TODAY, services.rulebook.calendar)
        for scope, wanted in (
            (PROVINCE, RequestFilter()),
            (HOHHOT, RequestFilter()),
            (PROVINCE, RequestFilter(region="150200")),
        ):
            counts = count_by_due_day(session, scope, wanted, horizon, date(2026, 1, 1), date(2027, 12, 31))
            assert counts
            for day, number in counts.items():
                assert count_requests(session, scope, wanted.but(due=day.isoformat()), horizon) == number
            whole = sum(counts.values())
            windows = (
                count_requests(session, scope, wanted.but(due=one), horizon) for one in ("overdue", "soon", "later")
            )
            assert whole == sum(windows)
        assert count_by_due_day(session, NOBODY, RequestFilter(), horizon, date(2026, 1, 1), date(2027, 12, 31)) == {}


def test_a_league_sees_its_own_requests_and_a_contact_those_of_the_own_agency(
    world: RequestWorld, services: Services
) -> None:
    with services.database.read() as session:
        agency_of = {id_: agency for id_, agency in session.execute(select(Request.id, Request.agency_id))}
        agencies = agencies_in_scope(session, HOHHOT, None, world.baotou)
    assert {id_ for id_, _ in agencies} == {world.first, world.second, world.banner}
    for scope, expected in (
        (PROVINCE, {world.first, world.second, world.banner, world.baotou}),
        (ADMINISTRATOR, {world.first, world.second, world.banner, world.baotou}),
        (HOHHOT, {world.first, world.second, world.banner}),
        (world.contact, {world.first}),
        (NOBODY, set()),
    ):
        for wanted in (RequestFilter(), RequestFilter(text="示例")):
            assert {agency_of[row["id"]] for row in rows(services, scope, wanted)} <= expected
        assert {agency_of[row["id"]] for row in rows(services, scope, RequestFilter())} == expected
        other = RequestFilter(agency=str(world.baotou))
        assert bool(rows(services, scope, other)) is (world.baotou in expected)


def test_who_may_not_read_descriptions_cannot_search_them_either(world: RequestWorld, services: Services) -> None:
    wanted = RequestFilter(text="示例内容：转")
    for scope, allowed in ((PROVINCE, True), (HOHHOT, True), (world.contact, True), (ADMINISTRATOR, False)):
        found = rows(services, scope, wanted)
        assert [row["number"] for row in found] == (["转"] if allowed else [])
        assert all(("description" in row) is allowed for row in rows(services, scope, RequestFilter(text="转")))


@pytest.mark.parametrize(
    "asked",
    [
        {"sortModel": [{"colId": "description; drop table requests", "sort": "asc"}]},
        {"startRow": -5, "endRow": 10_000_000},
        {"startRow": None, "endRow": None, "sortModel": None},
    ],
)
def test_a_block_asked_for_in_a_strange_way_stays_small(
    world: RequestWorld, services: Services, asked: dict[str, Any]
) -> None:
    with services.database.read() as session:
        block = block_of_requests(session, PROVINCE, RequestFilter(), asked, services)
    assert 0 < len(block["rowData"]) <= 200
    assert block["rowCount"] >= len(block["rowData"])


def test_a_list_too_long_to_be_sorted_has_the_same_rows_in_the_same_order(
    world: RequestWorld, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = [row["id"] for row in rows(services, PROVINCE, RequestFilter())]
    closed = [row["id"] for row in rows(services, PROVINCE, RequestFilter(standing="closed"))]
    monkeypatch.setattr("dashboard.pages.requests.queries.FEW", 1)
    assert [row["id"] for row in rows(services, PROVINCE, RequestFilter())] == whole
    assert [row["id"] for row in rows(services, PROVINCE, RequestFilter(standing="closed"))] == closed


def test_agencies_are_looked_for_by_part_of_their_name(world: RequestWorld, services: Services) -> None:
    with services.database.read() as session:
        found = agencies_in_scope(session, PROVINCE, None, None, "另一")
        assert [id_ for id_, _ in found] == [world.second]
        assert {id_ for id_, _ in agencies_in_scope(session, PROVINCE, None, world.baotou, "另一")} == {
            world.second,
            world.baotou,
        }
        name = dict(agencies_in_scope(session, PROVINCE, None, None))[world.second]
        assert len(agencies_in_scope(session, PROVINCE, None, world.second, name)) == 4, "the name chosen is no search"
        assert agencies_in_scope(session, HOHHOT, None, None, "包头") == []
        assert agencies_in_scope(session, PROVINCE, "150200", None, "另一") == []
