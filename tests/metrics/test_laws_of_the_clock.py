"""What must hold for every log of a request, whatever else is in it."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from metrics.changed_days import changed_days
from metrics.facts import RequestEvent, RequestEventKind, RequestFacts
from metrics.law_days import law_day
from metrics.request_clock import RequestStanding, RequestState, request_state
from metrics.working_days import WorkingDays
from rulebook import Rulebook
from tests.amounts import proof
from tests.metrics.naive_requests import Morning
from tests.metrics.request_logs import DETAILS, FIRST, OFFSETS, STEPS, logs, running_logs

Kind = RequestEventKind
ONE = timedelta(days=1)
LONG_AFTER = timedelta(days=400)
RESENT = (Kind.SUBMITTED, Kind.RECEIVED, Kind.CONFIRMED, Kind.CORRECTION_RECEIVED, Kind.FEE_PAID)


class Law:
    """The shipped law, short to call."""

    def __init__(self, rulebook: Rulebook, working_days: WorkingDays) -> None:
        self.rulebook, self.days = rulebook, working_days

    def state(self, events: list[RequestEvent], day: date) -> RequestState:
        return request_state(RequestFacts(1, 1, events), self.rulebook, self.days, day)

    def overdue(self, events: list[RequestEvent], day: date) -> bool:
        return self.state(events, day).state is RequestStanding.OVERDUE


@pytest.fixture(scope="module")
def law(rulebook: Rulebook, working_days: WorkingDays) -> Law:
    return Law(rulebook, working_days)


def last_of(events: list[RequestEvent]) -> date:
    return max(event.on for event in events)


@proof
@given(events=logs(), kind=st.sampled_from([Kind.CORRECTION_RECEIVED, Kind.FEE_PAID]), later=st.integers(0, 60))
def test_reopening_never_makes_a_matter_overdue_on_a_day_it_was_not(
    law: Law, events: list[RequestEvent], kind: Kind, later: int
) -> None:
    on = last_of(events) + ONE * later
    reopened = [*events, RequestEvent(kind, on)]
    in_time = law.days.nth_after(on, 20).day
    day = min(event.on for event in events)
    while day <= in_time:
        assert not law.overdue(reopened, day) or law.overdue(events, day), day
        day += ONE


@proof
@given(events=logs(), data=st.data())
def test_a_reply_struck_out_changes_no_day_before_it_was_struck_out(
    law: Law, events: list[RequestEvent], data: st.DataObject
) -> None:
    reply = RequestEvent(Kind.REPLIED, last_of(events) + ONE * data.draw(st.integers(0, 20)))
    struck_on = reply.on + ONE * data.draw(st.integers(0, 40))
    strike = RequestEvent(Kind.CORRECTED_ENTRY, struck_on, {"kind": "replied", "on": reply.on.isoformat()})
    for back in (1, 2, 7, 30):
        day = struck_on - ONE * back
        assert law.state([*events, reply, strike], day) == law.state([*events, reply], day)


@proof
@given(events=logs(), data=st.data(), days=st.integers(1, 120))
def test_a_corrected_entry_says_which_days_it_changed(
    law: Law, events: list[RequestEvent], data: st.DataObject, days: int
) -> None:
    wrong = data.draw(st.sampled_from(events))
    on = min(event.on for event in events) + ONE * data.draw(OFFSETS)
    strike = RequestEvent(Kind.CORRECTED_ENTRY, on, {"kind": wrong.kind.value, "on": wrong.on.isoformat()})
    instead = RequestEvent(Kind(data.draw(st.sampled_from(STEPS))), on + ONE * data.draw(OFFSETS), data.draw(DETAILS))
    after = [*events, strike, *([instead] if data.draw(st.booleans()) else [])]
    until = min(event.on for event in events) + ONE * days
    told = changed_days(RequestFacts(1, 1, events), RequestFacts(1, 1, after), law.rulebook, law.days, until)
    named = {span.first + ONE * i for span in told for i in range((span.last - span.first).days + 1)}
    day = min(event.on for event in events) - ONE
    while day <= until:
        old, new = Morning(events, law.days.is_working, day), Morning(after, law.days.is_working, day)
        if (old.due(), old.closed is None) != (new.due(), new.closed is None):
            assert day in named, day
        if day in named:
            assert day >= on
            before, now = law.state(events, day), law.state(after, day)
            assert (before.state, before.due) != (now.state, now.due)
        day += ONE


@proof
@given(events=running_logs(), data=st.data())
def test_a_pause_over_a_weekend_costs_nothing(law: Law, events: list[RequestEvent], data: st.DataObject) -> None:
    """Nor does one over a holiday: between question and answer nobody was at work."""
    first = events[0].on
    free = [day for i in range(60) if not law.days.is_working(day := first + ONE * i)]
    answered = data.draw(st.sampled_from(free))
    asked = answered - ONE
    while not law.days.is_working(asked) and data.draw(st.booleans()):
        asked -= ONE
    # What happens while the clock stands still is judged by a clock that stands still.
    assume(not any(asked < event.on <= answered for event in events))
    who = data.draw(st.sampled_from(["third_party", "agency"]))
    name = {"consultation": "over the weekend"}
    pause = [RequestEvent(Kind(f"{who}_asked"), asked, name), RequestEvent(Kind(f"{who}_answered"), answered, name)]
    as_of = last_of(events) + LONG_AFTER
    assert law.state([*events, *pause], as_of) == law.state(events, as_of)


@proof
@given(events=running_logs(), data=st.data())
def test_a_resend_does_not_reset(law: Law, events: list[RequestEvent], data: st.DataObject) -> None:
    sent = [event for event in events if event.kind in RESENT and law.state(events, event.on).base == event.on]
    event = data.draw(st.sampled_from(sent))
    again = RequestEvent(event.kind, event.on + ONE * data.draw(st.integers(0, 60)), event.detail)
    # A fee asked for meanwhile makes a payment the first of its own.
    assume(not any(e.kind is Kind.FEE_NOTICED and event.on <= e.on <= again.on for e in events))
    as_of = last_of([*events, again]) + ONE * data.draw(st.integers(0, 60))
    assert law.state([*events, again], as_of) == law.state(events, as_of)


@proof
@given(day=st.dates(date(2019, 1, 1), date(2027, 12, 31)), second=st.integers(0, 86_399), data=st.data())
def test_no_time_zone_moves_a_holiday(law: Law, day: date, second: int, data: st.DataObject) -> None:
    shanghai = timezone(timedelta(hours=8))
    instant = datetime(day.year, day.month, day.day, tzinfo=shanghai) + timedelta(seconds=second)
    zone = timezone(timedelta(minutes=data.draw(st.integers(-14 * 60, 14 * 60))))
    with machine_in(data.draw(st.sampled_from(["UTC", "Asia/Shanghai", "Pacific/Kiritimati", "America/Los_Angeles"]))):
        found = law_day(instant.astimezone(zone))
        assert found == day
        assert law.days.is_working(found) == law.days.is_working(day)
        assert law.days.nth_after(found, 20) == law.days.nth_after(day, 20)


@contextmanager
def machine_in(zone: str) -> Iterator[None]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = zone
    time.tzset()
    try:
        yield
    finally:
        os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
        time.tzset()


@proof
@given(events=running_logs(), data=st.data())
def test_more_exclusion_never_means_an_earlier_due_day(
    law: Law, events: list[RequestEvent], data: st.DataObject
) -> None:
    who = data.draw(st.sampled_from(["third_party", "agency"]))
    asked = events[0].on + ONE * data.draw(OFFSETS)
    name = {"consultation": "one more"}
    answer = RequestEvent(Kind(f"{who}_answered"), asked + ONE * data.draw(st.integers(0, 40)), name)
    more = [RequestEvent(Kind(f"{who}_asked"), asked, name), *([answer] if data.draw(st.booleans()) else [])]
    as_of = max(last_of(events), answer.on) + LONG_AFTER
    before, after = law.state(events, as_of).due, law.state([*events, *more], as_of).due
    assert before is None or after is None or after >= before


@proof
@given(first=FIRST, data=st.data(), who=st.sampled_from(["third_party", "agency"]))
def test_a_third_party_that_stays_silent_is_waited_for_fifteen_working_days(
    law: Law, first: date, data: st.DataObject, who: str
) -> None:
    asked = data.draw(
        st.sampled_from([first + ONE * i for i in range((law.days.nth_after(first, 20).day - first).days + 1)])
    )
    events = [RequestEvent(Kind.RECEIVED, first), RequestEvent(Kind(f"{who}_asked"), asked)]
    fifteenth = law.days.nth_after(asked, 15).day
    found = law.state(events, fifteenth + ONE)
    assert found.excluded_days == 15
    assert found.due == law.days.nth_after(first, 35).day
    assert law.state(events, fifteenth).state is RequestStanding.CONSULTING
    assert found.state is RequestStanding.RUNNING or fifteenth >= found.due
    late = RequestEvent(Kind(f"{who}_answered"), fifteenth + ONE * data.draw(st.integers(1, 30)))
    assert law.state([*events, late], late.on).due == found.due


@proof
@given(first=FIRST, after=st.integers(0, 60), detail=DETAILS)
def test_an_extension_counts_only_with_approval_and_notice_before_the_first_due_day_is_over(
    law: Law, first: date, after: int, detail: dict[str, object]
) -> None:
    extension = RequestEvent(Kind.EXTENDED, first + ONE * after, detail)
    found = law.state([RequestEvent(Kind.RECEIVED, first), extension], first + LONG_AFTER)
    first_due = law.days.nth_after(first, 20).day
    valid = extension.on <= first_due and detail.get("approved", True) and detail.get("applicant_told", True)
    assert found.extension_days == (min(20, detail["working_days"]) if valid else 0)
    assert found.due == law.days.nth_after(first, 20 + found.extension_days).day
    assert found.first_due == first_due
