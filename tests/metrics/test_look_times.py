"""When a page is looked at again."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.law_days import SHANGHAI
from metrics.look_times import (
    RETRIES,
    ActiveHours,
    LookPolicy,
    interval_after_failure,
    interval_of,
    jittered,
    share_of,
)

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
POLICY = LookPolicy(floor=HOUR, cap=DAY)
SHARES = st.floats(0, 1, exclude_max=True)


def test_a_page_about_which_nothing_is_known_keeps_its_usual_interval() -> None:
    assert interval_of(POLICY, 6 * HOUR, None, None) == 6 * HOUR


def test_a_slow_and_fresh_page_is_looked_at_less_often_than_a_lively_one() -> None:
    assert interval_of(POLICY, HOUR, 20.0, 150) == DAY
    assert interval_of(POLICY, HOUR, 1.0, 13) == 3 * HOUR


@pytest.mark.parametrize(("days_left", "expected"), [(10, 15 * HOUR), (2, 6 * HOUR), (1, 3 * HOUR), (0, HOUR)])
def test_the_nearer_the_limit_the_more_often(days_left: int, expected: timedelta) -> None:
    assert interval_of(POLICY, HOUR, 5.0, days_left) == expected


def test_a_stale_page_follows_its_rhythm() -> None:
    assert interval_of(POLICY, HOUR, 4.0, -30) == 12 * HOUR


@given(st.floats(0.5, 400) | st.none(), st.integers(-400, 400) | st.none(), st.integers(1, 10_000))
def test_no_interval_leaves_floor_and_cap(rhythm: float | None, left: int | None, minutes: int) -> None:
    assert HOUR <= interval_of(POLICY, timedelta(minutes=minutes), rhythm, left) <= DAY


@given(st.floats(0.5, 400), st.integers(0, 400), st.integers(0, 400))
def test_nearer_is_never_later(rhythm: float, one: int, other: int) -> None:
    near, far = sorted((one, other))
    assert interval_of(POLICY, HOUR, rhythm, near) <= interval_of(POLICY, HOUR, rhythm, far)


def test_what_may_pass_by_itself_is_tried_again_soon_and_then_ever_later() -> None:
    waits = [interval_after_failure(POLICY, HOUR, failures, retryable=True) for failures in range(1, 10)]
    minutes = [wait // timedelta(minutes=1) for wait in waits]
    assert minutes == [5, 15, 45, 60, 120, 240, 480, 960, 1440]


def test_what_somebody_must_mend_is_not_tried_again_soon() -> None:
    waits = [interval_after_failure(POLICY, 2 * HOUR, failures, retryable=False) for failures in range(1, 6)]
    assert waits == [2 * HOUR, 4 * HOUR, 8 * HOUR, 16 * HOUR, DAY]


@given(st.integers(1, 10_000), st.booleans())
def test_a_page_that_fails_for_ever_is_asked_ever_less(failures: int, retryable: bool) -> None:
    wait = interval_after_failure(POLICY, HOUR, failures, retryable)
    assert timedelta(0) < wait <= DAY
    assert wait <= interval_after_failure(POLICY, HOUR, failures + 1, retryable)
    assert wait >= HOUR or (retryable and failures <= RETRIES)


@given(SHARES)
def test_jitter_stays_within_a_tenth(share: float) -> None:
    assert 0.9 * HOUR <= jittered(HOUR, share) <= 1.1 * HOUR


def test_shares_are_always_the_same_and_spread() -> None:
    shares = [share_of("site", number) for number in range(1000)]
    assert shares == [share_of("site", number) for number in range(1000)]
    assert all(80 <= sum(low / 10 <= share < (low + 1) / 10 for share in shares) <= 120 for low in range(10))


OFFICE = ActiveHours(time(7), time(22))


@pytest.mark.parametrize(("hour", "allowed"), [(6, False), (7, True), (21, True), (22, False), (0, False)])
def test_active_hours_are_those_of_shanghai(hour: int, allowed: bool) -> None:
    moment = datetime(2026, 11, 20, hour, tzinfo=SHANGHAI)
    assert OFFICE.allow(moment.astimezone(UTC)) is allowed


@pytest.mark.parametrize(("hour", "day"), [(23, 21), (3, 20)])
def test_a_look_in_the_night_waits_for_the_first_hour_of_the_morning(hour: int, day: int) -> None:
    moved = OFFICE.move(datetime(2026, 11, 20, hour, 30, tzinfo=SHANGHAI).astimezone(UTC), 0.5)
    assert moved.astimezone(SHANGHAI) == datetime(2026, 11, day, 7, 30, tzinfo=SHANGHAI)


def test_hours_over_midnight_and_all_day_are_understood() -> None:
    night = ActiveHours(time(22), time(6))
    assert night.allow(datetime(2026, 11, 20, 2, tzinfo=SHANGHAI))
    assert not night.allow(datetime(2026, 11, 20, 12, tzinfo=SHANGHAI))
    assert ActiveHours().allow(datetime(2026, 11, 20, 3, tzinfo=SHANGHAI))


@given(st.integers(0, 366 * 24 * 60), st.times(), st.times(), SHARES)
def test_a_moved_look_is_allowed_and_never_earlier(minutes: int, begin: time, end: time, share: float) -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    hours = ActiveHours(begin, end)
    moved = hours.move(moment, share)
    assert moment <= moved <= moment + timedelta(hours=25)
    assert hours.allow(moved)
