"""What the page of words asks of a database, on both kinds."""

from __future__ import annotations

from pathlib import Path

import pytest

from collectors.collecting import collect_sources
from collectors.recording.log_words import keep_word
from dashboard.pages.log_words.queries import areas, in_force, unknown
from dashboard.pages.upload.queries import agencies, regions, sources
from dashboard.scope import Scope
from store import Database
from tests.collectors.recording.world import START, SmallWorld
from tests.collectors.requests.logs import as_csv, row

EVERYTHING = Scope(1, "admin", "", "administrator", None, None)
LEAGUE = Scope(2, "league", "", "officer", "150000/150100/", None)
NOBODY = Scope(3, "nobody", "", "officer", None, None)


@pytest.fixture
def world(database: Database, tmp_path: Path) -> SmallWorld:
    world = SmallWorld(database, tmp_path)
    for region, place in (("150100", "甲市"), ("150200", "乙市")):
        source = world.log_source(region=region, location=place)
        world.put("台账.csv", as_csv([row(agency="教育局", outcome="照准", number=place)]), place)
        collect_sources(database, [source], world.context)
    with database.write() as session:
        for area, word in (("all", "甲词"), ("150100", "乙词"), ("150200", "丙词"), ("150000", "丁词")):
            keep_word(session, area=area, field="outcome", word=word, code="granted", actor="admin", now=START)
    return world


def test_unknown_words_are_summed_over_the_regions_of_the_scope(world: SmallWorld) -> None:
    with world.database.read() as session:
        found = {scope.username: unknown(session, scope) for scope in (EVERYTHING, LEAGUE, NOBODY)}
    assert [(line.words, line.requests) for line in found["admin"]] == [("照准", 2)]
    assert [(line.words, line.regions, line.requests) for line in found["league"]] == [("照准", "150100", 1)]
    assert found["nobody"] == []


def test_words_in_force_are_those_that_apply_in_the_scope(world: SmallWorld) -> None:
    with world.database.read() as session:
        assert {word.word for word, _ in in_force(session, LEAGUE)} == {"甲词", "乙词", "丁词"}
        assert len(in_force(session, EVERYTHING)) == 4
        assert [code for code, _ in areas(session, LEAGUE)] == ["150100"]
        assert [code for code, _ in areas(session, EVERYTHING)] == ["all", "150000", "150100", "150200"]
        assert areas(session, NOBODY) == []


def test_what_can_be_chosen_for_a_file_lies_in_the_scope(world: SmallWorld) -> None:
    with world.database.read() as session:
        assert [name for _, name in sources(session, LEAGUE)] == ["request_log:甲市"]
        assert len(sources(session, EVERYTHING)) == 2
        assert sources(session, NOBODY) == []
        assert [code for code, _ in regions(session, LEAGUE)] == ["150100"]
        assert {name for _, name in agencies(session, LEAGUE)} == {"教育局", "甲市财政局"}
