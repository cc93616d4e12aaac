"""What a correction changed: which days count otherwise, and on which days the request stood elsewhere."""

from datetime import date

from hypothesis import given, settings

from metrics.changed_days import ChangedCount, ChangedDays, changed_counts, changed_days
from metrics.facts import RequestEvent, RequestFacts
from metrics.request_clock import RequestStanding, explain_due
from metrics.working_days import DayReason, WorkingDays
from rulebook import Rulebook
from tests.metrics.make import day, event, request
from tests.metrics.request_logs import logs

RECEIVED = event("received", "2026-03-02")
ASKED = event("third_party_asked", "2026-03-09")
COUNTS, EXCLUDED = DayReason.COUNTS, DayReason.EXCLUDED


def counts(rulebook: Rulebook, before: list[RequestEvent], after: list[RequestEvent]) -> list[ChangedCount]:
    days = WorkingDays(rulebook.calendar)
    return changed_counts(request(*before), request(*after), rulebook, days, day("2026-04-30"))


def test_a_consultation_that_was_left_out_takes_its_days_out_over_the_weekends(rulebook: Rulebook) -> None:
    answered = event("third_party_answered", "2026-03-27")
    assert counts(rulebook, [RECEIVED], [RECEIVED, ASKED, answered]) == [
        ChangedCount(day("2026-03-10"), day("2026-03-27"), 14, COUNTS, EXCLUDED)
    ]


def test_an_answer_that_was_dated_too_late_gives_its_days_back(rulebook: Rulebook) -> None:
    late, right = (event("third_party_answered", on) for on in ("2026-03-27", "2026-03-16"))
    assert counts(rulebook, [RECEIVED, ASKED, late], [RECEIVED, ASKED, right]) == [
        ChangedCount(day("2026-03-17"), day("2026-03-27"), 9, EXCLUDED, COUNTS)
    ]


def test_a_receipt_that_was_dated_too_early_moves_the_beginning(rulebook: Rulebook) -> None:
    assert counts(rulebook, [RECEIVED], [event("received", "2026-03-05")]) == [
        ChangedCount(day("2026-03-03"), day("2026-03-05"), 3, COUNTS, None)
    ]


def test_two_spans_with_counted_days_between_are_told_apart(rulebook: Rulebook) -> None:
    first = [event("agency_asked", "2026-03-03"), event("agency_answered", "2026-03-05")]
    second = [event("agency_asked", "2026-03-16"), event("agency_answered", "2026-03-18")]
    assert counts(rulebook, [RECEIVED], [RECEIVED, *first, *second]) == [
        ChangedCount(day("2026-03-04"), day("2026-03-05"), 2, COUNTS, EXCLUDED),
        ChangedCount(day("2026-03-17"), day("2026-03-18"), 2, COUNTS, EXCLUDED),
    ]


def test_where_no_clock_runs_nothing_is_counted_otherwise(rulebook: Rulebook) -> None:
    assert counts(rulebook, [], [RECEIVED]) == []
    assert counts(rulebook, [RECEIVED], [RECEIVED, event("correction_asked", "2026-03-04")]) == []


def test_days_on_which_a_request_stood_elsewhere_are_told_in_a_row(rulebook: Rulebook) -> None:
    days = WorkingDays(rulebook.calendar)
    before, after = request(RECEIVED), request(RECEIVED, event("replied", "2026-03-30"))
    assert changed_days(before, after, rulebook, days, day("2026-04-03")) == [
        ChangedDays(day("2026-03-30"), day("2026-03-30"), RequestStanding.RUNNING, RequestStanding.REPLIED, *DUE),
        ChangedDays(day("2026-03-31"), day("2026-04-03"), RequestStanding.OVERDUE, RequestStanding.REPLIED, *DUE),
    ]


DUE = (date(2026, 3, 30), date(2026, 3, 30))


@settings(deadline=None)
@given(before=logs(), after=logs())
def test_only_days_that_are_explained_otherwise_are_told(
    rulebook: Rulebook, working_days: WorkingDays, before: list[RequestEvent], after: list[RequestEvent]
) -> None:
    days, until = working_days, date(2027, 12, 31)
    old, new = (
        {line.date: line.code for line in explain_due(RequestFacts(1, 1, log), rulebook, days, until)}
        for log in (before, after)
    )
    for one in changed_counts(RequestFacts(1, 1, before), RequestFacts(1, 1, after), rulebook, days, until):
        assert one.before is not one.after and one.days >= 1
        for end in (one.first, one.last):
            assert days.is_working(end) and old.get(end) is not new.get(end)
    assert changed_counts(RequestFacts(1, 1, before), RequestFacts(1, 1, before), rulebook, days, until) == []
