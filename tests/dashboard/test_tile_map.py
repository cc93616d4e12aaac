from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from dash import dcc
from dash.development.base_component import Component
from hypothesis import given
from hypothesis import strategies as st

import dashboard
from dashboard.card_filter import IN_FORCE, CardFilter
from dashboard.pages.cards.queries import block_of_cards
from dashboard.pages.overview import queries
from dashboard.pages.overview.queries import Place
from dashboard.pages.overview.shading import LEVELS, rate_of, shading_for
from dashboard.pages.overview.tile_map import TILES, tile_map
from dashboard.scope import Scope
from dashboard.services import Services
from store.registry import read_regions
from tests.dashboard.browsing import parts, words
from tests.dashboard.contrast import contrast
from tests.dashboard.small_world import TODAY

PROVINCE = Scope(1, "region", "", "officer", "150000/", None)
HOHHOT, BAOTOU, ALXA = "150100", "150200", "152900"


def _place(code: str, agencies: int, **cards: int) -> Place:
    return Place(code, TILES[code][2], agencies, Counter(cards))


def _tiles(places: list[Place]) -> dict[str, Component]:
    drawn = [part for part in parts(tile_map(places)) if "tile-of-map" in str(getattr(part, "className", ""))]
    return dict(zip(TILES, drawn, strict=True))


def _shade(tile: Component) -> str:
    return next(name for name in tile.className.split() if name.startswith("shade-"))


def test_the_map_has_the_12_leagues_each_on_a_tile_of_its_own() -> None:
    assert set(TILES) == {row.code for row in read_regions() if row.kind == "league"}
    assert len({(column, row) for column, row, _ in TILES.values()}) == 12


def test_a_league_without_agencies_is_no_data_and_not_free_of_cards() -> None:
    tiles = _tiles([_place(HOHHOT, 3), _place(BAOTOU, 0)])
    assert (_shade(tiles[HOHHOT]), _shade(tiles[BAOTOU]), _shade(tiles[ALXA])) == (
        "shade-0",
        "shade-no-data",
        "shade-no-data",
    )
    assert "✓ 无牌" in words(tiles[HOHHOT])
    assert "无数据" in words(tiles[BAOTOU])
    assert not isinstance(tiles[BAOTOU], dcc.Link)


def test_leagues_that_all_have_red_cards_are_told_apart_by_cards_per_agency() -> None:
    tiles = _tiles(
        [_place(HOHHOT, 20, red=2, yellow=8), _place(BAOTOU, 10, red=9, yellow=51), _place(ALXA, 10, red=30)]
    )
    assert [_shade(tiles[code]) for code in (HOHHOT, ALXA, BAOTOU)] == ["shade-1", "shade-2", "shade-4"]


def test_reminders_alone_make_no_league_dark() -> None:
    assert _shade(_tiles([_place(HOHHOT, 1, blue=50)])[HOHHOT]) == "shade-0"


def test_a_tile_says_all_numbers_and_leads_to_these_cards(services: Services) -> None:
    with services.database.read() as session:
        places = queries.places(session, PROVINCE, CardFilter(state=IN_FORCE), TODAY)
        tiles = _tiles(places)
        for place in places:
            if place.code not in TILES:
                continue
            tile = tiles[place.code]
            wanted = CardFilter.read(dict(parse_qsl(urlsplit(tile.href).query)))
            assert block_of_cards(session, PROVINCE, wanted, {}, TODAY)["rowCount"] == place.cards.total() > 0
            assert all(str(number) in words(tile) for number in place.cards.values())


def test_the_legend_gives_numbers_for_every_shade_and_the_unit() -> None:
    places = [_place(HOHHOT, 10, red=59)]
    shown = words(tile_map(places))
    for words_of_level in ["✓ 0", "0–1.5", "1.5–3", "3–4.5", "4.5–6", "无数据", "每个单位平均红、黄牌（张"]:
        assert words_of_level in shown


@given(st.lists(st.tuples(st.integers(1, 400), st.integers(0, 5000)), min_size=1, max_size=12))
def test_more_cards_per_agency_are_never_a_lighter_shade(found: list[tuple[int, int]]) -> None:
    places = [Place(str(index), "", agencies, Counter(red=red)) for index, (agencies, red) in enumerate(found)]
    shading = shading_for(places)
    rates = sorted(rate_of(place) or 0.0 for place in places)
    levels = [shading.level(rate) for rate in rates]
    assert levels == sorted(levels)
    assert all((level == 0) is (rate == 0) for level, rate in zip(levels, rates, strict=True))
    assert max(levels) <= LEVELS
    assert rates[-1] <= shading.size * LEVELS + 1e-9


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_shades_move_away_from_the_paper_in_lightness_and_stay_readable(scheme: int) -> None:
    text = (Path(dashboard.__file__).parent / "assets" / "style.css").read_text(encoding="utf-8")
    block = re.findall(r"\{([^}]*--paper:[^}]*)\}", text)[scheme]
    values = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))
    from_paper = [contrast(values[f"shade-{level}"], values["paper"]) for level in range(LEVELS + 1)]
    steps = [after / before for before, after in zip(from_paper[:-1], from_paper[1:], strict=True)]
    assert all(step > 1.15 for step in steps), from_paper
    for level in range(1, LEVELS + 1):
        assert contrast(values[f"shade-{level}"], values[f"on-shade-{level}"]) >= 4.5
    for quiet in ("shade-0", "shade-no-data"):
        assert contrast(values[quiet], values["ink"]) >= 4.5
