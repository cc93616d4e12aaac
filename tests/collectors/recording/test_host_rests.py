"""A host that asks to be left alone (Retry-After) is left alone with all its pages, also after a restart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from collectors.availability import VisitContext, visit_sites
from collectors.collecting import CollectSummary, collect_sources
from collectors.context import CollectContext
from collectors.fetching import Fetched
from collectors.fetching.fetcher import Fetcher
from collectors.recording.host_rests import keep_rests, rests_of
from metrics.facts import CheckOutcome
from metrics.look_times import LookPolicy
from store.models import ColumnCheck, HostRest, SiteVisit
from tests.collectors.recording.world import LIMITS, SmallWorld
from tests.collectors.web_server import Handler, WebServer, answer, in_turn, serving
from tests.collectors.websites import makes

PAGE = answer(200, makes.date_after_link(makes.entries(date(2026, 11, 18), step=8)).encode())
POLICY = LookPolicy(floor=timedelta(hours=1), cap=timedelta(hours=24))


def busy(seconds: str, status: int = 503) -> Handler:
    return answer(status, b"busy", Retry_After=seconds)


def context(world: SmallWorld) -> CollectContext:
    """One lane to a host, so that the order of looks is that of the plan."""
    return replace(world.context, times=POLICY, limits=replace(LIMITS, host_concurrency=1))


def one_round(world: SmallWorld) -> CollectSummary:
    """As by a process of its own: its fetcher knows nothing of the round before."""
    return collect_sources(world.database, None, context(world))


def columns(world: SmallWorld, server: WebServer, *paths: str) -> list[int]:
    return [world.column_source(f"{server.address}{path}")[0] for path in paths]


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_asks_for_an_hour_gets_it_for_all_its_pages(
    world: SmallWorld, server: WebServer, status: int
) -> None:
    server.paths |= {"/a/": in_turn(busy("3600", status), PAGE), "/b/": PAGE, "/c/": PAGE}
    first, *others = columns(world, server, "/a/", "/b/", "/c/")
    summary = one_round(world)
    assert (summary.sources, summary.held_back) == (1, 2)
    assert [path for path, _ in server.asked] == ["/a/"]
    assert all(world.source(source).last_run_at is None for source in others), "what was put off is no failure"
    world.clock.move(minutes=59)
    assert (one_round(world).held_back, len(server.asked)) == (2, 1)
    world.clock.move(minutes=2)
    assert one_round(world).sources == 3
    assert sorted(path for path, _ in server.asked) == ["/a/", "/a/", "/b/", "/c/"]
    assert {world.source(source).health for source in (first, *others)} == {"ok"}


def test_pages_that_fall_due_while_the_host_rests_wait_for_its_end(world: SmallWorld, server: WebServer) -> None:
    server.paths |= {"/a/": PAGE, "/b/": in_turn(PAGE, busy("7200"))}
    _, second = columns(world, server, "/a/", "/b/")
    one_round(world)
    world.clock.move(days=2)
    collect_sources(world.database, [second], context(world))
    asked = len(server.asked)
    world.clock.move(hours=1)
    assert (one_round(world).sources, len(server.asked)) == (0, asked)
    world.clock.move(hours=2)
    assert one_round(world).sources == 2


def test_other_hosts_go_on_meanwhile(world: SmallWorld, server: WebServer) -> None:
    with serving({"/x/": PAGE}) as other:
        server.paths |= {"/a/": busy("3600"), "/b/": PAGE}
        columns(world, server, "/a/", "/b/")
        columns(world, other, "/x/")
        assert (one_round(world).sources, len(other.asked)) == (2, 1)


def test_a_short_rest_is_waited_for_within_the_round(world: SmallWorld, server: WebServer) -> None:
    server.paths |= {"/a/": busy("1"), "/b/": PAGE}
    columns(world, server, "/a/", "/b/")
    summary = one_round(world)
    assert (summary.sources, summary.held_back) == (2, 0)


def test_a_page_that_asks_for_a_month_stops_its_host_for_a_day_and_itself_for_a_week(
    world: SmallWorld, server: WebServer
) -> None:
    server.paths |= {"/a/": busy("2592000"), "/b/": PAGE}
    asker, other = columns(world, server, "/a/", "/b/")
    one_round(world)
    (rest,) = world.rows(HostRest, HostRest.host)
    assert rest.host == server.address.removeprefix("http://")
    assert rest.rests_until - rest.told_at == timedelta(days=1)
    world.clock.move(days=1, seconds=1)
    assert one_round(world).sources == 1
    assert world.source(other).health == "ok"
    next_run_at = world.source(asker).next_run_at
    assert next_run_at is not None
    assert next_run_at - rest.told_at == timedelta(days=7)


def test_a_shorter_rest_told_later_does_not_end_a_longer_one(world: SmallWorld) -> None:
    def told(seconds: int) -> Fetched:
        url = "http://a.example/page"
        return Fetched(CheckOutcome.HTTP_SERVER_ERROR, url, url, 503, retry_after=seconds)

    for seconds in (7200, 60):
        with world.database.write() as session:
            keep_rests(session, [told(seconds)], world.clock.now)
    with world.database.read() as session:
        assert rests_of(session, world.clock.now) == {"a.example:80": 7200.0}
        assert rests_of(session, world.clock.now + timedelta(hours=2)) == {}


def test_a_redirect_to_a_host_that_rests_asks_it_nothing(world: SmallWorld, server: WebServer) -> None:
    with serving() as other:
        server.paths |= {"/a/": busy("3600")}
        other.paths |= {"/to/": answer(302, Location=f"{server.address}/b/")}
        columns(world, server, "/a/")
        one_round(world)
        (away,) = columns(world, other, "/to/")
        one_round(world)
        assert [path for path, _ in server.asked] == ["/a/"]
        assert world.rows(ColumnCheck)[-1].outcome == "rate_limited"
        next_run_at = world.source(away).next_run_at
        assert next_run_at is not None
        assert next_run_at >= world.clock.now + timedelta(minutes=59)


def test_what_a_visit_was_told_keeps_the_rounds_away(world: SmallWorld, server: WebServer) -> None:
    server.paths |= {"/a/": in_turn(busy("3600"), PAGE)}
    columns(world, server, "/a/")
    visit_sites(world.database, VisitContext(world.clock, 24, 1.0, limits=LIMITS))
    assert (one_round(world).held_back, len(server.asked)) == (1, 1)
    world.clock.move(minutes=61)
    assert one_round(world).sources == 1


def test_what_a_clock_that_went_wrong_wrote_down_holds_nobody(world: SmallWorld, server: WebServer) -> None:
    server.paths |= {"/a/": in_turn(busy("60"), PAGE), "/b/": PAGE}
    columns(world, server, "/a/", "/b/")
    world.clock.move(days=365)
    one_round(world)
    world.clock.move(days=-364)
    assert one_round(world).sources == 2
    world.clock.move(minutes=5)
    assert one_round(world).sources == 0, "from here on each has its own time again"


def test_visits_that_tell_whether_a_site_opens_go_on(world: SmallWorld, server: WebServer) -> None:
    server.paths |= {"/": busy("3600")}
    world.site_source(f"{server.address}/")
    one_round(world)
    with Fetcher(LIMITS) as fetcher:
        fetcher.pacing.rest(server.address.removeprefix("http://"), 3600)
        visit_sites(world.database, VisitContext(world.clock, 24, 1.0, fetcher=fetcher))
    (made,) = world.rows(SiteVisit)
    assert (made.outcome, len(server.asked)) == ("http_server_error", 2)


def test_what_an_article_behind_a_list_asks_for_is_kept_too(world: SmallWorld, server: WebServer) -> None:
    undated = "".join(f'<li><a href="/article/{n}.html">关于第{n}批惠企政策落实情况的公告</a></li>' for n in range(8))
    server.paths["/a/"] = answer(200, makes.page(f"<ul>{undated}</ul>").encode())
    server.paths |= {f"/article/{n}.html": busy("7200") for n in range(8)}
    columns(world, server, "/a/")
    one_round(world)
    assert len([path for path, _ in server.asked if path.startswith("/article/")]) == 1, "and nothing more is asked"
    with world.database.read() as session:
        (seconds,) = rests_of(session, world.clock()).values()
    assert 7000 < seconds <= 7200
