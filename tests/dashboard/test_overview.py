from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from urllib.parse import parse_qsl, urlsplit

import pytest
from dash import dcc

from dashboard.card_filter import CardFilter
from dashboard.page import Visit
from dashboard.pages.cards.queries import block_of_cards
from dashboard.pages.overview import figures
from dashboard.pages.overview.layout import layout
from dashboard.pages.overview.queries import Place
from dashboard.pages.sites.queries import block_of_sites
from dashboard.scope import Scope
from dashboard.services import Services
from dashboard.site_filter import SiteFilter
from store.models import EvaluationRun, Finding
from tests.dashboard.browsing import Visitor, parts, words
from tests.dashboard.small_world import TODAY

PROVINCE = Scope(1, "region", "", "officer", "150000/", None)
HOHHOT = Scope(2, "hohhot", "", "officer", "150000/150100/", None)


@pytest.mark.parametrize("scope", [PROVINCE, HOHHOT])
def test_every_number_leads_to_as_many_rows(services: Services, scope: Scope) -> None:
    drawn = layout(Visit(services, scope))
    followed = 0
    for link in parts(drawn):
        if not isinstance(link, dcc.Link) or not link.href.startswith("/cards"):
            continue
        if "tile-of-map" in str(link.className):
            continue  # these have several numbers, see test_tile_map
        number = int(words(link).split()[0].replace(",", ""))
        wanted = CardFilter.read(dict(parse_qsl(urlsplit(link.href).query)))
        with services.database.read() as session:
            assert block_of_cards(session, scope, wanted, {}, TODAY)["rowCount"] == number, link.href
        followed += 1
    assert followed > 10


def test_every_answer_about_columns_leads_to_those_columns(services: Services, visit: Callable[[str], Visitor]) -> None:
    drawn = layout(Visit(services, PROVINCE))
    tiles = [part for part in parts(drawn) if isinstance(part, dcc.Link) and part.href.startswith("/sources?answer=")]
    assert len(tiles) == 4
    visitor = visit("region")
    for tile in tiles:
        number = words(tile).split()[0]
        page = visitor.page("/sources", f"?{urlsplit(tile.href).query}")
        assert f"共 {number} 条" in str(page.json)


@pytest.mark.parametrize("scope", [PROVINCE, HOHHOT])
def test_every_state_of_the_websites_leads_to_as_many_sites(services: Services, scope: Scope) -> None:
    found = 0
    for tile in parts(layout(Visit(services, scope))):
        if isinstance(tile, dcc.Link) and tile.href.startswith("/sites?state="):
            wanted = SiteFilter.read(dict(parse_qsl(urlsplit(tile.href).query)))
            with services.database.read() as session:
                rows = block_of_sites(session, scope, wanted, {}, services)["rowCount"]
            assert rows == int(words(tile).split()[0].replace(",", "")), tile.href
            found += rows
    assert found > 0


def test_who_has_no_map_reads_first_what_asks_for_action(services: Services) -> None:
    told = words(layout(Visit(services, HOHHOT)))
    assert told.index("即将到期") < told.index("依申请公开") < told.index("发牌趋势") < told.index("各网站")


@pytest.mark.parametrize(
    ("today", "since"),
    [(date(2026, 11, 20), "2026-11-19"), (date(2026, 11, 23), "2026-11-20"), (date(2026, 10, 8), "2026-09-30")],
)
def test_new_cards_are_those_since_the_last_working_day_before_today(
    services: Services, today: date, since: str
) -> None:
    morning = replace(services, clock=lambda: datetime(today.year, today.month, today.day, 1, tzinfo=UTC))
    hrefs = [part.href for part in parts(layout(Visit(morning, PROVINCE))) if isinstance(part, dcc.Link)]
    assert f"/cards?state=in_force&since={since}" in hrefs


def test_what_falls_due_leads_to_its_card(services: Services) -> None:
    drawn = layout(Visit(services, PROVINCE))
    links = [part.href for part in parts(drawn) if isinstance(part, dcc.Link) and part.href.startswith("/card/")]
    assert len(links) == 10


def test_before_the_first_evaluation_the_page_says_that_nothing_is_known(services: Services) -> None:
    assert "尚未评估" not in words(layout(Visit(services, PROVINCE)))
    empty = Scope(9, "x", "", "officer", "159999/", None)
    with services.database.write() as session:
        other = EvaluationRun(as_of=TODAY, started_at=services.clock(), finished_at=services.clock(),
                              rulebook_version="2", calendar_version="2026")  # fmt: skip
        session.add(other)
    assert "规则库 2" in words(layout(Visit(services, empty)))


def test_colours_differ_by_pattern_and_marker_as_well() -> None:
    bars = figures.cards_by_place([Place("150100", "呼和浩特市", 3, Counter(red=1))])["data"]
    assert len({bar["marker"]["pattern"]["shape"] for bar in bars}) == 3
    lines = figures.issued_by_month(Counter(), ["2026-11"])["data"]
    assert len({line["marker"]["symbol"] for line in lines}) == 3


def test_the_last_twelve_months_cross_the_year() -> None:
    months = figures.months_through(TODAY)
    assert (months[0], months[1], months[-1], len(months)) == ("2025-12", "2026-01", "2026-11", 12)


def test_the_grid_is_not_part_of_any_page_until_it_is_shown(visit: Callable[[str], Visitor]) -> None:
    scripts = " ".join(re.findall(r'<script src="([^"]+)"', visit("region").get("/").text))
    assert "dash_mantine_components" in scripts
    assert "dash_ag_grid" not in scripts


def test_nothing_on_the_page_names_a_finding_of_another_league(services: Services) -> None:
    with services.database.read() as session:
        assert session.query(Finding).count() > 0
    text = words(layout(Visit(services, HOHHOT)))
    assert "包头" not in text
    assert "呼和浩特" in text
