"""The clock: real, or frozen to one day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import time_machine

from metrics.law_days import law_day
from mingcha.clock import make_clock


def test_the_real_clock_tells_the_present_moment_in_utc() -> None:
    with time_machine.travel(datetime(2026, 3, 2, 17, 30, tzinfo=UTC), tick=False):
        assert make_clock(None)() == datetime(2026, 3, 2, 17, 30, tzinfo=UTC)


def test_the_law_counts_in_shanghai() -> None:
    assert law_day(datetime(2026, 3, 2, 15, 59, tzinfo=UTC)) == date(2026, 3, 2)
    assert law_day(datetime(2026, 3, 2, 16, 0, tzinfo=UTC)) == date(2026, 3, 3)


def test_a_frozen_clock_begins_at_nine_and_never_leaves_its_day() -> None:
    day = date(2026, 11, 20)
    with time_machine.travel(datetime(2030, 1, 1, tzinfo=UTC), tick=False) as traveller:
        clock = make_clock(day)
        assert clock() == datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
        traveller.shift(timedelta(days=3))
        assert law_day(clock()) == day
