"""Message logs from bytes to messages."""
# ruff: noqa: E501 - tables of cases are easier to read on one line

from __future__ import annotations

from datetime import date

import pytest

from collectors.messages.reading import read_messages
from collectors.tables import TableError
from tests.collectors.requests.logs import as_csv, as_json, as_xlsx

TODAY = date(2026, 11, 20)
HEADINGS = ("留言编号", "答复单位", "网站", "留言时间", "答复时间", "标题")
ROW = ("L1", "甲市教育局", "甲市人民政府", "2026-03-02 10:30", "2026-03-05", "关于入学的咨询")


def test_messages_are_the_same_from_every_file_form() -> None:
    for body in (as_csv([ROW], HEADINGS), as_xlsx([ROW], HEADINGS), as_json([ROW], HEADINGS)):
        (message,) = read_messages(body, "留言", TODAY).everything().facts
        assert (message.number, message.agency, message.site) == ("L1", "甲市教育局", "甲市人民政府")
        assert (message.asked_on, message.answered_on) == (date(2026, 3, 2), date(2026, 3, 5))


def test_rows_are_accounted_for() -> None:
    rows = [
        ROW, ROW, ("L1", *ROW[1:5], "另一标题"), ("", *ROW[1:]), ("L2", "", "", *ROW[3:]), ("L3", *ROW[1:3], "", *ROW[4:]),
        ("L4", *ROW[1:4], "2026-03-01", "x"), ("L5", *ROW[1:4], "", "x"),
    ]  # fmt: skip
    reading = read_messages(as_csv(rows, HEADINGS), "留言", TODAY).everything()
    assert sorted(message.number for message in reading.facts) == ["L1", "L5"]
    assert reading.repeated == 1
    assert [found.reason for found in reading.problems] == [
        "number_missing", "agency_missing", "receipt_missing", "reply_before_receipt", "repeated_id",
    ]  # fmt: skip


def test_a_file_without_the_day_of_the_answer_is_refused() -> None:
    with pytest.raises(TableError, match="答复日期"):
        read_messages(as_csv([ROW[:4]], HEADINGS[:4]), "留言", TODAY)
