"""Dates in running text."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.websites.dates.date_forms import dates_alone, dates_in_prose, relative_day, remembering_short


def test_a_short_text_is_read_once_and_a_long_one_is_not_kept() -> None:
    read: list[str] = []

    @remembering_short
    def length(text: str) -> int:
        read.append(text)
        return len(text)

    assert [length("2026-09-16"), length("2026-09-16"), length("长" * 61), length("长" * 61)] == [10, 10, 61, 61]
    assert read == ["2026-09-16", "长" * 61, "长" * 61]


@given(
    st.dates(date(1990, 1, 1), date(2099, 12, 31)), st.sampled_from(["{:%Y-%m-%d}", "{:%Y/%m/%d}", "{:%Y年%m月%d日}"])
)
def test_a_date_is_the_same_in_a_short_text_and_in_a_long_one(day: date, form: str) -> None:
    text = form.format(day)

    assert [found.on() for found in dates_in_prose(text)] == [day]
    assert [found.on() for found in dates_alone(text)] == [day]
    assert [found.on() for found in dates_in_prose("印发" + "通知" * 40 + text)] == [day]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("3 hours ago", 0),
        ("1 day ago", 1),
        ("5 Days Ago", 5),
        ("2 weeks ago", 14),
        ("40 mins ago", 0),
        ("3天前", 3),
        ("发布于2天前", 2),
        ("2天以前", 2),
    ],
)
def test_a_time_that_is_told_by_its_distance_is_counted_from_today(text: str, days: int) -> None:
    assert relative_day(text, date(2026, 11, 21)) == date(2026, 11, 21) - timedelta(days)


@pytest.mark.parametrize(("text", "month", "day"), [("16 9月", 9, 16), ("08 10 月", 10, 8), ("1 9月16日", 9, 16)])
def test_a_day_may_stand_above_its_month(text: str, month: int, day: int) -> None:
    assert [(form.year, form.month, form.day) for form in dates_alone(text)] == [(None, month, day)]


def test_the_hour_behind_a_year_is_no_month() -> None:
    assert [form.on() for form in dates_alone("09/25/2026 - 10:20")] == [date(2026, 9, 25)]


@pytest.mark.parametrize("text", ["2026年1-10月", "1-10月", "(1-9 月)", "2026.1-9月"])
def test_a_range_of_months_is_no_day(text: str) -> None:
    assert [*dates_in_prose(text), *dates_alone(text)] == []
