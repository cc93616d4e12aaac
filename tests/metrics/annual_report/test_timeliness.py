"""A49: departments by 31 January, governments by 31 March; not seen is not missed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.annual_report.timeliness import (
    ReportAnswer,
    ReportFacts,
    ReportLook,
    ReportSeen,
    due_year,
    report_findings,
    report_state,
)
from rulebook import Rulebook

OLD = ReportSeen(2023, date(2024, 1, 20), date(2025, 6, 1), column_id=1)
"""Shows that the list is one of annual reports."""


def facts(*looks: ReportLook, published: tuple[ReportSeen, ...] = (OLD,), kind: str = "department") -> ReportFacts:
    return ReportFacts(1, kind, looks, published)


def look(on: str, *, seen: bool = True, items: int = 5) -> ReportLook:
    day = date.fromisoformat(on)
    return ReportLook(day.toordinal(), 1, day, seen, items)


@pytest.mark.parametrize(("kind", "last"), [("department", date(2026, 1, 31)), ("government", date(2026, 3, 31))])
def test_a_report_that_a_later_look_does_not_show_was_missed_on_the_day_after_the_last(
    rulebook: Rulebook, kind: str, last: date
) -> None:
    for days in (1, 40, 200):
        day = last + timedelta(days=days)
        (found,) = report_findings(facts(look(day.isoformat()), kind=kind), rulebook, day).findings
        assert (found.rule, found.triggered_on) == ("AR-R", last + timedelta(days=1))
        assert found.facts["year"] == 2025
    on_time = report_findings(facts(look(last.isoformat()), kind=kind), rulebook, last).findings
    assert [finding.facts["year"] for finding in on_time] == [2024], "that of the year before is what was due till then"


@pytest.mark.parametrize(
    ("one", "answer"),
    [
        (look("2026-02-10", seen=False), ReportAnswer.CHECK_FAILED),
        (look("2026-01-31"), ReportAnswer.UNCLEAR),
        (look("2026-02-01"), ReportAnswer.MISSING),
        (look("2026-02-01", items=0), ReportAnswer.MISSING),
    ],
)
def test_the_answers_are_kept_apart(rulebook: Rulebook, one: ReportLook, answer: ReportAnswer) -> None:
    known = facts(one)
    as_of = max(one.day, date(2026, 2, 1))
    assert report_state(known, 2025, rulebook, as_of).answer is answer
    missed = [found for found in report_findings(known, rulebook, as_of).findings if found.facts["year"] == 2025]
    assert bool(missed) == (answer is ReportAnswer.MISSING)


def test_never_looked_at_is_not_checked_and_no_finding(rulebook: Rulebook) -> None:
    assert report_state(facts(), 2025, rulebook, date(2026, 6, 1)).answer is ReportAnswer.NOT_CHECKED
    assert report_findings(facts(), rulebook, date(2026, 6, 1)).findings == ()
    long_ago = facts(look("2026-02-10"))
    assert report_state(long_ago, 2025, rulebook, date(2026, 3, 1)).answer is ReportAnswer.NOT_CHECKED


def test_a_list_in_which_no_report_can_be_told_proves_nothing(rulebook: Rulebook) -> None:
    known = facts(look("2026-05-01"), published=())
    assert report_findings(known, rulebook, date(2026, 5, 1)).findings == ()
    assert report_state(known, 2025, rulebook, date(2026, 5, 1)).answer is ReportAnswer.UNCLEAR


def test_published_late_is_found_however_late_it_is_seen(rulebook: Rulebook) -> None:
    late = ReportSeen(2025, date(2026, 2, 3), date(2026, 11, 20), 1)
    known = facts(look("2026-11-20"), published=(OLD, late))
    (found,) = report_findings(known, rulebook, date(2026, 11, 20)).findings
    assert (found.triggered_on, found.facts["published_on"]) == (date(2026, 2, 1), "2026-02-03")
    assert report_state(known, 2025, rulebook, date(2026, 11, 20)).answer is ReportAnswer.LATE


def test_reports_of_years_before_the_first_look_are_not_judged(rulebook: Rulebook) -> None:
    late_once = ReportSeen(2019, date(2020, 4, 15), date(2026, 11, 20), 1)
    in_time = ReportSeen(2025, date(2026, 1, 31), date(2026, 11, 20), 1)
    known = facts(look("2026-11-20"), published=(late_once, in_time))
    assert report_findings(known, rulebook, date(2026, 11, 20)).findings == ()
    assert report_state(known, 2025, rulebook, date(2026, 11, 20)).answer is ReportAnswer.IN_TIME


def test_seen_without_a_date_before_the_last_day_is_in_time_and_after_it_unclear(rulebook: Rulebook) -> None:
    for seen, answer in ((date(2026, 1, 31), ReportAnswer.IN_TIME), (date(2026, 2, 1), ReportAnswer.UNCLEAR)):
        known = facts(look("2026-02-01"), published=(OLD, ReportSeen(2025, None, seen, 1)))
        assert report_state(known, 2025, rulebook, date(2026, 2, 1)).answer is answer
        assert report_findings(known, rulebook, date(2026, 2, 1)).findings == ()


@given(
    published=st.dates(date(2026, 1, 1), date(2026, 6, 30)),
    days=st.lists(st.dates(date(2025, 12, 1), date(2026, 7, 31)), min_size=1, max_size=6, unique=True),
    kind=st.sampled_from(["department", "government"]),
)
def test_looking_every_day_and_catching_up_find_the_same(
    rulebook: Rulebook, published: date, days: list[date], kind: str
) -> None:
    days = sorted(days)
    seen = next((day for day in days if day >= published), None)
    reports = (OLD, ReportSeen(2025, published, seen, 1)) if seen else (OLD,)
    looks = [ReportLook(number, 1, day, True, 5) for number, day in enumerate(days)]
    at_once = report_findings(ReportFacts(1, kind, looks, reports), rulebook, days[-1]).findings
    day_by_day = {
        found.key: found.triggered_on
        for one in looks
        for found in report_findings(
            ReportFacts(1, kind, [one], [r for r in reports if r.first_seen_on <= one.day]), rulebook, one.day
        ).findings
    }
    assert day_by_day == {found.key: found.triggered_on for found in at_once}


def test_the_year_that_is_due_turns_on_the_day_after_the_last(rulebook: Rulebook) -> None:
    assert due_year(date(2026, 1, 31), "department", rulebook) == 2024
    assert due_year(date(2026, 2, 1), "department", rulebook) == 2025
    assert due_year(date(2026, 3, 31), "government", rulebook) == 2024
    assert due_year(date(2026, 4, 1), "government", rulebook) == 2025
