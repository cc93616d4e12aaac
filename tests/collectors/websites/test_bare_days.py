"""A day that stands alone is of the month in the heading above it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.collectors.websites.looking import link, look


def beneath(heading: str, days: list[str], first: int = 0) -> str:
    entries = "".join(f"<li><b>{day}</b>{link(first + n)}</li>" for n, day in enumerate(days))
    return f"<h3>{heading}</h3><ul>{entries}</ul>"


@pytest.mark.parametrize(
    ("september", "august"),
    [("2026年9月", "2026年8月"), ("2026.09", "2026.08"), ("2026年9月份", "2026年8月份"), ("【2026-9】", "【2026-8】")],
)
def test_days_are_of_the_month_above_them(september: str, august: str) -> None:
    view = look(f"<div>{beneath(september, ['16', '3日', '02'])}{beneath(august, ['29', '8'], 3)}</div>")
    days = [date(2026, 9, 16), date(2026, 9, 3), date(2026, 9, 2), date(2026, 8, 29), date(2026, 8, 8)]
    assert [item.date for item in view.items] == days


def test_a_day_that_is_still_to_come_is_flagged_and_never_taken() -> None:
    view = look(f"<div>{beneath('2026年12月', ['12', '5'])}{beneath('2026年11月', ['19', '8'], 2)}</div>")
    assert view.newest == date(2026, 11, 19)
    assert "future_date" in view.flags


def test_numbers_of_the_entries_are_no_days() -> None:
    assert look(beneath("2026年9月", ["1", "2", "3", "4"])).newest is None


def test_months_side_by_side_are_a_menu() -> None:
    menu = "<ul><li>2026年9月</li><li>2026年8月</li><li>2026年7月</li></ul>"
    entries = "".join(f"<li><b>{20 - n}</b>{link(n)}</li>" for n in range(4))
    assert look(f"<div>{menu}<ul>{entries}</ul></div>").newest is None


def test_an_entry_without_a_day_leaves_all_undated() -> None:
    entries = f"<li>{link(8)}</li><li>{link(9)}</li>"
    assert look(f"<div>{beneath('2026年9月', ['16', '3'])}<ul>{entries}</ul></div>").newest is None


def test_a_month_may_stand_beneath_its_year() -> None:
    view = look(f"<div><h2>2026年</h2>{beneath('9月', ['16', '3', '2'])}{beneath('8月份', ['29', '8'], 3)}</div>")
    days = [date(2026, 9, 16), date(2026, 9, 3), date(2026, 9, 2), date(2026, 8, 29), date(2026, 8, 8)]
    assert [item.date for item in view.items] == days


def test_a_month_without_a_year_tells_no_day() -> None:
    assert look(f"<div>{beneath('9月', ['16', '3', '2'])}</div>").newest is None
