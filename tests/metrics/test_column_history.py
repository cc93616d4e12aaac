"""A column day by day, and the days on which it was past its limit."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from metrics.column_history import DayState, history_days, stale_from

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)
updates = st.dictionaries(st.dates(date(2026, 8, 1), date(2026, 12, 1)), st.integers(0, 9), max_size=15)
limits = st.integers(1, 40)


def _states(known: dict[date, int], limit: int) -> dict[date, DayState]:
    return {line.day: line.state for line in history_days(known, limit, FIRST, LAST)}


def test_the_limit_is_over_on_the_day_after_its_last_day() -> None:
    states = _states({date(2026, 10, 3): 2}, 14)

    assert states[date(2026, 10, 2)] is DayState.UNKNOWN
    assert states[date(2026, 10, 3)] is DayState.UPDATED
    assert states[date(2026, 10, 17)] is DayState.QUIET
    assert states[date(2026, 10, 18)] is DayState.OVER_LIMIT
    assert stale_from(date(2026, 10, 3), 14) == date(2026, 10, 18)


def test_an_update_before_the_first_day_counts_on() -> None:
    assert _states({date(2026, 9, 1): 1}, 14)[FIRST] is DayState.OVER_LIMIT
    assert _states({date(2026, 9, 30): 1}, 14)[FIRST] is DayState.QUIET


def test_a_day_without_items_is_no_update() -> None:
    assert set(_states({date(2026, 10, 3): 0}, 14).values()) == {DayState.UNKNOWN}


def test_without_a_dated_item_no_day_is_told() -> None:
    assert stale_from(None, 14) is None


@given(updates, limits)
def test_every_day_comes_once_in_order_and_updates_are_where_they_were(known: dict[date, int], limit: int) -> None:
    lines = history_days(known, limit, FIRST, LAST)

    assert [line.day for line in lines] == [FIRST + timedelta(days=n) for n in range(31)]
    for line in lines:
        assert (line.state is DayState.UPDATED) == (known.get(line.day, 0) > 0)
        assert line.items == known.get(line.day, 0)


@given(updates, limits, limits)
def test_a_longer_limit_is_never_over_sooner(known: dict[date, int], one: int, other: int) -> None:
    strict, mild = _states(known, min(one, other)), _states(known, max(one, other))

    over = {day for day, state in mild.items() if state is DayState.OVER_LIMIT}
    assert over <= {day for day, state in strict.items() if state is DayState.OVER_LIMIT}


@given(updates, limits, st.dates(FIRST, LAST))
def test_one_more_update_never_makes_another_day_late(known: dict[date, int], limit: int, more: date) -> None:
    """Before the first known update nothing was known; after one more, the days behind it can be judged."""
    before, after = _states(known, limit), _states({**known, more: 1}, limit)

    for day, state in after.items():
        if state is DayState.OVER_LIMIT:
            assert before[day] in (DayState.OVER_LIMIT, DayState.UNKNOWN)


@given(updates, limits)
def test_a_day_is_late_exactly_when_the_newest_update_up_to_it_has_run_out(known: dict[date, int], limit: int) -> None:
    for line in history_days(known, limit, FIRST, LAST):
        newest = max((day for day, items in known.items() if items and day <= line.day), default=None)
        runs_out = stale_from(newest, limit)
        assert (line.state is DayState.OVER_LIMIT) == (runs_out is not None and line.day >= runs_out)
