"""Pages of several encodings, and with characters that belong to none."""

from __future__ import annotations

from datetime import UTC, date, datetime

from collectors.decoding import decode
from collectors.websites.inspect import inspect_page
from tests.collectors.websites import makes

NOW = datetime(2026, 11, 21, 1, tzinfo=UTC)
NEWEST = date(2026, 9, 16)
HAN = [(title, f"{day.year}年{day.month}月{day.day}日") for title, day in makes.entries(NEWEST, 5)]
LINES = "".join(f"<li><a href='/{n}.html'>{title}</a><span>{day}</span></li>" for n, (title, day) in enumerate(HAN))
PAGE = f"<html><head><meta charset='utf-8'><title>通知公告</title></head><body><ul>{LINES}</ul>"


def newest(body: bytes) -> date | None:
    return inspect_page(body, "http://www.example.gov.cn/a/", NOW).newest


def test_a_footer_in_another_encoding_spoils_no_page() -> None:
    assert newest(PAGE.encode() + "<div>版权所有 某某市人民政府办公室</div>".encode("gb18030")) == NEWEST


def test_gb18030_without_any_declaration_is_not_taken_for_damaged_utf_8() -> None:
    assert decode(PAGE.replace("charset='utf-8'", "").encode("gb18030"))[1] == "gb18030"


def test_a_few_zero_characters_make_no_page_unreadable() -> None:
    assert newest(PAGE.encode().replace(b"<ul>", b"\x00<ul>\x00")) == NEWEST


def test_big5_without_any_declaration_is_told_by_its_characters() -> None:
    text = "公告本府辦理徵收土地案，縣長出席原住民族日活動，教育處為國小教師甄選簡章公告，政府於十一月開會。"
    assert decode(text.encode("big5")) == (text, "big5")
    assert decode(text.encode("gb18030")) == (text, "gb18030")
