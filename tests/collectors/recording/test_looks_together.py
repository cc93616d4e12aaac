"""Some looks written in one transaction: each with its own run and facts, by as many statements as a few take."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import event

from collectors.context import CollectContext
from collectors.fetching import Fetched
from collectors.recording.jobs import load_jobs
from collectors.recording.looks import Sight
from collectors.recording.web_source import SeenSource, record_all_seen
from metrics.facts import CheckOutcome
from metrics.look_times import LookPolicy
from store.models import CollectorRun, ColumnCheck, ColumnUpdate, Evidence, SiteCheck
from tests.collectors.recording.world import START, SmallWorld

NEWEST = date(2026, 11, 16)
DAYS = {NEWEST: 2, NEWEST - timedelta(days=3): 1}


def seen_by(world: SmallWorld, sources: list[int], outcome: CheckOutcome = CheckOutcome.OK) -> list[SeenSource]:
    """A look at each source, all with the same outcome; those that saw their page keep a copy of it."""
    ok = outcome is CheckOutcome.OK
    with world.database.read() as session:
        jobs = load_jobs(session, sources)
    looks = []
    for job in jobs:
        status = {CheckOutcome.OK: 200, CheckOutcome.NOT_MODIFIED: 304}.get(outcome, 404)
        fetched = Fetched(outcome, job.location, job.location, status=status, body=f"{job.name} {status}".encode())
        sight = Sight(outcome, world.clock.now, status=status)
        if ok:
            sight = replace(sight, newest=NEWEST, items=9, dated=3, days=DAYS, flags=("undated",))
        looks.append(SeenSource(job, world.clock.now, fetched, sight, sight.words, keeps_page=ok))
    return looks


def timed(world: SmallWorld) -> CollectContext:
    hour = timedelta(hours=1)
    return replace(world.context, times=LookPolicy(floor=hour, cap=24 * hour), limit_days={"notice": 184})


def statements(world: SmallWorld, seen: list[SeenSource]) -> int:
    """How many statements writing these looks takes; one for many rows counts once."""
    counted: list[object] = []

    def count(_connection: object, _cursor: object, statement: object, *_rest: object) -> None:
        counted.append(statement)

    event.listen(world.database.engine, "before_cursor_execute", count)
    try:
        record_all_seen(world.database, seen, timed(world))
    finally:
        event.remove(world.database.engine, "before_cursor_execute", count)
    return len(counted)


def mixed(world: SmallWorld, name: str, of_each: int) -> list[SeenSource]:
    """Looks at columns and home pages in turn, seen and failed."""
    looks = []
    for n in range(of_each):
        columns = [world.column_source(f"http://example.gov.cn/{name}/{n}/{m}/")[0] for m in range(2)]
        homes = [world.site_source(f"http://example.gov.cn/{name}/{n}/{m}/home")[0] for m in range(2)]
        looks += seen_by(world, [columns[0], homes[0]])
        looks += seen_by(world, [columns[1], homes[1]], CheckOutcome.HTTP_CLIENT_ERROR)
    return looks


def test_many_looks_take_as_many_statements_as_a_few(world: SmallWorld) -> None:
    few, many = mixed(world, "few", 1), mixed(world, "many", 8)

    assert statements(world, many) == statements(world, few)
    assert [len(world.rows(table)) for table in (CollectorRun, ColumnCheck, SiteCheck)] == [36, 18, 18]
    assert (len(world.rows(ColumnUpdate)), len(world.rows(Evidence))) == (18, 36)


def test_many_unchanged_pages_take_as_many_statements_as_a_few(world: SmallWorld) -> None:
    sources = [one.job.source_id for one in mixed(world, "a", 3)]
    record_all_seen(world.database, seen_by(world, sources), timed(world))
    world.clock.move(hours=2)
    again = seen_by(world, sources, CheckOutcome.NOT_MODIFIED)

    assert statements(world, again[4:]) == statements(world, again[:4])


def test_each_look_of_a_batch_hangs_on_the_run_of_its_own_source(world: SmallWorld) -> None:
    sources = [world.column_source(f"http://example.gov.cn/{n}/") for n in range(4)]
    looks = seen_by(world, [source for source, _ in sources])

    record_all_seen(world.database, list(reversed(looks)), timed(world))

    source_of = {run.id: run.source_id for run in world.rows(CollectorRun)}
    hangs_on = {check.site_column_id: source_of[check.run_id] for check in world.rows(ColumnCheck)}
    assert hangs_on == {column: source for source, column in sources}


def test_two_looks_at_one_source_in_a_batch_follow_each_other(world: SmallWorld) -> None:
    source, _ = world.column_source("http://example.gov.cn/")
    first = seen_by(world, [source])
    world.clock.move(hours=2)
    unchanged = seen_by(world, [source], CheckOutcome.NOT_MODIFIED)
    world.clock.move(hours=2)
    failed = seen_by(world, [source], CheckOutcome.HTTP_CLIENT_ERROR) * 2

    record_all_seen(world.database, first + unchanged + failed, timed(world))

    outcomes = ["ok", "not_modified", "http_client_error", "http_client_error"]
    runs, checks = world.rows(CollectorRun), world.rows(ColumnCheck)
    assert [run.outcome for run in runs] == [check.outcome for check in checks] == outcomes
    assert [check.run_id for check in checks] == [run.id for run in runs]
    assert [(check.newest, check.items, check.flags) for check in checks[:2]] == [(NEWEST, 9, ["undated"])] * 2
    assert [check.seen_since for check in checks] == [START.date()] * 4
    assert checks[0].evidence_hash == checks[1].evidence_hash
    state = world.source(source)
    assert (state.health, state.failures_in_a_row, state.evidence_hash) == ("failing", 2, checks[0].evidence_hash)
    assert (state.last_success_at, state.last_run_at) == (unchanged[0].started_at, failed[0].started_at)
    assert list(state.kept_failures or {}) == ["http_client_error:404"]
