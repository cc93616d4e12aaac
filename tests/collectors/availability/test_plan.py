"""Visits are spread over the day, each site at minutes of its own, at least as many as W2 asks for."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from collectors.availability import due_slot, planned_at
from metrics.law_days import SHANGHAI, law_day

DAY = date(2026, 11, 20)
SITES = st.integers(1, 100_000)


@given(SITES, st.integers(1, 96))
def test_every_visit_lies_in_its_day_and_its_slot(site_id: int, per_day: int) -> None:
    begin = datetime.combine(DAY, datetime.min.time(), SHANGHAI)
    slot_length = timedelta(days=1) / per_day
    for slot in range(per_day):
        moment = planned_at(site_id, DAY, slot, per_day)
        assert law_day(moment) == DAY
        assert slot * slot_length <= moment - begin < (slot + 1) * slot_length


@given(SITES)
def test_two_visits_of_a_site_lie_about_an_hour_apart(site_id: int) -> None:
    moments = [planned_at(site_id, DAY, slot, 24) for slot in range(24)]
    gaps = [later - earlier for earlier, later in pairwise(moments)]
    assert all(timedelta(minutes=45) < gap < timedelta(minutes=75) for gap in gaps)


def test_sites_do_not_bunch() -> None:
    minutes = [planned_at(site_id, DAY, 9, 24).minute for site_id in range(1, 301)]
    assert all(20 <= sum(low <= minute < low + 6 for minute in minutes) <= 55 for low in range(12, 54, 6))


@given(SITES)
def test_a_schedule_that_looks_every_minute_makes_each_visit_once_and_none_is_left_out(site_id: int) -> None:
    made = set()
    for minute in range(24 * 60):
        now = datetime.combine(DAY, datetime.min.time(), SHANGHAI) + timedelta(minutes=minute + 1)
        slot = due_slot(site_id, now - timedelta(seconds=1), 24)
        if slot is not None:
            made.add(slot)
    assert made == {(DAY, slot) for slot in range(24)}


def test_before_the_first_visit_of_the_day_none_is_due() -> None:
    midnight = datetime.combine(DAY, datetime.min.time(), SHANGHAI)
    assert due_slot(7, midnight, 24) is None


def test_after_a_long_outage_only_the_newest_visit_is_due() -> None:
    noon = datetime(2026, 11, 20, 12, 59, tzinfo=SHANGHAI)
    assert due_slot(7, noon, 24) == (DAY, 12)
