"""A log is the same log in whatever form it comes, told by its content and not by its name."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest

from collectors.requests.parsed_request import ParsedRequest
from collectors.requests.reading import read_requests
from collectors.tables import TableError
from collectors.tables.accounting import Batch
from tests.collectors.requests.logs import HEADINGS, ROW, as_csv, as_json, as_xlsx, row
from tests.collectors.tables.forms import as_book, as_html, as_xls, as_xml

TODAY = date(2026, 11, 20)
ROWS = [row(number=f"2026-{n:03}") for n in range(5)] + [row(number="")]
LINES = "\n".join("\t".join(cells) for cells in [HEADINGS, *ROWS])
NDJSON = "\n".join(json.dumps(dict(zip(HEADINGS, cells, strict=True)), ensure_ascii=False) for cells in ROWS).encode()
WRAPPED = {"total": 6, "data": {"list": [dict(zip(HEADINGS, cells, strict=True)) for cells in ROWS]}}


def read(body: bytes, name: str = "台账.xls") -> Batch[ParsedRequest]:
    return read_requests(body, name, TODAY).everything()


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(as_csv(ROWS), id="csv"),
        pytest.param(as_csv(ROWS, delimiter=";"), id="semicolons"),
        pytest.param(as_csv(ROWS, delimiter="\t"), id="tsv"),
        pytest.param(as_csv(ROWS, delimiter="|"), id="bars"),
        pytest.param(LINES.encode("utf-16"), id="utf-16 with a mark"),
        pytest.param(LINES.encode("utf-16-le"), id="utf-16-le"),
        pytest.param(LINES.encode("utf-16-be"), id="utf-16-be"),
        pytest.param(LINES.encode("gb18030"), id="gb18030"),
        pytest.param(b"\xef\xbb\xbf" + as_csv(ROWS), id="utf-8 with a mark"),
        pytest.param(b"\n\n  \n" + as_csv(ROWS), id="empty lines above"),
        pytest.param(as_csv(ROWS).replace(b"\r\n", b"\r"), id="ends of lines of old"),
        pytest.param(as_xlsx(ROWS), id="xlsx"),
        pytest.param(as_xls({"台账": [HEADINGS, *ROWS]}), id="xls"),
        pytest.param(as_html([HEADINGS, *ROWS]), id="html"),
        pytest.param(
            as_html([HEADINGS, *ROWS], before="<table><tr><td>某市</td></tr></table>"), id="html with two tables"
        ),
        pytest.param(as_xml([HEADINGS, *ROWS]), id="xml"),
        pytest.param(as_json(ROWS), id="json"),
        pytest.param(NDJSON, id="an object a line"),
        pytest.param(json.dumps(WRAPPED, ensure_ascii=False, indent=1).encode(), id="json within json"),
    ],
)
def test_every_form_gives_the_same(body: bytes) -> None:
    found = read(body)
    assert {fact.identity: fact.content for fact in found.facts} == EXPECTED
    assert [problem.reason for problem in found.problems] == ["number_missing"]
    assert found.rows == 6


EXPECTED = {fact.identity: fact.content for fact in read(as_csv(ROWS)).facts}


@pytest.mark.parametrize("epoch_1904", [False, True])
def test_days_of_an_old_workbook_follow_its_epoch(epoch_1904: bool) -> None:
    cells = [*ROW[:3], date(2026, 3, 2), date(2026, 3, 20), *ROW[5:]]
    (request,) = read(as_xls({"台账": [HEADINGS, cells]}, epoch_1904=epoch_1904)).facts
    assert [event.on for event in request.events] == [date(2026, 3, 2), date(2026, 3, 20)]


@pytest.mark.parametrize("form", [as_xls, as_book])
def test_a_cell_merged_downwards_counts_for_every_row(form: Callable[..., bytes]) -> None:
    rows = [HEADINGS, row(number="1"), row(number="2", agency=""), row(number="3", agency="乙局")]
    bare = [[cell or None for cell in cells] for cells in rows]
    found = read(form({"台账": bare}, [(1, 2, 1, 1)])).facts
    assert [fact.agency for fact in found] == [ROW[1], ROW[1], "乙局"]


def test_headings_of_two_lines_are_one() -> None:
    upper = ["序号", "申请编号", "承办单位", "申请信息", "", "补正情况", "", "答复", ""]
    lower = ["", "", "", "收到日期", "内容", "通知日期", "收到日期", "日期", "类型"]
    cells = ["1", "A-1", "甲局", "2026-03-02", "名单", "2026-03-04", "2026-03-09", "2026-03-20", "予以公开"]
    for body in (as_csv([upper, lower, cells], ["某市依申请公开台账"]), as_xlsx([lower, cells], upper)):
        (request,) = read(body).facts
        assert request.number == "A-1"
        assert [(event.kind.value, event.on.day) for event in request.events] == [
            ("received", 2), ("correction_asked", 4), ("correction_received", 9), ("replied", 20),
        ]  # fmt: skip


def test_sums_signatures_and_headings_of_every_page_are_no_matters() -> None:
    rows = [
        row(number="1"),
        HEADINGS,
        row(number="2"),
        ["合计", "2", "", "", "", "", ""],
        ["填表人：", "张某", "", "", "", "", ""],
    ]
    reading = read_requests(as_csv(rows), "台账.csv", TODAY)
    found = reading.everything()
    assert (found.rows, len(found.facts)) == (2, 2)
    assert reading.notes == ["略去合计、签署、重复的表头 3 行"]


def test_a_row_with_a_day_is_no_sum_whatever_it_is_called() -> None:
    found = read(as_csv([row(number="合计")]))
    assert [fact.number for fact in found.facts] == ["合计"]


@pytest.mark.parametrize("form", [as_xls, as_book])
def test_every_sheet_with_headings_is_read_and_the_others_are_named(form: Callable[..., bytes]) -> None:
    sheets = {
        "1月": [HEADINGS, row(number="1")],
        "填写说明": [["日期一律写年月日"]],
        "2月": [["某市"], HEADINGS, row(number="2"), row(number="1")],
    }
    reading = read_requests(form(sheets), "台账.xlsx", TODAY)
    found = reading.everything()
    assert {(fact.sheet, fact.row.number, fact.number) for fact in found.facts} == {("1月", 2, "1"), ("2月", 3, "2")}
    assert found.repeated == 1
    assert reading.notes == ["未读取没有表头的工作表：填写说明"]


def test_a_problem_names_its_sheet() -> None:
    (problem,) = read(as_book({"1月": [HEADINGS, row()], "2月": [HEADINGS, row(number="")]}), "a.xlsx").problems
    assert (problem.file, problem.row) == ("a.xlsx［2月］", 2)


def test_empty_columns_behind_the_last_change_nothing() -> None:
    wide = as_csv([[*row(), "", "", ""]], [*HEADINGS, "", "", ""])
    assert [fact.content for fact in read(wide).facts] == [fact.content for fact in read(as_csv([row()])).facts]


def test_a_sign_too_many_within_a_row_is_seen() -> None:
    (problem,) = read(as_csv([[*row(), "乙"]])).problems
    assert problem.reason == "too_many_cells"


def test_an_error_in_a_workbooks_cell_is_no_day() -> None:
    (problem,) = read(as_csv([row(received="#REF!")])).problems
    assert problem.reason == "not_a_date"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (as_xls({"空": [["说明"]]}), "缺少列"),
        (b"<html><body><p>\xe6\xb2\xa1\xe6\x9c\x89</p></body></html>", "网页中没有表格"),
        (as_xml([HEADINGS, ROW])[:-40], "XML 表格无法读取"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 2000, "XLS"),
        (as_csv([row()[:4]], HEADINGS[:4]), "答复日期"),
        (as_csv([("1", "2013-01", "x")], ("identifier", "date", "decision")), "收到日期"),
    ],
)
def test_what_cannot_be_used_says_what_was_looked_for(body: bytes, words: str) -> None:
    with pytest.raises(TableError, match=words):
        read(body)
