"""The projection of a request stays true on every later day, as long as nothing happens."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.annual_report.request_life import request_life
from metrics.facts import RequestEvent, RequestFacts
from metrics.request_clock import RequestStanding, request_state
from metrics.request_projection import RequestProjection, request_projection
from metrics.working_days import WorkingDays
from rulebook import Rulebook
from tests.metrics.make import day, event, request
from tests.metrics.request_logs import logs


def standing(projection: RequestProjection, on: date) -> RequestStanding:
    """What the docstring of the projection promises, word by word."""
    if projection.waiting_until is not None and on > projection.waiting_until:
        return RequestStanding.ABANDONED
    if projection.phase is not RequestStanding.RUNNING:
        return projection.phase
    assert projection.due_on is not None
    if on > projection.due_on:
        return RequestStanding.OVERDUE
    consulting = projection.consulting_until is not None and on <= projection.consulting_until
    return RequestStanding.CONSULTING if consulting else RequestStanding.RUNNING


@settings(max_examples=400, deadline=None)
@given(events=logs(), days=st.integers(0, 110), later=st.integers(0, 60))
def test_a_projection_says_on_any_later_day_what_the_clock_says_then(
    rulebook: Rulebook, working_days: WorkingDays, events: list[RequestEvent], days: int, later: int
) -> None:
    as_of = min(one.on for one in events) + timedelta(days=days)
    facts = RequestFacts(1, 1, [one for one in events if one.on <= as_of])
    projection = request_projection(facts, rulebook, working_days, as_of)
    on = as_of + timedelta(days=later)
    state = request_state(facts, rulebook, working_days, on)
    assert standing(projection, on) is state.state
    assert (projection.due_on, projection.due_provisional) == (state.due, state.provisional)
    assert (projection.received_on, projection.closed_on) == (state.received, state.closed_on)
    if projection.closed_on is not None:
        assert projection.outcome == request_life(facts, rulebook, working_days, on).reply
    else:
        assert projection.outcome is None


def test_the_channel_is_the_first_that_the_log_names(rulebook: Rulebook, working_days: WorkingDays) -> None:
    facts = request(event("submitted", "2026-03-02"), event("confirmed", "2026-03-03", channel="internet"))
    assert request_projection(facts, rulebook, working_days, day("2026-03-04")).channel == "internet"
    assert request_projection(facts, rulebook, working_days, day("2026-03-02")).channel is None
