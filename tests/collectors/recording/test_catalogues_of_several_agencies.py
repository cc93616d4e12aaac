"""A row of a catalogue that names several agencies is one item and a duty of each; it still counts as one row."""

from __future__ import annotations

import pytest
from sqlalchemy import delete

from collectors.importing import ImportSummary
from collectors.registry_importing import import_catalogue, import_registry
from rulebook import Rulebook
from store.models import Agency, CatalogueDuty, CatalogueItem, QuarantineRow, SiteColumn
from store.registry import load_regions
from tests.collectors.recording.world import SmallWorld
from tests.collectors.registry_files.books import Rows, workbook

HEADS = ["事项编码", "领域", "事项名称", "责任单位", "配合单位", "单位代码", "栏目名称", "公开网址"]
REGISTRY = {
    "单位": [
        ["单位名称", "单位代码", "盟市", "旗县", "单位性质"],
        ["青城教育局", "JY", "呼和浩特市", "", "部门"],
        ["青城财政局", "CZ", "呼和浩特市", "", "部门"],
        ["青城民政局", "MZ", "呼和浩特市", "", "部门"],
        ["青城文化、旅游局", "WL", "呼和浩特市", "", "部门"],
    ],
    "栏目": [
        ["网站名称", "网址", "主办单位", "栏目名称", "栏目地址"],
        ["财政网", "http://cz.example.cn/", "青城财政局", "资金", "http://cz.example.cn/zj/"],
        ["民政网", "http://mz.example.cn/", "青城民政局", "资金", "http://mz.example.cn/zj/"],
    ],
}


@pytest.fixture
def registry(world: SmallWorld, rulebook: Rulebook) -> SmallWorld:
    load_regions(world.database)
    path = world.folder / "登记.xlsx"
    path.write_bytes(workbook(REGISTRY))
    import_registry(world.database, path, world.context, rulebook.column_categories, "officer")
    return world


def take_in(world: SmallWorld, *rows: list[str], dry_run: bool = False) -> ImportSummary:
    path = world.folder / "目录.xlsx"
    sheet: Rows = [HEADS, *rows]
    path.write_bytes(workbook({"目录": sheet}))
    return import_catalogue(world.database, path, world.context, "officer", dry_run)


def row(code: str, agencies: str, beside: str = "", codes: str = "", column: str = "", url: str = "") -> list[str]:
    return [code, "教育", f"事项{code}", agencies, beside, codes, column, url]


def duties(world: SmallWorld) -> dict[str, str | None]:
    """By agency code the address of the place, of a world with one item."""
    codes = {agency.id: agency.code for agency in world.rows(Agency)}
    places = {column.id: column.url for column in world.rows(SiteColumn)}
    return {codes[duty.agency_id]: places.get(duty.site_column_id) for duty in world.rows(CatalogueDuty)}


@pytest.mark.parametrize(
    "cell",
    [
        "青城教育局、青城财政局",
        "青城教育局，青城财政局",
        "青城教育局, 青城财政局",
        "青城教育局;青城财政局；",
        "青城教育局/青城财政局",
        "青城教育局\n青城财政局",
        "青城教育局、\r\n青城财政局、青城教育局",
        "牵头单位：青城教育局；配合单位：青城财政局",
        "牵头单位:青城教育局 配合单位:青城财政局",
        "青城教育局（牵头）、青城财政局（配合）",
    ],
)
def test_agencies_are_told_apart_however_they_are_listed(registry: SmallWorld, cell: str) -> None:
    assert take_in(registry, row("1", cell)) == ImportSummary(1, 1, 0, 0, {})
    assert duties(registry) == {"JY": None, "CZ": None}
    assert len(registry.rows(CatalogueItem)) == 1
    assert take_in(registry, row("1", cell)) == ImportSummary(1, 0, 1, 0, {})
    assert len(registry.rows(CatalogueDuty)) == 2


def test_a_name_that_the_registry_knows_is_one_agency_whatever_stands_in_it(registry: SmallWorld) -> None:
    assert take_in(registry, row("1", "青城文化、旅游局")).accepted == 1
    assert duties(registry) == {"WL": None}


def test_those_who_take_part_have_a_column_of_their_own(registry: SmallWorld) -> None:
    assert take_in(registry, row("1", "青城教育局", "青城财政局、青城民政局")).accepted == 1
    assert sorted(duties(registry)) == ["CZ", "JY", "MZ"]


def test_codes_stand_for_names_one_by_one(registry: SmallWorld) -> None:
    assert take_in(registry, row("1", "", codes="JY、CZ")).accepted == 1
    assert sorted(duties(registry)) == ["CZ", "JY"]
    summary = take_in(registry, row("2", "青城教育局、青城财政局", codes="JY、CZ、MZ"))
    assert summary.reasons == {"unknown_agency": 1}
    assert "2 个责任单位、3 个单位代码" in registry.rows(QuarantineRow)[0].explanation


def test_each_publishes_on_its_own_site_or_where_another_of_them_does(registry: SmallWorld) -> None:
    assert take_in(registry, row("1", "青城教育局、青城财政局、青城民政局", column="资金")).accepted == 1
    own, other = "http://cz.example.cn/zj/", "http://mz.example.cn/zj/"
    assert duties(registry) == {"JY": own, "CZ": own, "MZ": other}
    assert take_in(registry, row("1", "青城教育局、青城财政局、青城民政局", column="资金")).unchanged == 1


def test_one_address_holds_the_item_for_all_of_them(registry: SmallWorld) -> None:
    page = "http://cz.example.cn/one.html"
    assert take_in(registry, row("1", "青城教育局、青城财政局", url=page)).accepted == 1
    assert duties(registry) == {"JY": page, "CZ": page}
    assert len([column for column in registry.rows(SiteColumn) if column.category == "page"]) == 1


def test_a_row_with_one_name_that_is_not_known_is_set_aside_whole(registry: SmallWorld) -> None:
    rows = [row("1", "青城教育局、青城财证局"), row("2", "青城教育局、青城财政局"), row("3", "青城民政局")]
    for dry_run in (True, False):
        summary = take_in(registry, *rows, dry_run=dry_run)
        assert summary == ImportSummary(3, 2, 0, 1, {"unknown_agency": 1})
    (problem,) = registry.rows(QuarantineRow)
    assert "“青城财证局”" in problem.explanation
    assert "相近的有：青城财政局" in problem.explanation
    assert [item.code for item in registry.rows(CatalogueItem)] == ["2", "3"]
    assert take_in(registry, *rows) == ImportSummary(3, 0, 3, 0, {})


def test_a_trial_without_a_registry_counts_each_row_once(world: SmallWorld) -> None:
    with world.database.write() as session:
        session.execute(delete(Agency))
    rows = [row("1", "甲局、乙局"), row("2", "、".join(f"第{n}号单位" for n in range(40)), url="http://x.cn/")]
    assert take_in(world, *rows, dry_run=True) == ImportSummary(2, 2, 0, 0, {})
