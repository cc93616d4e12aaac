"""Request logs from bytes to events, with an account of every row."""
# ruff: noqa: E501 - tables of cases are easier to read on one line

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collectors.requests.parsed_request import ParsedRequest
from collectors.requests.reading import read_requests
from collectors.tables import TableError
from collectors.tables.accounting import Batch
from tests.collectors.requests.logs import HEADINGS, as_csv, as_json, as_xlsx, row

TODAY = date(2026, 11, 20)


def read(body: bytes) -> Batch[ParsedRequest]:
    return read_requests(body, "台账.csv", TODAY).everything()


def events(body: bytes) -> dict[str, tuple[date, dict[str, Any]]]:
    (request,) = read(body).facts
    return {event.kind.value: (event.on, dict(event.detail)) for event in request.events}


def problem(**cells: str) -> tuple[str, str, int]:
    reading = read(as_csv([row(number="1"), row(**cells)]))
    (found,) = reading.problems
    return found.reason, found.field, found.row


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_log_is_read_in_every_encoding(encoding: str) -> None:
    body = as_csv([row()]).decode().encode(encoding)
    (request,) = read(body).facts
    assert (request.number, request.agency, request.description) == ("2026-001", "甲市教育局", "学校名单")


def test_csv_tsv_xlsx_and_json_give_the_same() -> None:
    rows = [row(number=f"2026-{n:03}") for n in range(5)] + [row(number="")]
    bodies = [as_csv(rows), as_csv(rows, delimiter="\t"), as_xlsx(rows), as_json(rows)]
    contents = [[(fact.number, fact.content) for fact in read(body).facts] for body in bodies]
    assert contents[0] == contents[1] == contents[2] == contents[3]
    assert len(contents[0]) == 5


def test_dates_of_a_workbook_and_lines_above_the_headings() -> None:
    cells = [*row()[:3], datetime(2026, 3, 2, 9, 30), 46101, *row()[5:]]  # noqa: DTZ001 - a workbook has no zones
    body = as_xlsx([cells], above=[["某市依申请公开台账"], ["单位：件", ""], []])
    found = events(body)
    assert (found["received"][0], found["replied"][0]) == (date(2026, 3, 2), date(2026, 3, 20))


def test_a_reply_has_its_kind() -> None:
    assert events(as_csv([row(outcome="部分公开")]))["replied"] == (date(2026, 3, 20), {"outcome": "granted_in_part"})
    assert events(as_csv([row(outcome="disclosed in part")]))["replied"][1] == {"outcome": "granted_in_part"}
    assert events(as_csv([row(outcome="稀奇的词")]))["replied"][1] == {"outcome_words": "稀奇的词"}


def test_a_withdrawn_request_is_not_a_reply() -> None:
    assert set(events(as_csv([row(outcome="申请人撤回")]))) == {"received", "withdrawn"}


def test_a_web_request_is_received_on_the_day_of_confirmation() -> None:
    headings = ("申请编号", "承办单位", "申请渠道", "申请日期", "确认日期", "答复日期")
    confirmed = as_csv([("1", "甲局", "网上申请", "2026-03-02", "2026-03-05", "")], headings)
    assert {kind: on for kind, (on, _) in events(confirmed).items()} == {
        "submitted": date(2026, 3, 2),
        "confirmed": date(2026, 3, 5),
    }
    unconfirmed = as_csv([("1", "甲局", "网上申请", "2026-03-02", "", "")], headings)
    assert set(events(unconfirmed)) == {"submitted"}


def test_all_steps_of_the_law_are_read() -> None:
    cells = {
        "申请编号": "7", "承办单位": "甲局", "收件时间": "2026/3/2 9:00", "补正通知日期": "2026.3.5", "补正期限": "2026-03-20",
        "补正收到日期": "2026年3月12日", "延期日期": "20260401", "延期是否批准": "是", "是否告知申请人": "否", "延期工作日": "20",
        "征求第三方意见日期": "2026-03-16", "第三方反馈日期": "2026-03-27", "协办日期": "2026-03-17", "协办反馈日期": "2026-03-18",
        "答复日期": "2026-05-06", "答复结果": "信息不存在", "复议申请日期": "2026-06-01", "复议决定日期": "2026-07-01", "复议结果": "维持",
    }  # fmt: skip
    found = events(as_csv([list(cells.values())], list(cells)))
    assert set(found) == {
        "received", "correction_asked", "correction_received", "extended", "third_party_asked", "third_party_answered",
        "agency_asked", "agency_answered", "replied", "review_filed", "review_decided",
    }  # fmt: skip
    assert found["correction_asked"][1] == {"until": "2026-03-20"}
    assert found["extended"][1] == {"approved": True, "applicant_told": False, "working_days": 20}
    assert found["review_decided"][1] == {"result": "upheld"}


def test_headings_are_recognised_whatever_their_dress() -> None:
    headings = ("登 记 号", "责任单位（全称）", "渠道", "收到申请日期(年-月-日)", "Date Closed", "办理结果", "备注")
    assert len(read(as_csv([row()], headings)).facts) == 1


@pytest.mark.parametrize(
    ("cells", "reason", "field"),
    [
        ({"number": ""}, "number_missing", "申请编号"),
        ({"agency": ""}, "agency_missing", "承办单位"),
        ({"received": "2026-02-30"}, "impossible_date", "收到日期"),
        ({"received": "三月初"}, "not_a_date", "收到日期"),
        ({"received": ""}, "receipt_missing", "收到日期"),
        ({"replied": "2026-03-01"}, "reply_before_receipt", "答复日期"),
        ({"replied": "2027-01-01"}, "date_in_future", "答复日期"),
        ({"replied": "", "outcome": "予以公开"}, "reply_date_missing", "答复日期"),
        ({"number": "1", "replied": "2026-03-19"}, "repeated_id", "申请编号"),
    ],
)
def test_a_bad_row_is_set_aside_with_its_place_and_reason(cells: dict[str, str], reason: str, field: str) -> None:
    assert problem(**cells) == (reason, field, 3)


def test_a_field_that_the_file_does_not_have_is_named_by_its_usual_word() -> None:
    headings = ("申请编号", "单位", "提交时间", "办结时间")
    (found,) = read(as_csv([("1", "甲局", "", "2026-03-20")], headings)).problems
    assert (found.reason, found.field) == ("receipt_missing", "收到日期")
    (found,) = read(as_csv([("1", "甲局", "2026-03-20", "2026-03-02")], headings)).problems
    assert (found.field, found.explanation) == ("办结时间", "2026-03-02 早于提交时间 2026-03-20")


def test_the_same_row_twice_is_unchanged() -> None:
    reading = read(as_csv([row(), row()]))
    assert (len(reading.facts), reading.repeated, len(reading.problems)) == (1, 1, 0)


def test_a_quotation_mark_that_is_never_closed_swallows_no_row() -> None:
    headings = "申请编号,承办单位,收到日期,答复日期,申请内容"
    lines = [
        '1,甲局,2026-03-02,,"没有收尾',
        "2,甲局,2026-03-03,,好",
        '3,甲局,2026-03-04,,"好"',
        '4,甲局,2026-03-05,,"两\n行"',
    ]
    found = read("\n".join([headings, *lines]).encode()).facts
    assert [(fact.number, fact.description) for fact in found] == [
        ("1", "没有收尾"), ("2", "好"), ("3", "好"), ("4", "两 行"),
    ]  # fmt: skip
    at_the_end = read("\n".join([headings, lines[1], lines[0], "5,甲局,2026-03-06,,"]).encode()).facts
    assert [fact.number for fact in at_the_end] == ["2", "1", "5"]


def test_one_number_at_two_agencies_is_two_requests() -> None:
    assert len(read(as_csv([row(), row(agency="乙市教育局")])).facts) == 2


def test_the_applicant_is_kept_nowhere() -> None:
    headings = (*HEADINGS, "申请人姓名", "联系电话")
    reading = read(as_csv([[*row(number=""), "张某某", "13900000000"]], headings))
    assert "张某某" not in str(reading.problems[0].raw)
    assert "13900000000" not in str(reading.problems[0].raw)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "文件是空的"),
        (as_csv([row()], ("a", "b", "c", "d", "e", "f", "g")), "缺少列：收到日期/收件日期/收件时间 或者"),
        (as_csv([row()[:4]], HEADINGS[:4]), "答复日期"),
        (b"PK\x03\x04 this is no workbook", "XLSX 工作簿无法读取"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "XLS"),
        (b"%PDF-1.7", "PDF"),
        (b'{"a": 1}', "由对象组成的数组"),
        (b'[{"a": ', "JSON 无法解析"),
        (b"\x00\x01\x02" * 40, "台账.csv"),
    ],
)
def test_a_file_that_cannot_be_used_says_why_in_one_line(body: bytes, words: str) -> None:
    with pytest.raises(TableError) as error:
        read_requests(body, "台账.csv", TODAY)
    assert words in str(error.value)
    assert str(error.value).startswith("台账.csv：")
    assert "\n" not in str(error.value)


CELLS = st.one_of(
    st.text(max_size=12), st.sampled_from(["2026-03-02", "2026-02-30", "1", "甲局", "", "予以公开", "46101"])
)


@given(st.lists(st.lists(CELLS, min_size=7, max_size=7), max_size=12))
@settings(max_examples=150, deadline=None)
def test_every_row_is_accounted_for(rows: list[list[str]]) -> None:
    reading = read(as_csv(rows))
    assert reading.rows == sum(any(cell.strip() for cell in cells) for cells in rows)
    assert reading.rows == len(reading.facts) + reading.repeated + len(reading.problems)


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_a_log_or_a_clear_error(body: bytes) -> None:
    try:
        read(body)
    except TableError as error:
        assert str(error).startswith("台账.csv：")


def test_the_calgary_log_is_the_same_as_csv_and_json(samples: Path) -> None:
    readings = [read((samples / "requests" / f"ca_ab_calgary.{form}").read_bytes()) for form in ("csv", "json")]
    for reading in readings:
        assert (reading.rows, len(reading.facts), reading.repeated) == (520, 489, 9)
        assert Counter(reading.reasons) == {"repeated_id": 16, "reply_before_receipt": 5, "impossible_date": 1}
    contents = [[(fact.row.number, fact.number, fact.content) for fact in reading.facts] for reading in readings]
    assert contents[0] == contents[1]
