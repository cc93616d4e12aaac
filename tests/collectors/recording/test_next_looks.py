"""When a source is looked at again: kept with the look, so that a restart goes on where it stopped."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from alerts.facts import column_facts
from collectors.collecting import collect_sources
from collectors.context import CollectContext
from metrics.column_findings import ColumnAnswer, column_state
from metrics.law_days import SHANGHAI, law_day
from metrics.look_times import ActiveHours, LookPolicy
from rulebook import Rulebook
from store.models import ColumnCheck, SiteColumn
from tests.collectors.recording.world import START, SmallWorld
from tests.collectors.web_server import WebServer, answer, in_turn
from tests.collectors.websites import makes

HOUR = timedelta(hours=1)
POLICY = LookPolicy(floor=HOUR, cap=24 * HOUR)
NEWEST = date(2026, 11, 18)


def page(newest: date = NEWEST, step: int = 8) -> bytes:
    return makes.date_after_link(makes.entries(newest, step=step)).encode()


def context(world: SmallWorld, policy: LookPolicy = POLICY) -> CollectContext:
    return replace(world.context, times=policy, limit_days={"notice": 184, "site_home": 14})


def wait_after_look(world: SmallWorld, source: int, policy: LookPolicy = POLICY) -> timedelta:
    collect_sources(world.database, [source], context(world, policy))
    next_run_at = world.source(source).next_run_at
    assert next_run_at is not None
    return next_run_at - world.clock.now


def about(wait: timedelta, expected: timedelta) -> bool:
    """Within the tenth that looks are spread by."""
    return 0.9 * expected <= wait <= 1.1 * expected


def test_a_column_is_looked_at_by_its_own_rhythm(world: SmallWorld, server: WebServer) -> None:
    server.paths |= {"/slow/": answer(200, page(step=8)), "/lively/": answer(200, page(step=1))}
    slow, _ = world.column_source(f"{server.address}/slow/")
    lively, _ = world.column_source(f"{server.address}/lively/")
    assert about(wait_after_look(world, slow), 24 * HOUR)
    assert about(wait_after_look(world, lively), 3 * HOUR)
    assert (world.source(slow).rhythm_days, world.source(lively).rhythm_days) == (8.0, 1.0)


def test_near_its_limit_a_column_is_looked_at_more_often(world: SmallWorld, server: WebServer) -> None:
    server.paths["/"] = answer(200, page(START.date() - timedelta(days=183)))
    source, _ = world.column_source(f"{server.address}/")
    assert about(wait_after_look(world, source), 3 * HOUR)


def test_an_unchanged_page_keeps_the_rhythm_that_was_seen(world: SmallWorld, server: WebServer) -> None:
    server.paths["/"] = in_turn(answer(200, page(), ETag='"1"'), answer(304))
    source, _ = world.column_source(f"{server.address}/")
    wait_after_look(world, source)
    world.clock.move(hours=5)
    assert about(wait_after_look(world, source), 24 * HOUR)
    assert [look.outcome for look in world.rows(ColumnCheck)] == ["ok", "not_modified"]


def test_a_failure_that_may_pass_is_tried_again_soon_and_ever_later(world: SmallWorld, server: WebServer) -> None:
    server.paths["/"] = in_turn(*[answer(500)] * 4, answer(200, page()))
    source, _ = world.column_source(f"{server.address}/")
    waits = [wait_after_look(world, source) for _ in range(5)]
    expected = [timedelta(minutes=5), timedelta(minutes=15), timedelta(minutes=45), HOUR, 24 * HOUR]
    assert all(about(wait, time_) for wait, time_ in zip(waits, expected, strict=True))


def test_a_page_that_is_not_there_is_not_tried_again_soon(world: SmallWorld, server: WebServer) -> None:
    server.paths["/"] = answer(404)
    source, _ = world.column_source(f"{server.address}/")
    assert about(wait_after_look(world, source), HOUR)
    assert about(wait_after_look(world, source), 2 * HOUR)


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_asks_for_a_longer_pause_gets_it(world: SmallWorld, server: WebServer, status: int) -> None:
    server.paths["/"] = answer(status, Retry_After="7200")
    source, _ = world.column_source(f"{server.address}/")
    assert wait_after_look(world, source) == 2 * HOUR


def test_a_look_that_would_fall_into_the_night_waits_for_the_morning(world: SmallWorld, server: WebServer) -> None:
    server.paths["/"] = answer(200, page(step=5))
    source, _ = world.column_source(f"{server.address}/")
    office = replace(POLICY, hours=ActiveHours(time(8), time(20)))
    wait_after_look(world, source, office)
    next_run_at = world.source(source).next_run_at
    assert next_run_at is not None
    morning = next_run_at.astimezone(SHANGHAI)
    assert (morning.date(), morning.hour) == (date(2026, 11, 21), 8)


def test_a_round_that_ends_early_leaves_the_rest_due(world: SmallWorld, server: WebServer) -> None:
    server.paths |= {f"/{n}/": answer(200, page()) for n in range(5)}
    for n in range(5):
        world.column_source(f"{server.address}/{n}/")
    assert collect_sources(world.database, None, context(world), seconds=0).sources == 0
    assert collect_sources(world.database, None, context(world)).sources == 5
    assert collect_sources(world.database, None, context(world)).sources == 0


def test_a_redirect_to_a_private_address_ends_as_a_refused_look(world: SmallWorld, server: WebServer) -> None:
    port = server.address.rsplit(":", 1)[1]
    server.paths["/"] = answer(302, Location=f"http://127.0.0.2:{port}/secret")
    source, _ = world.column_source(f"{server.address}/")
    limits = replace(world.context.limits, allow_private=False, allowed_networks=("127.0.0.1",))
    collect_sources(world.database, [source], replace(context(world), limits=limits))
    (look,) = world.rows(ColumnCheck)
    assert (look.outcome, look.newest) == ("forbidden_address", None)
    assert [path for path, _ in server.asked] == ["/"]


def test_a_page_that_answers_304_for_ever_turns_to_not_checked(
    world: SmallWorld, server: WebServer, rulebook: Rulebook
) -> None:
    server.paths["/"] = in_turn(answer(200, page(), ETag='"1"'), answer(304))
    source, column_id = world.column_source(f"{server.address}/")
    states = []
    for _ in range(2 * 10):
        collect_sources(world.database, [source], context(world))
        states.append(known_state(world, column_id, rulebook))
        world.clock.move(hours=12)
    # The validators are trusted for a day, what was seen until then for the days of the rule TRUST.
    assert states == [*[ColumnAnswer.FRESH] * 16, *[ColumnAnswer.NOT_CHECKED] * 4]


def known_state(world: SmallWorld, column_id: int, rulebook: Rulebook) -> ColumnAnswer:
    with world.database.read() as session:
        column = session.get_one(SiteColumn, column_id)
        looks = session.scalars(select(ColumnCheck).where(ColumnCheck.site_column_id == column_id)).all()
        return column_state(column_facts(column, 1, looks), rulebook, law_day(world.clock.now)).answer
