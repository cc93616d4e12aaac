from datetime import date

import pytest

from metrics.law_days import first_day_of_quarter, next_quarter, quarter


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
