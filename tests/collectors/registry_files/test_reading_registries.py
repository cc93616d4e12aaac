"""Registries of any make become rows; what cannot be read is told with file, sheet, line, field and reason."""

from __future__ import annotations

import pytest

from collectors.registry_files.addresses import same_address
from collectors.registry_files.reading import RegistryReading, read_registry
from collectors.tables import TableError
from tests.collectors.registry_files.books import csv_file, workbook


def test_one_csv_tells_of_agency_site_and_column_whatever_its_encoding_and_title_lines() -> None:
    rows = [
        ["全区政府网站登记表"],
        ["盟市", "主办单位", "单位代码", "网站名称", "网址", "栏目名称", "栏目地址", "栏目类别", "更新期限（天）"],
        ["甲市", "甲市教育局", "JY", "教育网", "jy.example.cn", "通知", "http://jy.example.cn/tz/", "", "2周"],
    ]
    told = read_registry(csv_file(rows, "gb18030"), "登记.csv").told
    assert len(told) == 1
    row = told[0]
    assert row.agency is not None and row.agency.declares and row.agency.region == "甲市"
    assert row.site is not None and row.site.url == "http://jy.example.cn"
    assert row.column is not None and (row.column.name, row.column.limit_days) == ("通知", 14)


def test_a_workbook_is_read_sheet_by_sheet_agencies_first_and_notes_left_out() -> None:
    body = workbook(
        {
            "填表说明": [["请如实填写"], ["不要改动表头"]],
            "栏目": [["网站", "栏目", "网址"], ["甲网", "要闻", "http://a.example.cn/yw/"]],
            "网站": [["网站名称", "网址", "主办单位"], ["甲网", "http://a.example.cn/", "甲市"]],
            "单位": [["单位名称", "地区"], ["甲市", "150100"]],
        }
    )
    told = read_registry(body, "表.xlsx").told
    assert [row.sheet.name for row in told] == ["单位", "网站", "栏目"]
    assert told[2].column is not None and told[2].column.url == "http://a.example.cn/yw/"
    assert told[2].site is not None and told[2].site.url == ""


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("14", 14),
        ("14天", 14),
        ("2周", 14),
        ("6个月", 186),
        ("每月", 31),
        ("半年", 184),
        ("及时更新", None),
        ("", None),
    ],
)
def test_a_limit_is_a_number_of_calendar_days_however_it_is_written(written: str, days: int | None) -> None:
    column = _columns([["要闻", "http://a.example.cn/yw/", written]]).told[0].column
    assert column is not None and column.limit_days == days


@pytest.mark.parametrize(
    ("cells", "field", "reason"),
    [
        (["要闻", "ftp://a.example.cn/yw/", ""], "栏目地址", "not_an_address"),
        (["要闻", "见首页", ""], "栏目地址", "not_an_address"),
        (["要闻", "", ""], "栏目地址", "not_an_address"),
        (["要闻", "http://a.example.cn/yw/", "很快"], "更新期限（天）", "not_a_number"),
        (["要闻", "http://a.example.cn/yw/", "0"], "更新期限（天）", "not_a_number"),
        (["闻" * 121, "http://a.example.cn/yw/", ""], "栏目名称", "name_too_long"),
    ],
)
def test_a_row_that_cannot_be_used_names_its_place(cells: list[str], field: str, reason: str) -> None:
    reading = _columns([["通知", "http://a.example.cn/tz/", ""], cells])
    assert len(reading.told) == 1
    (problem,) = reading.problems
    assert (problem.file, problem.row, problem.field, problem.reason) == ("表.xlsx［栏目］", 3, field, reason)
    assert reading.rows == 2


@pytest.mark.parametrize(
    "body", [b"", b"   ", b"a,b,c\n1,2,3\n", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0old", b"[1, 2"]
)
def test_a_file_that_holds_no_registry_is_refused_in_one_line(body: bytes) -> None:
    with pytest.raises(TableError) as refusal:
        read_registry(body, "登记.xlsx")
    assert "登记.xlsx" in str(refusal.value) and "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    "other", ["HTTP://A.example.cn", "http://a.example.cn/", "http://a.example.cn:80/", "http://a.example.cn/#top"]
)
def test_two_ways_of_writing_one_address_are_one(other: str) -> None:
    assert same_address(other) == same_address("http://a.example.cn")
    assert same_address(other) != same_address("https://a.example.cn")


def _columns(rows: list[list[str]]) -> RegistryReading:
    heads = ["栏目名称", "栏目地址", "更新期限（天）"]
    return read_registry(workbook({"栏目": [heads, *rows]}), "表.xlsx")
