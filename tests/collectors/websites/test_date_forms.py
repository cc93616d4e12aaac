"""Dates in running text."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from collectors.websites.date_forms import dates_alone, dates_in_prose, remembering_short


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
