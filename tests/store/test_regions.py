from collections import Counter

from sqlalchemy import select

from store import Database
from store.models import Region
from store.registry import load_regions, read_regions


def test_the_autonomous_region_has_12_leagues_and_103_banners() -> None:
    assert Counter(row.kind for row in read_regions()) == {"province": 1, "league": 12, "banner": 103}


def test_the_103_are_of_the_types_the_law_of_divisions_knows() -> None:
    banners = Counter(row.division_type for row in read_regions() if row.kind == "banner")
    assert banners == {"市辖区": 23, "县级市": 11, "县": 17, "旗": 49, "自治旗": 3}


def test_manzhouli_and_erenhot_are_planned_separately_inside_the_103() -> None:
    separate = {row.code: row.name for row in read_regions() if row.planned_separately}
    assert separate == {"150781": "满洲里市", "152501": "二连浩特市"}


def test_every_path_is_the_chain_of_codes_from_the_province_down() -> None:
    by_code = {row.code: row for row in read_regions()}
    for row in by_code.values():
        parent_path = by_code[row.parent_code].path if row.parent_code else ""
        assert row.path == f"{parent_path}{row.code}/"


def test_loading_the_regions_again_adds_nothing_and_mends_a_changed_name(database: Database) -> None:
    assert load_regions(database) == 116
    with database.write() as session:
        session.get_one(Region, "150100").name = "旧名"
    assert load_regions(database) == 0
    with database.read() as session:
        regions = {region.code: region for region in session.scalars(select(Region))}
    assert len(regions) == 116
    assert regions["150100"].name == "呼和浩特市"
    assert regions["150102"].path.startswith(regions["150100"].path)
