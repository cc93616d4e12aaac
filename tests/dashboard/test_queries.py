"""What the pages ask of the database, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select, update

from alerts.days import start_of
from dashboard.card_filter import IN_FORCE, LATE, VALID, CardFilter
from dashboard.column_answers import column_answers
from dashboard.kept_copy import CopyKey, copies_of, find_copy
from dashboard.pages.card.queries import card_exists, card_view
from dashboard.pages.cards.queries import block_of_cards
from dashboard.pages.overview import figures, queries
from dashboard.pages.sources import queries as source_queries
from dashboard.pages.sources.source_filter import SourceFilter
from dashboard.places import regions_in_scope
from dashboard.scope import Scope
from dashboard.services import Services
from store import Database
from store.models import Agency, Card, Finding
from tests.dashboard.small_world import NOW, TODAY, SmallWorld, build_small_world

if TYPE_CHECKING:
    from rulebook import Rulebook

PROVINCE = Scope(1, "region", "", "officer", "150000/", None)
HOHHOT = Scope(2, "hohhot", "", "officer", "150000/150100/", None)
NOBODY = Scope(3, "nobody", "", "officer", None, None)
EVERYTHING = Scope(4, "admin", "", "administrator", None, None)


@pytest.fixture
def world(database: Database, tmp_path: Path) -> SmallWorld:
    return build_small_world(database, tmp_path / "evidence")


def test_the_sums_of_the_overview_are_the_cards_of_the_list(database: Database, world: SmallWorld) -> None:
    for scope in (EVERYTHING, PROVINCE, HOHHOT, NOBODY):
        with database.read() as session:
            places = queries.places(session, scope, CardFilter(state=IN_FORCE), TODAY)
            by_colour = queries.count_by_colour(session, scope, CardFilter(state=IN_FORCE), TODAY)
            for colour, number in by_colour.items():
                wanted = CardFilter(colour, IN_FORCE)
                assert block_of_cards(session, scope, wanted, {}, TODAY)["rowCount"] == number
                assert sum(place.cards[colour] for place in places) == number
            for place in places:
                for colour, number in place.cards.items():
                    wanted = place.filter(colour, IN_FORCE)
                    assert block_of_cards(session, scope, wanted, {}, TODAY)["rowCount"] == number
            assert bool(places) is (scope is not NOBODY)


def test_who_sees_several_leagues_compares_leagues_and_who_sees_one_its_banners(
    database: Database, world: SmallWorld
) -> None:
    with database.read() as session:
        leagues = queries.places(session, PROVINCE, CardFilter(), TODAY)
        banners = queries.places(session, HOHHOT, CardFilter(), TODAY)
    assert len(leagues) == 13
    assert leagues[0].name == "自治区本级"
    assert {place.code[:4] for place in banners} == {"1501"}
    assert len(banners) == 10


def test_a_card_is_new_on_the_day_it_was_made_not_on_the_day_of_its_fault(
    database: Database, world: SmallWorld
) -> None:
    with database.write() as session:
        session.execute(update(Card).values(created_at=NOW - timedelta(days=9)))
        card = session.get_one(Card, world.red_card)
        card.issued_on, card.created_at = TODAY - timedelta(days=200), start_of(TODAY)
    with database.read() as session:
        for day, numbers in [(TODAY, [card.number]), (TODAY + timedelta(days=1), [])]:
            rows = block_of_cards(session, PROVINCE, CardFilter(since=str(day)), {}, TODAY)["rowData"]
            assert [row["number"] for row in rows] == numbers


def test_months_add_up_to_the_lists_of_their_month(database: Database, world: SmallWorld) -> None:
    months = figures.months_through(TODAY)
    with database.read() as session:
        first = date.fromisoformat(f"{months[0]}-01")
        counts = queries.issued_by_month(session, PROVINCE, CardFilter(state=VALID), first, TODAY)
        listed = Counter(
            {
                (month, colour): block_of_cards(session, PROVINCE, CardFilter(colour, VALID, month=month), {}, TODAY)[
                    "rowCount"
                ]
                for month in months
                for colour in ("red", "yellow", "blue")
            }
        )
    assert +counts == +listed
    assert counts.total() > 0


def test_what_falls_due_comes_nearest_first_and_never_from_the_past(database: Database, world: SmallWorld) -> None:
    with database.read() as session:
        lines = queries.due_soon(session, PROVINCE, TODAY)
    assert len(lines) == queries.LIST_LENGTH
    assert [line.due for line in lines] == sorted(line.due for line in lines)
    assert lines[0].due >= TODAY
    assert lines[0].what == "答复申请"


def test_a_request_that_was_reminded_of_twice_is_listed_once(database: Database, world: SmallWorld) -> None:
    with database.write() as session:
        first = session.scalars(select(Finding).where(Finding.rule == "FOI-B").order_by(Finding.id)).first()
        assert first is not None
        kept = {column.name: getattr(first, column.key) for column in Finding.__table__.columns if column.name != "id"}
        again = Finding(**{**kept, "occurrence": f"before-1:{first.facts['due']}"})
        session.add(again)
        session.flush()
        card = session.scalars(select(Card).where(Card.finding_id == first.id)).one()
        copied = {column.name: getattr(card, column.key) for column in Card.__table__.columns if column.name != "id"}
        session.add(Card(**{**copied, "finding_id": again.id, "number": "later"}))
    with database.read() as session:
        lines = queries.due_soon(session, Scope(5, "own", "", "contact", None, first.agency_id), TODAY)
    assert sum(line.what == "答复申请" for line in lines) == 1


def test_late_is_past_the_next_demand_and_not_on_its_day(database: Database, world: SmallWorld) -> None:
    explain_by = TODAY + timedelta(days=3)
    with database.read() as session:
        on_the_day = queries.count_cards(session, PROVINCE, CardFilter(state=LATE), explain_by)
        after = queries.count_cards(session, PROVINCE, CardFilter(state=LATE), explain_by + timedelta(days=1))
        demanded = session.scalar(select(func.count()).where(Card.state == "open", Card.colour != "blue"))
    assert on_the_day == 0
    assert after == demanded


def test_blocks_put_together_are_the_whole_list_once(database: Database, world: SmallWorld) -> None:
    seen: list[int] = []
    with database.read() as session:
        total = block_of_cards(session, PROVINCE, CardFilter(), {}, TODAY)["rowCount"]
        for start in range(0, total, 7):
            asked = {"startRow": start, "endRow": start + 7, "sortModel": [{"colId": "state_name", "sort": "asc"}]}
            seen += [row["id"] for row in block_of_cards(session, PROVINCE, CardFilter(), asked, TODAY)["rowData"]]
    assert len(seen) == total == len(set(seen))


def test_red_sorts_above_yellow_above_blue(database: Database, world: SmallWorld) -> None:
    asked = {"startRow": 0, "endRow": 200, "sortModel": [{"colId": "colour_name", "sort": "desc"}]}
    with database.read() as session:
        colours = [row["colour"] for row in block_of_cards(session, PROVINCE, CardFilter(), asked, TODAY)["rowData"]]
    weights = [{"red": 3, "yellow": 2, "blue": 1}[colour] for colour in colours]
    assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize(
    "asked",
    [
        {"sortModel": [{"colId": "password_hash; drop table cards", "sort": "asc"}]},
        {"startRow": -5, "endRow": 10_000_000},
        {"startRow": None, "endRow": None, "sortModel": None},
    ],
)
def test_a_block_asked_for_in_a_strange_way_stays_small_and_in_order(
    database: Database, world: SmallWorld, asked: dict[str, object]
) -> None:
    with database.read() as session:
        block = block_of_cards(session, PROVINCE, CardFilter(), asked, TODAY)
    assert 0 < len(block["rowData"]) <= 200
    days = [row["issued_on"] for row in block["rowData"]]
    assert days == sorted(days, reverse=True)


def test_a_percent_sign_in_the_search_is_a_percent_sign(database: Database, world: SmallWorld) -> None:
    with database.read() as session:
        assert block_of_cards(session, PROVINCE, CardFilter(text="%"), {}, TODAY)["rowCount"] == 0
        assert block_of_cards(session, PROVINCE, CardFilter(text="包头市"), {}, TODAY)["rowCount"] == 3


def test_each_column_has_one_of_the_four_answers(database: Database, world: SmallWorld, rulebook: Rulebook) -> None:
    with database.read() as session:
        answers = column_answers(session, PROVINCE, rulebook, TODAY)
        agencies = session.scalar(select(func.count()).select_from(Agency))
    assert Counter(str(line.state.answer) for line in answers) == {
        answer: agencies for answer in ("fresh", "stale", "not_checked", "check_failed")
    }
    assert {line.name: str(line.state.answer) for line in answers} == {
        "通知公告": "stale",
        "要闻动态": "fresh",
        "政策文件": "check_failed",
        "人事信息": "not_checked",
    }


def test_a_league_sees_its_own_sources_and_quarantine_only(database: Database, world: SmallWorld) -> None:
    baotou = Scope(9, "baotou", "", "officer", "150000/150200/", None)
    with database.read() as session:
        for scope, number in ((HOHHOT, 1), (PROVINCE, 1), (EVERYTHING, 1), (baotou, 0), (NOBODY, 0)):
            assert len(source_queries.sources(session, scope, SourceFilter())) == number
            assert source_queries.count_sources(session, scope, SourceFilter()) == number
            assert sum(line.rows for line in source_queries.count_quarantine(session, scope)) == number
            assert sum(line.by_health.total() for line in source_queries.count_by_kind(session, scope)) == number
            assert len(source_queries.quarantine(session, scope, 1)) == number


def test_places_to_filter_by_are_those_in_scope(database: Database, world: SmallWorld) -> None:
    with database.read() as session:
        everywhere = dict(regions_in_scope(session, PROVINCE))
        own = dict(regions_in_scope(session, HOHHOT))
        assert regions_in_scope(session, NOBODY) == []
    assert everywhere["150000"] == "内蒙古自治区本级"
    assert set(own) <= set(everywhere)
    assert {code[:4] for code in own} == {"1501"}


def test_a_card_comes_with_its_matter_and_its_kept_page(
    database: Database, world: SmallWorld, rulebook: Rulebook, tmp_path: Path
) -> None:
    services = Services(database, lambda: rulebook, lambda: NOW, "s" * 40, tmp_path)
    with database.read() as session:
        view = card_view(session, PROVINCE, services, world.yellow_card)
        assert view is not None
        assert view.matter.endswith("“通知公告”栏目")
        assert [key.argument for key, _ in view.copies] == [world.copy]
        assert copies_of(session, PROVINCE, view.finding) == view.copies
        assert copies_of(session, HOHHOT, view.finding) == []
        assert find_copy(session, PROVINCE, CopyKey("column", world.column, world.copy_hash)) is not None
        assert find_copy(session, PROVINCE, CopyKey("column", world.column, "0" * 64)) is None
        other = CopyKey("column", world.column + 2, world.copy_hash)
        assert find_copy(session, PROVINCE, other) is None, "not seen of that column"
        assert find_copy(session, HOHHOT, CopyKey("column", world.column, world.copy_hash)) is None
        assert card_view(session, HOHHOT, services, world.yellow_card) is None
        assert not card_exists(session, HOHHOT, str(world.yellow_card))
