"""Days in cells."""
# ruff: noqa: E501 - tables of cases are easier to read on one line

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.tables.dates import BadDate, read_day

FORMS = [
    "{0:%Y-%m-%d}", "{0:%Y/%m/%d}", "{0:%Y.%m.%d}", "{0.year}-{0.month}-{0.day}", "{0.year}/{0.month}/{0.day}",
    "{0.year}.{0.month}.{0.day}", "{0.year}年{0.month}月{0.day}日", "{0.year}年{0:%m}月{0:%d}号", "{0:%Y%m%d}",
    "{0:%Y-%m-%d} 08:30", "{0:%Y-%m-%d} 08:30:15", "{0:%Y-%m-%dT%H:%M:%S}", "{0:%Y/%m/%d} 8:05", "{0:%Y-%m-%d} 星期三",
    "{0:%Y年%m月%d日} 上午 9:05", "{0:%d %B %Y}", "{0:%b %d, %Y}", "{0:%d-%b-%Y}", " {0:%Y-%m-%d}\u3000", "{0:%Y%m%d}093000",
    "{0:%d.%m.%Y}",
]  # fmt: skip
WIDE = str.maketrans("0123456789-/.", "０１２３４５６７８９－／．")
DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))


@given(DAYS, st.sampled_from(FORMS))
def test_a_day_is_read_in_every_form(day: date, form: str) -> None:
    assert read_day(form.format(day)) == day


@given(DAYS)
def test_full_width_digits_are_digits(day: date) -> None:
    assert read_day(f"{day:%Y-%m-%d}".translate(WIDE)) == day


@given(DAYS)
def test_an_excel_serial_is_a_day(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    assert read_day(serial) == read_day(serial + 0.75) == read_day(str(serial)) == day


def test_workbook_cells_are_days() -> None:
    assert read_day(datetime(2026, 3, 2, 17, 30)) == read_day(date(2026, 3, 2)) == date(2026, 3, 2)  # noqa: DTZ001


def test_a_moment_with_a_zone_is_its_day_in_shanghai() -> None:
    assert read_day("2026-03-02T20:00:00Z") == date(2026, 3, 3)
    assert read_day("2026-03-02T20:00:00+08:00") == date(2026, 3, 2)
    assert read_day(datetime(2026, 3, 2, 20, tzinfo=UTC)) == date(2026, 3, 3)


@pytest.mark.parametrize(
    ("text", "day"), [("二〇二四年三月五日", date(2024, 3, 5)), ("二○二四年十二月三十一日", date(2024, 12, 31))]
)
def test_chinese_numerals_are_digits(text: str, day: date) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize("cell", [None, "", "  ", "-", "/", "—", "无", "N/A", "null"])
def test_an_empty_cell_is_no_day_and_no_fault(cell: object) -> None:
    assert read_day(cell) is None


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("2026-02-30", "impossible_date"), ("2026年13月5日", "impossible_date"), ("0016-02-20", "impossible_date"),
        ("1926-01-01", "impossible_date"), ("三月初", "not_a_date"), ("2026-03", "incomplete_date"), ("03/04/2024", "ambiguous_date"),
        (12, "not_a_date"), (3.5e9, "not_a_date"), ("2026-03-02 2026-03-05", "not_a_date"), (float("nan"), "not_a_date"),
        (float("inf"), "not_a_date"),
    ],
)  # fmt: skip
def test_a_cell_that_is_no_day_says_why(cell: object, reason: str) -> None:
    with pytest.raises(BadDate) as refusal:
        read_day(cell)
    assert refusal.value.reason == reason


@given(st.one_of(st.text(max_size=40), st.floats(), st.integers(), st.binary(max_size=5), st.booleans()))
def test_any_cell_is_a_day_or_none_or_a_named_fault(cell: object) -> None:
    try:
        day = read_day(cell)
    except BadDate as refusal:
        assert refusal.reason in ("impossible_date", "ambiguous_date", "incomplete_date", "not_a_date")
    else:
        assert day is None or date(1990, 1, 1) <= day <= date(2099, 12, 31)
