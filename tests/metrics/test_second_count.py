"""The clock against a second count that goes from day to day and shares no code with it, nor its calendar."""

from datetime import date, timedelta

import chinese_calendar
import pytest

from metrics.facts import RequestFacts
from metrics.request_clock import explain_due, request_state
from metrics.working_days import WorkingDays
from rulebook import Rulebook
from tests.amounts import RANDOM_LOGS
from tests.metrics.naive_requests import Morning
from tests.metrics.random_logs import random_log

PARTS = 10  # so that several processes can share the work
FIRST = date(2019, 1, 1)
OPEN = {
    day: chinese_calendar.is_workday(day) if day.year < 2027 else day.weekday() < 5
    for day in (FIRST + timedelta(days=i) for i in range(3700))
}
"""Is the office open? As another package says, which knows the notices through 2026."""


def open_days(after: date, through: date) -> int:
    days = (after + timedelta(days=i) for i in range(1, (through - after).days + 1))
    return sum(OPEN[day] for day in days)


@pytest.mark.parametrize("part", range(PARTS))
def test_the_clock_agrees_with_the_second_count(rulebook: Rulebook, working_days: WorkingDays, part: int) -> None:
    for number in range(part, RANDOM_LOGS, PARTS):
        events, as_of = random_log(number)
        facts = RequestFacts(1, 1, events)
        state = request_state(facts, rulebook, working_days, as_of)
        by_hand = Morning(events, OPEN.__getitem__, as_of)
        due = by_hand.due()
        end = by_hand.closed or as_of
        late = max(1, open_days(due, end)) if due and end > due else 0
        pauses = sum(OPEN[day] for day in by_hand.pauses() if by_hand.base and day > by_hand.base)
        found = (state.base, state.due, state.closed_on, state.overdue_working_days, state.extension_days)
        assert found == (by_hand.base, due, by_hand.closed, late, by_hand.extra), number
        if due is not None:
            assert state.excluded_days == pauses, number
            lines = explain_due(facts, rulebook, working_days, as_of)
            assert lines[-1].date == due, number
            assert [line.date for line in lines if line.counts] == [
                day
                for day in (by_hand.base + timedelta(days=i) for i in range(1, (due - by_hand.base).days + 1))
                if OPEN[day] and day not in by_hand.pauses()
            ], number


def test_the_random_logs_try_everything(rulebook: Rulebook, working_days: WorkingDays) -> None:
    states = [
        request_state(RequestFacts(1, 1, events), rulebook, working_days, as_of)
        for events, as_of in map(random_log, range(400))
    ]
    assert len({state.state for state in states}) == 10
    assert sum(state.excluded_days > 0 for state in states) > 40
    assert sum(state.extension_days > 0 for state in states) > 10
    assert sum(state.provisional for state in states) > 3
