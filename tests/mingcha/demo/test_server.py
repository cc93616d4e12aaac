from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
import urllib3
from urllib3.exceptions import ProtocolError, ReadTimeoutError

from mingcha.demo.plan import World
from mingcha.demo.server import WorldServer, serve_world
from mingcha.demo.world import generate_world

PLANNED_STATUS = {
    "ok": 200, "slow": 200, "server_error": 500, "not_found": 404, "soft_error": 200, "login_page": 200,
    "redirect_loop": 302, "rate_limited": 429,
}  # fmt: skip


@pytest.fixture(scope="module")
def world() -> World:
    return generate_world(seed=11, as_of=date(2026, 11, 20), scale=0.1)


@pytest.fixture(scope="module")
def server(world: World) -> Iterator[WorldServer]:
    with serve_world(world) as running:
        yield running


@dataclass(frozen=True)
class Client:
    """Asks the server of the world, once and for at most a second."""

    pool: urllib3.HTTPConnectionPool

    def get(self, path: str, headers: dict[str, str] | None = None) -> urllib3.BaseHTTPResponse:
        return self.pool.request("GET", path, headers=headers, redirect=False, retries=False, timeout=1.0)


@pytest.fixture(scope="module")
def client(server: WorldServer) -> Iterator[Client]:
    with urllib3.connection_from_url(server.base_url) as pool:
        yield Client(pool)


def behaviours(world: World) -> dict[str, str]:
    pages = {site.path: site.home_behaviour for site in world.sites}
    pages |= {column.path: column.behaviour for site in world.sites for column in site.columns}
    return pages | {account.path: account.behaviour for account in world.accounts}


def test_every_address_of_the_world_answers_as_planned(world: World, client: Client) -> None:
    planned = behaviours(world)
    assert set(planned.values()) >= PLANNED_STATUS.keys()
    answered = {path: client.get(path).status for path, behaviour in planned.items() if behaviour in PLANNED_STATUS}
    assert answered == {path: PLANNED_STATUS[planned[path]] for path in answered}


def test_every_page_and_feed_says_that_it_is_synthetic(world: World, client: Client) -> None:
    for path, behaviour in behaviours(world).items():
        if behaviour in ("ok", "soft_error", "login_page", "server_error", "not_found", "rate_limited"):
            answer = client.get(path)
            encodings = ("utf-8", "gb18030")
            assert any("演示数据（合成）" in answer.data.decode(name, "replace") for name in encodings), path


def test_a_page_that_has_not_changed_answers_304_without_a_body(world: World, client: Client) -> None:
    path = next(c.path for site in world.sites for c in site.columns if c.behaviour == "ok")
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert first.headers["last-modified"].endswith("GMT")
    assert (again.status, again.data) == (304, b"")


def test_the_items_of_a_page_lead_to_a_page(world: World, client: Client) -> None:
    column = next(c for site in world.sites for c in site.columns if c.behaviour == "ok" and c.make == "list")
    assert client.get(f"{column.path}art_1.html").status == 200
    assert client.get("/sites/nobody/art_1.html").status == 404


def test_a_redirect_loop_comes_back_to_where_it_began(world: World, client: Client) -> None:
    path = next(path for path, behaviour in behaviours(world).items() if behaviour == "redirect_loop")
    turn = client.get(path).headers["location"]
    assert client.get(turn).headers["location"] == path


def test_a_page_that_is_asked_too_often_does_not_speak_for_the_host_of_all_sites(world: World, client: Client) -> None:
    path = next(path for path, behaviour in behaviours(world).items() if behaviour == "rate_limited")
    answer = client.get(path)
    assert (answer.status, "retry-after" in answer.headers) == (429, False)


def test_a_server_that_hangs_up_gives_no_answer(world: World, client: Client) -> None:
    path = next(path for path, behaviour in behaviours(world).items() if behaviour == "hang_up")
    with pytest.raises(ProtocolError):
        client.get(path)


def test_one_page_takes_longer_than_anybody_waits(world: World, client: Client) -> None:
    path = next(path for path, behaviour in behaviours(world).items() if behaviour == "too_slow")
    with pytest.raises(ReadTimeoutError):
        client.get(path)
