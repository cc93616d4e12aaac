"""Visits over real HTTP: kept once, judged by what came, and excused where our own network failed."""

from __future__ import annotations

import socket
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from collectors.availability import VisitContext, VisitSummary, visit_sites
from collectors.fetching import FetchLimits
from collectors.fetching.addresses import system_resolver
from collectors.fetching.fetcher import Fetcher
from store import Database
from store.models import ReferenceProbe, Site, SiteVisit
from tests.collectors.recording.world import SmallWorld
from tests.collectors.web_server import WebServer, answer

LIMITS = FetchLimits(host_spacing_seconds=0.0, host_concurrency=4, allow_private=True)


@pytest.fixture
def world(database: Database, tmp_path: Path) -> SmallWorld:
    return SmallWorld(database, tmp_path)


def context(world: SmallWorld, **changes: object) -> VisitContext:
    plain = VisitContext(clock=world.clock, per_day=24, open_within_seconds=1.0, limits=LIMITS)
    return replace(plain, **changes)  # type: ignore[arg-type]


def visit(world: SmallWorld, **changes: object) -> VisitSummary:
    return visit_sites(world.database, context(world, **changes))


def dead(host: str = "127.0.0.1") -> str:
    """An address at which nobody listens."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        return f"http://{host}:{probe.getsockname()[1]}/"


def outcomes(world: SmallWorld) -> list[tuple[str, bool]]:
    return [(row.outcome, row.own_network) for row in world.rows(SiteVisit, SiteVisit.site_id)]


def test_each_site_is_visited_once_in_its_slot(world: SmallWorld, server: WebServer) -> None:
    server.paths["/"] = answer(200, b"open")
    world.site(f"{server.address}/")
    assert visit(world).visits == 1
    assert visit(world).visits == 0
    world.clock.move(hours=1)
    assert visit(world).visits == 1
    (first, second) = world.rows(SiteVisit)
    assert (second.day, second.slot) == (first.day, first.slot + 1)
    assert (first.outcome, first.own_network, first.visited_at) == ("ok", False, world.clock.now - timedelta(hours=1))


def test_a_site_that_is_retired_is_not_visited(world: SmallWorld, server: WebServer) -> None:
    site_id = world.site(f"{server.address}/")
    with world.database.write() as session:
        session.get_one(Site, site_id).active = False
    assert visit(world).visits == 0
    assert server.asked == []


def test_no_visits_are_made_where_the_setting_says_none(world: SmallWorld, server: WebServer) -> None:
    world.site(f"{server.address}/")
    assert visit(world, per_day=0).visits == 0


def test_a_home_page_that_takes_too_long_has_not_opened(world: SmallWorld) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        world.site(f"http://127.0.0.1:{silent.getsockname()[1]}/")
        assert visit(world, open_within_seconds=0.3).failed == 1


def test_a_large_home_page_has_opened(world: SmallWorld, server: WebServer) -> None:
    server.paths["/"] = answer(200, b"x" * 3_000_000)
    world.site(f"{server.address}/")
    assert visit(world).failed == 0
    assert outcomes(world) == [("too_large", False)]


def test_a_site_that_breaks_our_own_code_costs_no_other_its_visit(world: SmallWorld, server: WebServer) -> None:
    server.paths["/"] = answer(200, b"open")

    def resolve(host: str, port: int) -> list[str]:
        if host == "breaks.example":
            raise RuntimeError("nobody thought of this")
        return system_resolver(host, port)

    world.site("http://breaks.example/")
    world.site(f"{server.address}/")
    with Fetcher(LIMITS, resolve=resolve) as fetcher:
        assert visit(world, fetcher=fetcher).visits == 2
    (broken, opened) = world.rows(SiteVisit, SiteVisit.site_id)
    assert (broken.outcome, broken.own_network, opened.outcome) == ("unreadable", True, "ok")
    assert "nobody thought of this" in broken.detail


def test_a_full_disk_takes_the_proof_and_not_the_visit(world: SmallWorld, server: WebServer) -> None:
    server.paths["/"] = answer(500, b"broken")
    world.site(f"{server.address}/")
    (world.folder / "evidence").write_text("no folder")
    assert visit(world, evidence=world.folder / "evidence").failed == 1
    (made,) = world.rows(SiteVisit)
    assert (made.outcome, made.evidence_hash) == ("http_server_error", None)


def test_a_reference_address_that_may_not_be_asked_says_nothing(world: SmallWorld) -> None:
    for host in ("127.0.0.1", "127.0.0.2", "127.0.0.3"):
        world.site(dead(host))
    refused = "http://10.255.0.1/"
    only_loopback = replace(LIMITS, allow_private=False, allowed_networks=("127.0.0.0/8",))
    assert visit(world, limits=only_loopback, references=(refused,)).own_network == 3
    (probe,) = world.rows(ReferenceProbe)
    assert probe.outcome == "forbidden_address"


def test_a_site_fails_when_the_reference_addresses_answer(world: SmallWorld, server: WebServer) -> None:
    server.paths["/"] = answer(404)
    world.site(dead())
    summary = visit(world, references=(f"{server.address}/", f"{server.address}/other", dead()))
    assert (summary.failed, summary.own_network) == (1, 0)
    assert outcomes(world) == [("refused", False)]
    assert sorted(probe.outcome for probe in world.rows(ReferenceProbe)) == ["http_client_error"] * 2 + ["refused"]


def test_a_site_is_excused_when_most_reference_addresses_fail_in_the_same_minutes(
    world: SmallWorld, server: WebServer
) -> None:
    server.paths["/"] = answer(500)
    world.site(dead())
    world.site(f"{server.address}/")
    summary = visit(world, references=(f"{server.address}/", dead("127.0.0.2"), dead("127.0.0.3")))
    assert (summary.visits, summary.failed, summary.own_network) == (2, 1, 1)
    # What did answer, if only with an error, came through our network.
    assert outcomes(world) == [("refused", True), ("http_server_error", False)]


def test_reference_addresses_are_left_alone_while_every_site_answers(world: SmallWorld, server: WebServer) -> None:
    server.paths["/"] = answer(500)
    world.site(f"{server.address}/")
    visit(world, references=(f"{server.address}/reference",))
    assert [path for path, _ in server.asked] == ["/"]
    assert world.rows(ReferenceProbe) == []


def test_without_reference_addresses_three_hosts_that_fail_together_excuse_each_other(world: SmallWorld) -> None:
    for host in ("127.0.0.1", "127.0.0.2", "127.0.0.3"):
        world.site(dead(host))
    assert visit(world).own_network == 3


def test_without_reference_addresses_one_host_that_answers_proves_our_network(
    world: SmallWorld, server: WebServer
) -> None:
    server.paths["/"] = answer(200)
    for host in ("127.0.0.2", "127.0.0.3", "127.0.0.4"):
        world.site(dead(host))
    world.site(f"{server.address}/")
    summary = visit(world)
    assert (summary.failed, summary.own_network) == (3, 0)


def test_robots_have_their_say_about_visits(world: SmallWorld, server: WebServer) -> None:
    server.paths["/robots.txt"] = answer(200, b"User-agent: *\nDisallow: /")
    world.site(f"{server.address}/")
    visit(world, limits=replace(LIMITS, respect_robots=True))
    assert outcomes(world) == [("robots", False)]
