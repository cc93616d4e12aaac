from datetime import UTC, date, datetime

import pytest

from metrics.law_days import first_day_of_quarter, law_day, law_minute, next_quarter, quarter


@pytest.mark.parametrize(
    ("day", "following"),
    [
        (date(2026, 1, 1), date(2026, 4, 1)),
        (date(2026, 6, 30), date(2026, 7, 1)),
        (date(2026, 9, 30), date(2026, 10, 1)),
        (date(2026, 10, 1), date(2027, 1, 1)),
        (date(2026, 12, 31), date(2027, 1, 1)),
    ],
)
def test_the_next_quarter_begins_after_this_one(day: date, following: date) -> None:
    assert next_quarter(day) == following
    assert next_quarter(day) > day
    assert quarter(next_quarter(day)) != quarter(day)
    assert first_day_of_quarter(next_quarter(day)) == next_quarter(day)


def test_an_evening_in_utc_is_the_next_morning_in_shanghai() -> None:
    evening = datetime(2026, 3, 2, 16, 5, tzinfo=UTC)
    assert law_day(evening) == date(2026, 3, 3)
    assert law_minute(evening) == "2026-03-03 00:05"
