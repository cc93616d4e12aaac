"""The database tells of every duty how it stands, as the law room would; only of what is in scope."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from dashboard.catalogue_filter import CatalogueFilter
from dashboard.pages.catalogue.queries import block_of_duties, matrix
from dashboard.scope import Scope
from dashboard.services import Services
from rulebook import Rulebook
from store import Database
from store.models import Agency, CatalogueDuty, CatalogueItem, MaintenanceWindow
from tests import factories as make

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 1, tzinfo=UTC)
OFFICER = Scope(1, "officer", "officer", "officer", "150000/", None)
ASKED = {"startRow": 0, "endRow": 100}


@dataclass(frozen=True)
class Place:
    """What is at the place of a duty: newest item, items and day of the last look; limit of the item, category."""

    newest: date | None
    limit: int | None = 31
    category: str = "policy"
    items: int = 5
    looked: date = TODAY
    outcome: str = "ok"
    maintained: bool = False


FRESH = Place(date(2026, 10, 20))
CASES = {
    "within the item's limit": (FRESH, "covered"),
    "past the item's limit": (replace(FRESH, newest=date(2026, 10, 19)), "stale"),
    "by the column's limit where the item has none": (replace(FRESH, limit=None, newest=date(2026, 6, 1)), "covered"),
    "past the column's limit": (replace(FRESH, limit=None, newest=date(2026, 5, 1)), "stale"),
    "blank": (replace(FRESH, newest=None, items=0), "stale"),
    "undated": (replace(FRESH, newest=None), "stale"),
    "a page without a limit needs no date": (replace(FRESH, newest=None, limit=None, category="page"), "covered"),
    "a blank page": (replace(FRESH, newest=None, items=0, limit=None, category="page"), "stale"),
    "the last look failed": (replace(FRESH, outcome="timeout"), "check_failed"),
    "looked at too long ago": (replace(FRESH, looked=date(2026, 11, 12)), "not_checked"),
    "looked at just in time": (replace(FRESH, looked=date(2026, 11, 13)), "covered"),
    "only looked at in maintenance": (replace(FRESH, maintained=True), "not_checked"),
}


def services(database: Database, rulebook: Rulebook) -> Services:
    return Services(database, lambda: rulebook, lambda: NOW, "secret" * 8, Path())


def publish(session: Session, agency: Agency, name: str, place: Place | None) -> CatalogueDuty:
    item = CatalogueItem(
        catalogue="目录", code=name, field="领域一", name=name, limit_days=place.limit if place else None
    )
    session.add(item)
    session.flush()
    duty = CatalogueDuty(item_id=item.id, agency_id=agency.id, missing_since=None if place else TODAY)
    session.add(duty)
    session.flush()
    if place is not None:
        site = make.make_site(session, agency)
        column = make.make_column(session, site, category=place.category)
        duty.site_column_id = column.id
        if place.outcome != "ok":
            make.look_at_column(session, column, place.looked - timedelta(days=1), place.newest, items=place.items)
        make.look_at_column(session, column, place.looked, place.newest, items=place.items, outcome=place.outcome)
        if place.maintained:
            begin = make.at(place.looked, 0)
            window = {"starts_at": begin, "ends_at": begin + timedelta(hours=4), "reason": "维护", "entered_by": "x"}
            session.add(MaintenanceWindow(site_id=site.id, entered_at=NOW, **window))
    session.flush()
    return duty


def test_every_state_is_told(database: Database, rulebook: Rulebook) -> None:
    with database.write() as session:
        agency = make.make_agency(session)
        for name, (place, _) in CASES.items():
            publish(session, agency, name, place)
        publish(session, agency, "without a place", None)
        retired = publish(session, agency, "its column was retired", FRESH)
        column = session.get_one(make.SiteColumn, retired.site_column_id)
        column.active, column.retired_on, retired.missing_since = False, TODAY, TODAY
        future = publish(session, agency, "not in force yet", None)
        session.get_one(CatalogueItem, future.item_id).in_force_from = TODAY + timedelta(days=1)
    with database.read() as session:
        given = services(database, rulebook)
        block = block_of_duties(session, OFFICER, CatalogueFilter(), ASKED, given)
        told = {row["item"]: row["state"] for row in block["rowData"]}
        expected = {name: state for name, (_, state) in CASES.items()}
        assert told == expected | {"without a place": "gap", "its column was retired": "gap"}
        found = matrix(session, OFFICER, CatalogueFilter(), given)
        assert found.total == Counter(told.values())
        for state, count in found.total.items():
            part = block_of_duties(session, OFFICER, CatalogueFilter(state=state), ASKED, given)
            assert part["rowCount"] == count, "a number leads to its rows"


@pytest.mark.parametrize("sort", ["state_name", "newest", "agency", "missing_since", "'; drop table x"])
def test_the_list_can_be_sorted_and_searched(database: Database, rulebook: Rulebook, sort: str) -> None:
    with database.write() as session:
        agency = make.make_agency(session)
        publish(session, agency, "甲", FRESH)
        publish(session, agency, "乙", None)
    with database.read() as session:
        asked = {**ASKED, "sortModel": [{"colId": sort, "sort": "asc"}]}
        block = block_of_duties(session, OFFICER, CatalogueFilter(), asked, services(database, rulebook))
        assert len(block["rowData"]) == 2
        if sort == "state_name":
            assert [row["state"] for row in block["rowData"]] == ["gap", "covered"], "the worst first"
        searched = block_of_duties(session, OFFICER, CatalogueFilter(text="乙"), ASKED, services(database, rulebook))
        assert [row["item"] for row in searched["rowData"]] == ["乙"]


def test_without_a_chosen_order_the_worst_stand_first_and_alike_in_the_order_of_the_catalogue(
    database: Database, rulebook: Rulebook
) -> None:
    old = replace(FRESH, newest=date(2026, 1, 1))
    with database.write() as session:
        agency = make.make_agency(session)
        for name, place in [("甲", FRESH), ("乙", None), ("丙", old), ("丁", None)]:
            publish(session, agency, name, place)
    with database.read() as session:
        block = block_of_duties(session, OFFICER, CatalogueFilter(), ASKED, services(database, rulebook))
    assert [row["item"] for row in block["rowData"]] == ["乙", "丁", "丙", "甲"]


def test_another_league_is_neither_counted_nor_listed(database: Database, rulebook: Rulebook) -> None:
    with database.write() as session:
        publish(session, make.make_agency(session, "甲局"), "甲", None)
        publish(session, make.make_agency(session, "乙局", region_code="150100", region_name="呼和浩特市"), "乙", None)
    with database.read() as session:
        given = services(database, rulebook)
        league = replace(OFFICER, region_path="150000/150100/")
        assert matrix(session, OFFICER, CatalogueFilter(), given).total.total() == 2
        assert list(matrix(session, OFFICER, CatalogueFilter(), given).columns.values()) == ["呼和浩特市", "鄂尔多斯市"]
        assert list(matrix(session, league, CatalogueFilter(), given).columns.values()) == ["乙局"]
        assert block_of_duties(session, league, CatalogueFilter(), ASKED, given)["rowCount"] == 1


def test_the_filter_reads_what_makes_sense_and_writes_it_back() -> None:
    given = {"state": "gap", "region": "150100", "agency": "12", "field": "社会救助", "shown": "list"}
    wanted = CatalogueFilter.read(given)
    assert wanted.agency_id == 12
    assert CatalogueFilter.read({"state": "x", "region": "1", "agency": "a", "shown": "y"}) == CatalogueFilter()
    assert "state=gap" in wanted.href() and CatalogueFilter().href() == "/catalogue"
