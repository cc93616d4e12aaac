"""Discoveries that officers wish for: one open for each site, carried out beside each other, stopped, begun again."""

from __future__ import annotations

from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

import pytest
from sqlalchemy import select

from collectors.discovery import UnknownSite, fulfil_discoveries, stop_discovery, wish_discovery
from collectors.discovery.wishes import begin_again, claim_next
from rulebook import Rulebook
from store.models import AuditEntry, ColumnProposal, DiscoveryRun, Site
from tests.collectors.discovery.test_discovery import serve_a_site
from tests.collectors.recording.world import SmallWorld
from tests.collectors.web_server import Handler, WebServer


def nobody_else() -> None:
    """The lease is ours."""


def wish(world: SmallWorld, site_id: int, budget: int = 60) -> bool:
    with world.database.write() as session:
        return wish_discovery(session, site_id, "officer", world.clock(), budget)


def stop(world: SmallWorld, site_id: int) -> bool:
    with world.database.write() as session:
        return stop_discovery(session, site_id, "another", world.clock())


def fulfil(world: SmallWorld, rulebook: Rulebook) -> int:
    return fulfil_discoveries(world.database, world.context, rulebook.column_categories, nobody_else)


def actions(world: SmallWorld) -> list[tuple[str, str]]:
    return [(entry.actor, entry.action) for entry in world.rows(AuditEntry)]


def test_a_wish_is_carried_out_and_tells_what_came_of_it(
    world: SmallWorld, server: WebServer, rulebook: Rulebook
) -> None:
    serve_a_site(server)
    site_id = world.site(f"{server.address}/")
    assert wish(world, site_id)
    assert not wish(world, site_id), "one is open already"
    assert fulfil(world, rulebook) == 1
    assert fulfil(world, rulebook) == 0
    (run,) = world.rows(DiscoveryRun)
    assert (run.outcome, run.found, run.new, run.finished_at) == ("done", 5, 5, world.clock())
    assert run.asked == len([path for path, _ in server.asked if path != "/robots.txt"])
    assert len(world.rows(ColumnProposal)) == 5
    assert actions(world) == [("officer", "site.discovery_wished"), ("officer", "site.discovered")]
    assert wish(world, site_id), "the last one has ended"


def test_a_stop_keeps_what_was_found_so_far(world: SmallWorld, server: WebServer, rulebook: Rulebook) -> None:
    serve_a_site(server)
    site_id = world.site(f"{server.address}/")
    server.paths["/dt/index.html"] = also(server.paths["/dt/index.html"], lambda: stop(world, site_id))
    wish(world, site_id)
    assert fulfil(world, rulebook) == 1
    (run,) = world.rows(DiscoveryRun)
    assert (run.outcome, run.stop_asked_by) == ("stopped", "another")
    assert run.found == run.new == len(world.rows(ColumnProposal)) < 5
    assert server.asked[-1][0] == "/dt/index.html", "nothing is asked for after it"
    assert not stop(world, site_id), "it has ended"


def test_one_that_has_not_begun_ends_at_once(world: SmallWorld, server: WebServer, rulebook: Rulebook) -> None:
    site_id = world.site(f"{server.address}/")
    wish(world, site_id)
    assert stop(world, site_id)
    assert fulfil(world, rulebook) == 0
    assert [run.outcome for run in world.rows(DiscoveryRun)] == ["stopped"]
    assert server.asked == []
    assert actions(world) == [("officer", "site.discovery_wished"), ("another", "site.discovery_stopped")]


def test_what_was_broken_off_is_begun_again(world: SmallWorld, server: WebServer, rulebook: Rulebook) -> None:
    serve_a_site(server)
    wish(world, world.site(f"{server.address}/"))
    with world.database.write() as session:
        claimed = claim_next(session, world.clock())
        assert claimed is not None and claimed.started_at == world.clock()
        assert claim_next(session, world.clock()) is None, "somebody works on it"
        claimed.asked = 3
    with world.database.write() as session:
        assert begin_again(session) == 1
    assert fulfil(world, rulebook) == 1
    assert [(run.outcome, run.found) for run in world.rows(DiscoveryRun)] == [("done", 5)]


def test_a_process_that_lost_its_lease_leaves_the_rest_to_the_other(
    world: SmallWorld, server: WebServer, rulebook: Rulebook
) -> None:
    serve_a_site(server)
    wish(world, world.site(f"{server.address}/"))
    asked = len(server.asked)

    def lost_on_the_way() -> None:
        if len(server.asked) > asked + 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        fulfil_discoveries(world.database, world.context, rulebook.column_categories, lost_on_the_way)
    assert [run.finished_at for run in world.rows(DiscoveryRun)] == [None]
    assert fulfil(world, rulebook) == 1
    assert [run.outcome for run in world.rows(DiscoveryRun)] == ["done"]


def test_sites_that_cannot_be_read_or_are_gone_say_so_and_stop_no_other(
    world: SmallWorld, server: WebServer, rulebook: Rulebook
) -> None:
    serve_a_site(server)
    sites = [world.site(f"{server.address}{path}") for path in ("/nothing-here/", "/retired/", "/")]
    for site_id in sites:
        wish(world, site_id)
    with world.database.write() as session:
        session.get_one(Site, sites[1]).retired_on = world.context.today()
    assert fulfil(world, rulebook) == 3
    runs = {run.site_id: run for run in world.rows(DiscoveryRun)}
    assert [runs[site_id].outcome for site_id in sites] == ["failed", "failed", "done"]
    assert (runs[sites[0]].message or "").startswith("首页无法读取")
    assert runs[sites[1]].message == "没有这个网站，或者已停用"


def test_nothing_is_wished_of_a_site_that_is_retired_or_never_was(world: SmallWorld, server: WebServer) -> None:
    site_id = world.site(f"{server.address}/")
    with world.database.write() as session:
        session.get_one(Site, site_id).retired_on = world.context.today()
    for id_ in (site_id, 999):
        with pytest.raises(UnknownSite):
            wish(world, id_)
    with world.database.read() as session:
        assert session.scalars(select(DiscoveryRun)).all() == []


def test_the_budget_stays_within_reason(world: SmallWorld, server: WebServer) -> None:
    site_id = world.site(f"{server.address}/")
    wish(world, site_id, budget=10**9)
    assert [run.budget for run in world.rows(DiscoveryRun)] == [1000]


def also(handler: Handler, deed: Callable[[], object]) -> Handler:
    """A handler that does something before it answers."""

    def handle(request: BaseHTTPRequestHandler) -> None:
        deed()
        handler(request)

    return handle
