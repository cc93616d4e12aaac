"""A catalogue becomes items, duties and places; a duty without a place is a gap from the day that was told."""

from __future__ import annotations

from datetime import date

import pytest

from collectors.importing import ImportSummary
from collectors.registry_importing import import_catalogue, import_registry
from rulebook import Rulebook
from store.models import Agency, CatalogueDuty, CatalogueItem, QuarantineRow, SiteColumn, Source
from store.registry import load_regions
from tests.collectors.recording.world import SmallWorld
from tests.collectors.registry_files.books import Rows, workbook

HEADS = ["事项编码", "领域", "事项名称", "公开内容", "更新期限", "公开层级", "公开主体", "栏目名称", "公开网址"]
REGISTRY = {
    "单位": [
        ["单位名称", "单位代码", "盟市", "旗县", "单位性质"],
        ["青城人民政府", "QC", "呼和浩特市", "", "政府"],
        ["新城人民政府", "XC", "呼和浩特市", "新城区", "政府"],
        ["玉泉人民政府", "YQ", "呼和浩特市", "玉泉区", "政府"],
    ],
    "栏目": [
        ["网站名称", "网址", "主办单位", "栏目名称", "栏目地址"],
        ["新城网", "http://xc.example.cn/", "新城人民政府", "低保信息", "http://xc.example.cn/db/"],
    ],
}
TODAY = date(2026, 11, 20)


@pytest.fixture
def registry(world: SmallWorld, rulebook: Rulebook) -> SmallWorld:
    load_regions(world.database)
    path = world.folder / "登记.xlsx"
    path.write_bytes(workbook(REGISTRY))
    import_registry(world.database, path, world.context, rulebook.column_categories, "officer")
    return world


def test_items_duties_and_places_are_taken_in_once(registry: SmallWorld) -> None:
    rows = [
        ["A-1", "社会救助", "低保对象名单", "姓名、金额", "每月", "旗县级", "新城人民政府", "低保信息", ""],
        ["A-1", "", "", "", "", "", "青城人民政府", "", "http://xc.example.cn/page.html"],
        ["A-2", "社会救助", "政策法规", "", "", "", "新城人民政府", "", ""],
    ]
    assert _import(registry, rows) == ImportSummary(3, 3, 0, 0, {})
    items = {item.code: item for item in registry.rows(CatalogueItem)}
    assert (items["A-1"].catalogue, items["A-1"].limit_days) == ("试点目录", 31)
    assert items["A-1"].levels == ["banner:government"]
    columns = {column.id: column for column in registry.rows(SiteColumn)}
    codes = {agency.id: agency.code for agency in registry.rows(Agency)}
    duties = {
        (codes[duty.agency_id], duty.item_id): (
            columns[duty.site_column_id].url if duty.site_column_id else None,
            duty.missing_since,
        )
        for duty in registry.rows(CatalogueDuty)
    }
    assert duties == {
        ("XC", items["A-1"].id): ("http://xc.example.cn/db/", None),
        ("QC", items["A-1"].id): ("http://xc.example.cn/page.html", None),
        ("YQ", items["A-1"].id): (None, TODAY),  # by its level, though no row names it
        ("XC", items["A-2"].id): (None, TODAY),
    }
    page = next(column for column in columns.values() if column.category == "page")
    assert page.url in {source.location for source in registry.rows(Source)}
    assert _import(registry, rows) == ImportSummary(3, 0, 3, 0, {})
    assert len(registry.rows(CatalogueDuty)) == 4


def test_a_place_that_is_told_later_closes_the_gap(registry: SmallWorld) -> None:
    row = ["A-2", "社会救助", "政策法规", "", "", "", "新城人民政府"]
    _import(registry, [[*row, "", ""]])
    assert [duty.missing_since for duty in registry.rows(CatalogueDuty)] == [TODAY]
    assert _import(registry, [[*row, "低保信息", ""]]).accepted == 1
    assert [duty.missing_since for duty in registry.rows(CatalogueDuty)] == [None]
    assert _import(registry, [[*row, "", ""]]).unchanged == 1, "an empty cell tells nothing"


@pytest.mark.parametrize(
    ("row", "reason", "words"),
    [
        (["A-1", "救助", "名单", "", "", "", "新成人民政府", "", ""], "unknown_agency", "相近的有：新城人民政府"),
        (["A-1", "救助", "名单", "", "", "", "新城人民政府", "低保", ""], "unknown_column", "没有栏目“低保”"),
        (
            ["A-1", "救助", "名单", "", "", "", "新城人民政府", "", "http://zz.example.cn/"],
            "unknown_site",
            "请先登记网站",
        ),
        (["A-1", "救助", "名单", "", "", "某某级", "", "", ""], "unknown_word", "某某级"),
        (["A-1", "救助", "名单", "", "不久", "", "", "", ""], "not_a_number", "不久"),
        (["A-1", "", "名单", "", "", "", "", "", ""], "name_missing", "没有写明领域"),
        (["A-1", "救助", "名单", "", "", "", "", "低保信息", ""], "agency_missing", "没有写明公开主体"),
    ],
)
def test_what_cannot_be_placed_is_set_aside(registry: SmallWorld, row: list[str], reason: str, words: str) -> None:
    summary = _import(registry, [row])
    assert (summary.accepted, summary.reasons) == (0, {reason: 1})
    assert words in registry.rows(QuarantineRow)[0].explanation
    assert registry.rows(CatalogueItem) == []


def test_headings_of_two_rows_and_merged_cells_are_understood(registry: SmallWorld) -> None:
    rows = [
        ["序号", "公开事项", "", "公开内容（要素）", "公开时限", "公开主体", "公开层级", ""],
        ["", "一级事项", "二级事项", "", "", "", "县级", "乡级"],
        ["1", "综合业务", "政策文件", "规范性文件", "形成之日起20个工作日内", "新城人民政府", "√", ""],
        ["2", "", "监督检查", "通讯地址", "长期公开", "新城人民政府", "√", "√"],
    ]
    path = registry.folder / "社会救助.xlsx"
    path.write_bytes(workbook({"社会救助": [["基层政务公开标准目录"], *rows]}))
    assert import_catalogue(registry.database, path, registry.context, "officer").accepted == 2
    items = {item.name: (item.field, item.content) for item in registry.rows(CatalogueItem)}
    assert items == {"政策文件": ("综合业务", "规范性文件"), "监督检查": ("综合业务", "通讯地址")}


def test_a_duty_begins_when_its_item_comes_into_force(registry: SmallWorld) -> None:
    heads = ["编码", "领域", "事项", "施行日期", "公开层级"]
    path = registry.folder / "目录.xlsx"
    path.write_bytes(workbook({"试点目录": [heads, ["A-9", "救助", "名单", "2027-01-01", "旗县级"]]}))
    import_catalogue(registry.database, path, registry.context, "officer")
    assert {duty.missing_since for duty in registry.rows(CatalogueDuty)} == {date(2027, 1, 1)}


def _import(world: SmallWorld, rows: Rows) -> ImportSummary:
    path = world.folder / "目录.xlsx"
    path.write_bytes(workbook({"试点目录": [["基层政务公开标准目录"], HEADS, *rows]}))
    return import_catalogue(world.database, path, world.context, "officer")
