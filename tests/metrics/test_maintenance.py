"""Looks within maintenance prove nothing; the limits run on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from metrics.column_findings import column_findings
from metrics.maintenance import Maintenance, counted
from rulebook import Rulebook
from tests.metrics.make import column, day, look

NIGHT = Maintenance(datetime(2026, 9, 20, 14, tzinfo=UTC), datetime(2026, 9, 21, 14, tzinfo=UTC))


def test_the_first_moment_is_within_and_the_last_is_not() -> None:
    assert NIGHT.covers(NIGHT.starts_at) and not NIGHT.covers(NIGHT.ends_at)
    assert NIGHT.covers(NIGHT.ends_at - timedelta(microseconds=1))
    assert not NIGHT.covers(NIGHT.starts_at - timedelta(microseconds=1))


def test_a_page_emptied_during_maintenance_is_no_fault_but_a_stale_one_is_found_afterwards_with_its_true_day(
    rulebook: Rulebook,
) -> None:
    looks = [look("2026-09-19", "2026-09-06"), look("2026-09-21", items=0), look("2026-09-23", "2026-09-06")]
    shown = counted(looks, [NIGHT])
    assert [one.id for one in shown] == [looks[0].id, looks[2].id]
    (found,) = column_findings(column(*shown), rulebook, day("2026-09-23")).findings
    assert (found.facts["fault"], found.triggered_on) == ("stale", day("2026-09-21"))


def test_without_windows_everything_counts() -> None:
    looks = [look("2026-09-21", items=0)]
    assert counted(looks, []) == looks
