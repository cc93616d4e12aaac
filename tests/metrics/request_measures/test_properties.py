"""What holds of every log, period and day."""

from datetime import date, timedelta
from statistics import median

from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.facts import RequestEvent, RequestEventKind, RequestFacts
from metrics.request_measures import Period, RequestTally, figures, tally_requests
from metrics.request_measures.tally import Count
from metrics.working_days import WorkingDays
from rulebook import Rulebook
from tests.metrics.test_request_findings_every_day import logs

DAYS = st.dates(date(2025, 12, 1), date(2027, 3, 31))
PERIODS = st.tuples(DAYS, DAYS).map(lambda days: Period(min(days), max(days)))


@st.composite
def requests(draw: st.DrawFn) -> list[RequestFacts]:
    """Requests of four agencies with untidy logs."""
    drawn = draw(st.lists(st.tuples(st.integers(1, 4), logs()), max_size=8))
    return [RequestFacts(place, agency, events) for place, (agency, events) in enumerate(drawn)]


@settings(max_examples=100, deadline=None)
@given(requests(), PERIODS, DAYS)
def test_received_is_replied_and_otherwise_closed_and_open(
    rulebook: Rulebook, working_days: WorkingDays, given: list[RequestFacts], period: Period, as_of: date
) -> None:
    counts = tally_requests(given, period, rulebook, working_days, as_of).counts
    closed = counts[Count.REPLIED] + counts[Count.OTHERWISE_CLOSED]
    assert counts[Count.RECEIVED] == closed + counts[Count.OPEN]
    assert counts[Count.OVERDUE] + counts[Count.DUE_SOON] <= counts[Count.OPEN]


@settings(max_examples=100, deadline=None)
@given(requests(), PERIODS, DAYS)
def test_a_league_is_the_sum_of_its_agencies(
    rulebook: Rulebook, working_days: WorkingDays, given: list[RequestFacts], period: Period, as_of: date
) -> None:
    whole = tally_requests(given, period, rulebook, working_days, as_of)
    agencies = [[one for one in given if one.agency_id == id_] for id_ in range(1, 5)]
    parts = [tally_requests(of_agency, period, rulebook, working_days, as_of) for of_agency in agencies]
    assert sum(parts, RequestTally()) == whole


@settings(max_examples=100, deadline=None)
@given(requests(), PERIODS, DAYS)
def test_a_day_in_the_past_gives_what_was_known_then(
    rulebook: Rulebook, working_days: WorkingDays, given: list[RequestFacts], period: Period, as_of: date
) -> None:
    then = [RequestFacts(r.id, r.agency_id, [event for event in r.events if event.on <= as_of]) for r in given]
    now = tally_requests(given, period, rulebook, working_days, as_of)
    assert now == tally_requests(then, period, rulebook, working_days, as_of)


@settings(max_examples=100, deadline=None)
@given(requests(), PERIODS, DAYS)
def test_nobody_is_all_in_time_beside_an_overdue_count(
    rulebook: Rulebook, working_days: WorkingDays, given: list[RequestFacts], period: Period, as_of: date
) -> None:
    found = figures(tally_requests(given, period, rulebook, working_days, as_of))
    if found["request_overdue"].value or found["request_earlier_overdue"].value:
        rate = found["request_on_time_rate"].value
        assert rate is not None and rate < 100


@settings(max_examples=100, deadline=None)
@given(requests(), PERIODS, DAYS)
def test_the_median_leaves_out_nobody_who_waits(
    rulebook: Rulebook, working_days: WorkingDays, given: list[RequestFacts], period: Period, as_of: date
) -> None:
    tally = tally_requests(given, period, rulebook, working_days, as_of)
    assert tally.unreplied_for.total() >= tally.counts[Count.OPEN]
    found = figures(tally)["request_reply_time"].value
    answered = list(tally.replied_after.elements())
    assert found is None or found >= median(answered)
    if not tally.unreplied_for:
        assert found == (median(answered) if answered else None)


@settings(max_examples=100, deadline=None)
@given(requests(), PERIODS, DAYS, DAYS)
def test_one_more_open_request_never_lowers_the_median(
    rulebook: Rulebook, working_days: WorkingDays, given: list[RequestFacts], period: Period, as_of: date, came: date
) -> None:
    waiting = RequestFacts(99, 1, [RequestEvent(RequestEventKind.RECEIVED, came)])
    before = figures(tally_requests(given, period, rulebook, working_days, as_of))["request_reply_time"].value
    after = figures(tally_requests([*given, waiting], period, rulebook, working_days, as_of))["request_reply_time"]
    assert after.value is None or (before is not None and after.value >= before)


@settings(max_examples=100, deadline=None)
@given(requests(), PERIODS, DAYS)
def test_two_halves_of_a_period_receive_what_the_whole_receives(
    rulebook: Rulebook, working_days: WorkingDays, given: list[RequestFacts], period: Period, as_of: date
) -> None:
    middle = period.first + (period.last - period.first) / 2
    halves = [Period(period.first, middle)]
    if middle < period.last:
        halves.append(Period(middle + timedelta(days=1), period.last))
    received = [tally_requests(given, half, rulebook, working_days, as_of).counts[Count.RECEIVED] for half in halves]
    assert sum(received) == tally_requests(given, period, rulebook, working_days, as_of).counts[Count.RECEIVED]
