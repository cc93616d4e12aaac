"""One holder at a time, and the dead do not hold for ever."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from store import Database
from store.lease import release_lease, take_lease

NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def _take(database: Database, holder: str, now: datetime) -> bool:
    with database.write() as session:
        return take_lease(session, "schedule", holder, now, MINUTE)


def test_the_first_takes_it_and_the_second_does_not(database: Database) -> None:
    assert _take(database, "first", NOW)
    assert not _take(database, "second", NOW + MINUTE / 2)


def test_its_holder_renews_it(database: Database) -> None:
    assert _take(database, "first", NOW)
    assert _take(database, "first", NOW + MINUTE / 2)
    assert not _take(database, "second", NOW + MINUTE)


def test_a_lease_that_ran_out_goes_to_the_next(database: Database) -> None:
    assert _take(database, "first", NOW)
    assert _take(database, "second", NOW + MINUTE)


def test_a_lease_of_a_clock_that_ran_ahead_does_not_hold_for_as_long(database: Database) -> None:
    assert _take(database, "first", NOW + timedelta(days=365))
    assert _take(database, "second", NOW)


def test_the_lease_of_a_holder_that_has_ended_goes_to_the_next_at_once(database: Database) -> None:
    assert _take(database, "first", NOW)
    for gone, taken in (("another", False), ("first", True)):
        with database.write() as session:
            assert take_lease(session, "schedule", "second", NOW, MINUTE, lambda name, gone=gone: name == gone) is taken


def test_a_released_lease_is_free_at_once(database: Database) -> None:
    assert _take(database, "first", NOW)
    with database.write() as session:
        release_lease(session, "schedule", "second")
    assert not _take(database, "second", NOW)
    with database.write() as session:
        release_lease(session, "schedule", "first")
    assert _take(database, "second", NOW)
