"""Visits become cards (W2, WEB-B) on their true days, whenever they are evaluated."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from alerts.evaluation import evaluate
from alerts.rectification.fault import look_at_matter
from collectors.availability import Visit, planned_at, record_visits
from metrics.facts import CheckOutcome
from rulebook import Rulebook
from store import Database
from store.models import Card, Finding, MaintenanceWindow
from tests import factories as make

FIRST = date(2026, 9, 7)
NOW = datetime(2026, 9, 30, 1, tzinfo=UTC)
PER_DAY = 24


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def make_site(database: Database) -> int:
    with database.write() as session:
        return make.make_site(session, make.make_agency(session)).id


def visit(database: Database, site_id: int, number: int, failed: int = 0, **changes: object) -> None:
    """A whole day of visits, of which the first ``failed`` did not open."""
    plain: dict[str, object] = {"outcome": CheckOutcome.OK, "elapsed_ms": 300}
    broken = {"outcome": CheckOutcome.TIMEOUT, "elapsed_ms": 15_000} | changes
    record_visits(
        database,
        [
            Visit(site_id, day(number), slot, planned_at(site_id, day(number), slot, PER_DAY),
                  **(broken if slot < failed else plain))  # type: ignore[arg-type]
            for slot in range(PER_DAY)
        ],
    )  # fmt: skip


def visit_weeks(database: Database, site_id: int, failed: dict[int, int], days: int = 14) -> None:
    for number in range(days):
        visit(database, site_id, number, failed.get(number, 0))


def cards(database: Database) -> list[tuple[str, str, date]]:
    """Rule, aspect and true day of each finding."""
    with database.read() as session:
        rows = session.execute(select(Finding.rule, Finding.occurrence, Finding.triggered_on).order_by(Finding.id))
        return sorted((rule, occurrence.split(":")[0], on) for rule, occurrence, on in rows)


EXPECTED = [("WEB-B", "B-open", day(8)), ("WEB-R", "W2", day(9))]


def test_a_week_in_which_too_much_did_not_open_gives_the_cards_of_its_true_days(
    database: Database, rulebook: Rulebook
) -> None:
    site_id = make_site(database)
    visit_weeks(database, site_id, {8: 6, 9: 3})
    evaluate(database, rulebook, day(14), NOW)
    assert cards(database) == EXPECTED
    with database.read() as session:
        assert sorted(session.scalars(select(Card.colour))) == ["blue", "red"]


def test_evaluating_every_day_and_once_after_an_outage_find_the_same(database: Database, rulebook: Rulebook) -> None:
    site_id = make_site(database)
    for number in range(14):
        visit(database, site_id, number, {8: 6, 9: 3}.get(number, 0))
        evaluate(database, rulebook, day(number + 1), NOW)
    assert cards(database) == EXPECTED


def test_a_day_is_judged_when_it_is_over(database: Database, rulebook: Rulebook) -> None:
    site_id = make_site(database)
    visit_weeks(database, site_id, {8: 24}, days=9)
    evaluate(database, rulebook, day(8), NOW)
    assert cards(database) == []
    evaluate(database, rulebook, day(9), NOW)
    assert cards(database) == [("WEB-B", "B-open", day(8)), ("WEB-R", "W2", day(8))]


@pytest.mark.parametrize(
    "changes",
    [
        {"own_network": True},
        {"outcome": CheckOutcome.ROBOTS, "elapsed_ms": 3},
        {"outcome": CheckOutcome.RATE_LIMITED, "elapsed_ms": 3},
    ],
)
def test_what_is_not_the_sites_failure_neither_counts_as_failed_nor_as_visited(
    database: Database, rulebook: Rulebook, changes: dict[str, object]
) -> None:
    site_id = make_site(database)
    for number in range(7):
        # Four a day fail and do not count: twenty good visits are left, as many as the rule asks for.
        visit(database, site_id, number, failed=4, **changes)
    evaluate(database, rulebook, day(7), NOW)
    assert cards(database) == []


def test_a_day_with_fewer_than_twenty_visits_that_count_silences_its_weeks(
    database: Database, rulebook: Rulebook
) -> None:
    site_id = make_site(database)
    visit_weeks(database, site_id, {}, days=7)
    failed = {"outcome": CheckOutcome.TIMEOUT, "elapsed_ms": 15_000}
    record_visits(
        database,
        [
            Visit(site_id, day(7), slot, planned_at(site_id, day(7), slot, PER_DAY), own_network=slot < 5, **failed)
            for slot in range(PER_DAY)
        ],
    )
    evaluate(database, rulebook, day(8), NOW)
    assert cards(database) == []


def test_visits_during_maintenance_count_for_nothing(database: Database, rulebook: Rulebook) -> None:
    site_id = make_site(database)
    with database.write() as session:
        begins = datetime(2026, 9, 14, 16, tzinfo=UTC)  # midnight of the 15th in Shanghai: day(8)
        ends, entered = begins + timedelta(days=2), {"entered_by": "officer", "entered_at": NOW}
        session.add(MaintenanceWindow(site_id=site_id, starts_at=begins, ends_at=ends, reason="机房搬迁", **entered))
    visit_weeks(database, site_id, {8: 24, 9: 24})
    evaluate(database, rulebook, day(14), NOW)
    assert cards(database) == []


def test_a_slow_visit_did_not_open(database: Database, rulebook: Rulebook) -> None:
    site_id = make_site(database)
    for number in range(7):
        visit(database, site_id, number, failed=2, outcome=CheckOutcome.OK, elapsed_ms=15_001)
    evaluate(database, rulebook, day(7), NOW)
    assert [aspect for _, aspect, _ in cards(database)] == ["B-open", "W2"]


def test_the_card_is_mended_by_a_week_of_visits_that_opened(database: Database, rulebook: Rulebook) -> None:
    site_id = make_site(database)
    visit_weeks(database, site_id, {8: 24}, days=20)
    evaluate(database, rulebook, day(10), NOW)
    with database.read() as session:
        card = session.scalars(select(Card).where(Card.rule == "WEB-R")).one()
        faults = [look_at_matter(session, card, rulebook, day(number)).at_fault for number in (10, 15, 16, 19)]
        unknown = look_at_matter(session, card, rulebook, day(22))
    assert faults == [True, True, False, False]
    assert unknown.at_fault is None
