"""Logs of requests for properties: as untidy as real ones, or tidy and still running."""

from datetime import date, timedelta

from hypothesis import strategies as st

from metrics.facts import RequestEvent, RequestEventKind
from tests.metrics.naive_requests import ORDER

FIRST = st.sampled_from([date(2025, 12, 15), date(2026, 1, 20), date(2026, 4, 10), date(2026, 9, 7), date(2026, 11, 2)])
STEPS = [kind for kind in ORDER if kind not in ("submitted", "corrected_entry", "replied", "withdrawn", "transferred")]
RUNNING_STEPS = [kind for kind in STEPS if kind not in ("correction_lapsed", "volume_period_set")]
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


@st.composite
def running_logs(draw: st.DrawFn) -> list[RequestEvent]:
    """A log in order that begins with its receipt and in which nothing was closed, struck out or set by the volume."""
    first = draw(FIRST)
    events = [RequestEvent(RequestEventKind.RECEIVED, first)]
    for _ in range(draw(st.integers(0, 2))):
        events += draw(consultations(first))
    for _ in range(draw(st.integers(0, 3))):
        kind = RequestEventKind(draw(st.sampled_from(RUNNING_STEPS)))
        events.append(RequestEvent(kind, first + timedelta(days=draw(OFFSETS)), draw(DETAILS)))
    return sorted(events, key=lambda event: event.on)
