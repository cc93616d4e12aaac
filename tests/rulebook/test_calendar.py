from datetime import date, timedelta

import chinese_calendar
import pytest

from metrics.working_days import WorkingDays
from rulebook import Rulebook

# Working days of each year, reckoned outside this project.
PER_YEAR = {2019: 250, 2020: 249, 2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 248, 2026: 248}


@pytest.mark.parametrize("year", PER_YEAR)
def test_every_day_agrees_with_the_package_it_is_compared_with(rulebook: Rulebook, year: int) -> None:
    working_days = WorkingDays(rulebook.calendar)
    first = date(year, 1, 1)
    days = [first + timedelta(days=i) for i in range((date(year + 1, 1, 1) - first).days)]
    assert [d for d in days if working_days.is_working(d) != chinese_calendar.is_workday(d)] == []
    assert sum(working_days.is_working(d) for d in days) == PER_YEAR[year]


def test_days_in_lieu_agree_with_the_package(rulebook: Rulebook) -> None:
    ours = {d.date for notice in rulebook.calendar.years.values() for d in notice.days if d.kind == "in_lieu_off"}
    first = date(2019, 1, 1)
    days = [first + timedelta(days=i) for i in range((date(2027, 1, 1) - first).days)]
    assert ours == {d for d in days if chinese_calendar.is_in_lieu(d)}


def test_each_year_names_its_notice_and_how_far_it_was_checked(rulebook: Rulebook) -> None:
    assert sorted(rulebook.calendar.years) == list(PER_YEAR)
    for year, notice in rulebook.calendar.years.items():
        assert str(year) in notice.title and "国办发明电" in notice.number
        assert notice.status == "unverified" and "chinesecalendar" in notice.days_status


def test_the_changes_in_mid_year_are_named(rulebook: Rulebook) -> None:
    labour, spring = rulebook.calendar.years[2019], rulebook.calendar.years[2020]
    assert "劳动节" in labour.amendments[0].title and "春节" in spring.amendments[0].title
    moved = {d.date.isoformat() for d in (*labour.days, *spring.days) if d.amended_by}
    assert {"2019-05-02", "2019-04-28", "2019-05-05", "2020-01-31", "2020-02-01", "2020-02-02"} <= moved


def test_a_region_adds_its_own_days_and_leaves_the_others_alone(rulebook: Rulebook) -> None:
    nadam = date(2026, 7, 7)
    calendar = rulebook.calendar.with_regional_days("152500", {nadam: "那达慕"})
    assert nadam in calendar.overlay("152500").off_days
    assert calendar.overlay("152500").version != calendar.version
    assert nadam not in calendar.off_days
    assert calendar.overlay("150100") is calendar
