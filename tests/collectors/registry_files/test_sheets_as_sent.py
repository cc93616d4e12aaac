"""Sheets as offices send them: notes beneath, parts divided by headings, a site named once, numbers that begin anew."""

from __future__ import annotations

import io
from zipfile import ZipFile

import pytest

from collectors.catalogue_files.reading import read_catalogue
from collectors.registry_files.addresses import read_address
from collectors.registry_files.reading import read_registry
from collectors.tables import TableError
from collectors.tables.accounting import RowRefused
from tests.collectors.registry_files.books import Rows, csv_file, workbook

HEADS = ["序号", "单位名称", "所属地区", "单位性质"]
AGENCY = [1, "水务局", "包头市", "部门"]


@pytest.mark.parametrize(
    "line",
    [
        ["注：1.联系人须为在编人员；2.邮箱请使用政务邮箱。"],
        ["填表人：王某", "", "审核人：赵某", ""],
        ["一、盟市部门"],
        ["（此表每年更新）"],
        ["合计", "2"],
        HEADS,
    ],
)
def test_lines_that_explain_divide_add_up_or_repeat_the_headings_are_no_rows(line: list[str]) -> None:
    reading = read_registry(workbook({"Sheet1": [["登记表"], HEADS, line, AGENCY, line]}), "a.xlsx")
    assert (reading.rows, len(reading.told), reading.problems) == (1, 1, [])


def test_a_row_that_says_too_little_is_set_aside_with_its_place_and_reason() -> None:
    reading = read_registry(workbook({"Sheet1": [HEADS, AGENCY, [2, "", "包头市", "部门"]]}), "a.xlsx")
    problem = reading.problems[0]
    assert (problem.row, problem.field, problem.reason, problem.explanation) == (
        3,
        "单位名称",
        "name_missing",
        "没有单位名称",
    )


SITE_HEADS = ["网站名称", "网址", "主办单位", "栏目名称", "栏目地址"]


def test_a_site_written_once_above_its_columns_counts_for_those_on_its_host() -> None:
    rows: Rows = [
        SITE_HEADS,
        ["甲网", "http://a.example.cn/", "甲局", "公告", "http://a.example.cn/gg/"],
        ["", "", "", "要闻", "http://a.example.cn/yw/"],
        ["", "", "", "别处", "http://b.example.cn/yw/"],
    ]
    told = read_registry(csv_file(rows), "a.csv").told
    assert [row.site.name if row.site else None for row in told] == ["甲网", "甲网", None]


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("www。example。gov。cn", "http://www.example.gov.cn"),
        ("http://www。example.gov.cn/a", "http://www.example.gov.cn/a"),
        ("http://内蒙古.政务/", "http://内蒙古.政务/"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/"),
        ("http://[::1]/", "http://[::1]/"),
    ],
)
def test_an_address_is_taken_as_it_was_meant(written: str, address: str) -> None:
    assert read_address(written, "site_url") == address


@pytest.mark.parametrize(
    "written",
    [
        "http://http://www.example.cn",
        "http://a.example.cn、http://b.example.cn",
        "http://www",
        "http:www.example.cn",
        "建设中",
    ],
)
def test_what_is_no_one_address_is_refused(written: str) -> None:
    with pytest.raises(RowRefused, match="不是网址"):
        read_address(written, "site_url")


def test_numbers_that_begin_anew_in_each_field_are_led_by_the_field() -> None:
    rows: list[list[object]] = [["序号", "领域", "事项名称"]]
    for field in ("养老服务", "义务教育", "户籍管理"):
        rows += [[n, field if n == 1 else "", f"事项{n}"] for n in range(1, 5)]
    told = read_catalogue(csv_file(rows), "目录.csv").told
    assert len({row.code for row in told}) == 12
    assert told[5].code == "义务教育 2"


def test_a_name_that_several_fields_have_is_led_by_the_field() -> None:
    rows: Rows = [["领域", "事项名称"], ["养老服务", "办事指南"], ["义务教育", "办事指南"], ["义务教育", "招生计划"]]
    told = read_catalogue(csv_file(rows), "目录.csv").told
    assert [row.code for row in told] == ["养老服务 办事指南", "义务教育 办事指南", "招生计划"]


def test_a_code_that_stands_twice_stays_as_it_is() -> None:
    rows: Rows = [
        ["编码", "领域", "事项名称"],
        ["A1", "养老服务", "甲"],
        ["A1", "义务教育", "乙"],
        ["2", "户籍管理", "丙"],
    ]
    assert [row.code for row in read_catalogue(csv_file(rows), "目录.csv").told] == ["A1", "A1", "2"]


def test_an_archive_without_a_workbook_is_refused_in_one_line() -> None:
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr(
            "[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
        )
    with pytest.raises(TableError, match="a.xlsx：XLSX 工作簿无法读取"):
        read_registry(out.getvalue(), "a.xlsx")


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("不超过14天", 14),
        ("2周内", 14),
        ("每2周更新一次", 14),
        ("每周至少1次", 7),
        ("每日更新", 1),
        ("每年更新一次", 366),
        ("随时", None),
        ("≤30日", 30),
    ],
)
def test_how_often_a_column_is_to_be_brought_up_to_date_may_be_said_in_many_ways(
    written: str, days: int | None
) -> None:
    rows: Rows = [
        ["网站名称", "栏目名称", "栏目地址", "更新频率要求"],
        ["甲网", "公告", "http://a.example.cn/gg/", written],
    ]
    column = read_registry(csv_file(rows), "a.csv").told[0].column
    assert column is not None and column.limit_days == days


def test_levels_that_nobody_supervises_take_no_item_away() -> None:
    rows: Rows = [
        ["编码", "领域", "事项名称", "公开层级"],
        ["1", "教育", "招生", "县级、乡级"],
        ["2", "教育", "收费", "市、县、乡"],
    ]
    told = read_catalogue(csv_file(rows), "目录.csv").told
    assert [row.levels for row in told] == [("banner:government",), ("banner:government", "league:government")]
