"""One evaluation at the end says what an evaluation on every single day would have said."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.facts import RequestEvent, RequestFacts
from metrics.request_findings import request_findings
from metrics.working_days import WorkingDays
from rulebook import Rulebook
from tests.metrics.naive_requests import naive_findings
from tests.metrics.request_logs import logs


def facts_of(events: list[RequestEvent]) -> RequestFacts:
    return RequestFacts(1, 1, events)


@settings(max_examples=300, deadline=None)
@given(events=logs(), days=st.integers(20, 110))
def test_one_run_says_what_a_run_on_every_day_would_have_said(
    rulebook: Rulebook, working_days: WorkingDays, events: list[RequestEvent], days: int
) -> None:
    as_of = min(event.on for event in events) + timedelta(days=days)
    outcome = request_findings(facts_of(events), rulebook, working_days, as_of)
    found = {(f.rule, f.occurrence, f.triggered_on) for f in outcome.findings}
    assert found == naive_findings(events, working_days.is_working, as_of)
    assert len(found) == len({f.key for f in outcome.findings})


@settings(max_examples=200, deadline=None)
@given(events=logs(), days=st.integers(0, 80), more=st.integers(1, 60))
def test_what_was_found_once_is_found_for_ever(
    rulebook: Rulebook, working_days: WorkingDays, events: list[RequestEvent], days: int, more: int
) -> None:
    earlier = min(event.on for event in events) + timedelta(days=days)
    before = request_findings(facts_of(events), rulebook, working_days, earlier).findings
    after = request_findings(facts_of(events), rulebook, working_days, earlier + timedelta(days=more)).findings
    assert all(finding in after for finding in before)


@settings(max_examples=200, deadline=None)
@given(events=logs(), days=st.integers(20, 110))
def test_nothing_arises_before_the_next_change(
    rulebook: Rulebook, working_days: WorkingDays, events: list[RequestEvent], days: int
) -> None:
    as_of = min(event.on for event in events) + timedelta(days=days)
    now = request_findings(facts_of(events), rulebook, working_days, as_of)
    quiet_until = now.next_change - timedelta(days=1) if now.next_change else as_of + timedelta(days=400)
    assert request_findings(facts_of(events), rulebook, working_days, quiet_until).findings == now.findings
    if now.next_change and now.next_change not in {event.on for event in events}:
        then = request_findings(facts_of(events), rulebook, working_days, now.next_change)
        assert len(then.findings) > len(now.findings)


@settings(max_examples=100, deadline=None)
@given(events=logs(), days=st.integers(20, 110), data=st.data())
def test_the_order_of_entry_changes_nothing(
    rulebook: Rulebook, working_days: WorkingDays, events: list[RequestEvent], days: int, data: st.DataObject
) -> None:
    different = {(event.kind, event.on): event for event in events}  # twins on one day keep the order of the log
    as_of = min(event.on for event in events) + timedelta(days=days)
    one = list(different.values())
    other = data.draw(st.permutations(one))
    assert request_findings(facts_of(one), rulebook, working_days, as_of) == request_findings(
        facts_of(other), rulebook, working_days, as_of
    )
