"""Whatever a file holds: one clear refusal, or an account of every row."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from collectors.catalogue_files.reading import read_catalogue
from collectors.registry_files.reading import read_registry
from collectors.tables import TableError
from tests.collectors.registry_files.books import csv_file

CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["http://a.cn/", "a.cn", "每月", "2周", "政府", "在用", "a@b.cn", "2026-01-01", "旗县级、盟市级", "-"]
    ),
    st.just("-"),
    st.integers(-5, 99999).map(str),
)
STARTS = [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{", b"<table>"]
REGISTRY = [
    "地区",
    "单位名称",
    "单位代码",
    "邮箱",
    "网站名称",
    "网址",
    "栏目名称",
    "栏目地址",
    "栏目类别",
    "更新期限",
    "状态",
]
CATALOGUE = ["编码", "领域", "事项名称", "更新期限", "公开层级", "施行日期", "公开主体", "栏目名称", "公开网址"]


def rows(heads: list[str]) -> Any:
    return st.lists(st.lists(CELLS, min_size=len(heads), max_size=len(heads)), max_size=5)


@settings(deadline=None)
@given(rows(REGISTRY))
def test_every_row_of_a_registry_is_told_or_set_aside(cells: list[list[str]]) -> None:
    reading = read_registry(csv_file([REGISTRY, *cells]), "登记.csv")
    assert reading.rows == len(reading.told) + len(reading.problems)


@settings(deadline=None)
@given(rows(CATALOGUE))
def test_every_row_of_a_catalogue_is_told_or_set_aside(cells: list[list[str]]) -> None:
    reading = read_catalogue(csv_file([CATALOGUE, *cells]), "清单.csv")
    assert reading.rows == len(reading.told) + len(reading.problems)


@settings(max_examples=200)
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{", b"<table>"]),
)
def test_any_bytes_are_refused_in_one_line_or_read(body: bytes, start: bytes) -> None:
    for read in (read_registry, read_catalogue):
        try:
            read(start + body, "甲.xlsx")
        except TableError as error:
            assert "\n" not in str(error) and "甲.xlsx" in str(error)
