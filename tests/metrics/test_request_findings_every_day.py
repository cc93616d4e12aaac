"""One evaluation at the end says what an evaluation on every single day would have said."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.facts import RequestEvent, RequestEventKind, RequestFacts
from metrics.request_findings import request_findings
from metrics.working_days import WorkingDays
from rulebook import Rulebook
from tests.metrics.naive_requests import ORDER, naive_findings

FIRST = st.sampled_from([date(2025, 12, 15), date(2026, 1, 20), date(2026, 4, 10), date(2026, 9, 7), date(2026, 11, 2)])
STEPS = [kind for kind in ORDER if kind not in ("submitted", "corrected_entry", "replied", "withdrawn", "transferred")]
# Days around which something is decided (7, 15, 20, 25, 40 working days and so on), and any other.
OFFSETS = st.one_of(st.sampled_from([8, 9, 11, 12, 20, 21, 25, 26, 27, 28, 29, 30, 34, 35, 36, 37]), st.integers(0, 75))
DETAILS = st.fixed_dictionaries(
    {"working_days": st.integers(1, 30)},
    optional={
        "approved": st.booleans(),
        "applicant_told": st.booleans(),
        "result": st.sampled_from(["upheld", "set_aside_no_reply"]),
    },
)


@st.composite
def consultations(draw: st.DrawFn, first: date) -> list[RequestEvent]:
    """A question to a third party or an agency, mostly answered, at times late, at times without a name."""
    who, name = draw(st.sampled_from(["third_party", "agency"])), draw(st.sampled_from([None, "a", "b"]))
    asked = first + timedelta(days=draw(OFFSETS))
    events = [RequestEvent(RequestEventKind(f"{who}_asked"), asked, {"consultation": name})]
    if draw(st.integers(0, 3)):
        on = asked + timedelta(days=draw(st.integers(0, 30)))
        events.append(RequestEvent(RequestEventKind(f"{who}_answered"), on, {"consultation": name}))
    return events


@st.composite
def logs(draw: st.DrawFn) -> list[RequestEvent]:
    """A log as untidy as real ones: any order, repeated, contradicting itself, partly struck out."""
    first = draw(FIRST)
    channel = draw(st.sampled_from([None, None, "in_person", "registered_post", "post", "internet"]))
    receipt = draw(st.sampled_from([RequestEventKind.RECEIVED, RequestEventKind.CONFIRMED]))
    events = [RequestEvent(RequestEventKind.SUBMITTED, first, {"channel": channel}), RequestEvent(receipt, first)]
    for _ in range(draw(st.integers(0, 2))):
        events += draw(consultations(first))
    for _ in range(draw(st.integers(0, 3))):
        kind = RequestEventKind(draw(st.sampled_from(STEPS)))
        events.append(RequestEvent(kind, first + timedelta(days=draw(OFFSETS)), draw(DETAILS)))
    if draw(st.booleans()):
        end = RequestEventKind(draw(st.sampled_from(["replied", "replied", "withdrawn", "transferred"])))
        events.append(RequestEvent(end, first + timedelta(days=draw(st.integers(15, 90)))))
    if draw(st.integers(0, 3)) == 0:
        wrong = draw(st.sampled_from(events))
        on = first + timedelta(days=draw(OFFSETS))
        strike = {"kind": wrong.kind.value, "on": wrong.on.isoformat()}
        events.append(RequestEvent(RequestEventKind.CORRECTED_ENTRY, on, strike))
    return draw(st.permutations(events))


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
