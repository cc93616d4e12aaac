"""The address list holds on the address that is really connected to: after a redirect, after another name lookup."""

from __future__ import annotations

from dataclasses import replace

import pytest

from collectors.fetching import FetchLimits
from collectors.fetching.addresses import AddressList, is_public
from collectors.fetching.fetcher import Fetcher
from metrics.facts import CheckOutcome
from tests.collectors.web_server import WebServer, answer

LIMITS = FetchLimits(whole_answer_seconds=2.0, host_spacing_seconds=0.0, allowed_networks=("127.0.0.1/32",))


def test_a_range_of_the_list_may_be_fetched_and_nothing_beside_it(server: WebServer) -> None:
    server.paths["/"] = answer(200, b"here")
    port = server.address.rsplit(":", 1)[1]
    with Fetcher(LIMITS) as fetcher:
        assert fetcher.fetch(f"http://127.0.0.1:{port}/").outcome is CheckOutcome.OK
        assert fetcher.fetch(f"http://127.0.0.2:{port}/").outcome is CheckOutcome.FORBIDDEN_ADDRESS


def test_a_redirect_to_an_address_beside_the_list_is_refused(server: WebServer) -> None:
    port = server.address.rsplit(":", 1)[1]
    server.paths["/"] = answer(302, Location=f"http://127.0.0.2:{port}/secret")
    with Fetcher(LIMITS) as fetcher:
        fetched = fetcher.fetch(f"{server.address}/")
    assert fetched.outcome is CheckOutcome.FORBIDDEN_ADDRESS
    assert fetched.final_url == f"http://127.0.0.2:{port}/secret"
    assert [path for path, _ in server.asked] == ["/"]


def test_a_name_that_turns_to_another_address_between_two_lookups_is_refused(server: WebServer) -> None:
    port = server.address.rsplit(":", 1)[1]
    server.paths |= {"/": answer(302, Location="/again", Connection="close"), "/again": answer(200, b"secret")}
    answers = iter([["127.0.0.1"], ["127.0.0.2"]])
    with Fetcher(LIMITS, resolve=lambda _host, _port: next(answers)) as fetcher:
        fetched = fetcher.fetch(f"http://site.example:{port}/")
    assert (fetched.outcome, fetched.body) == (CheckOutcome.FORBIDDEN_ADDRESS, b"")


def test_a_name_with_one_forbidden_address_among_others_is_refused(server: WebServer) -> None:
    port = server.address.rsplit(":", 1)[1]
    with Fetcher(LIMITS, resolve=lambda _host, _port: ["127.0.0.1", "10.0.0.1"]) as fetcher:
        assert fetcher.fetch(f"http://site.example:{port}/").outcome is CheckOutcome.FORBIDDEN_ADDRESS
    assert server.asked == []


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "192.88.99.1", "::127.0.0.1", "::ffff:0:127.0.0.1",
     "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::a00:1", "2002:7f00:1::", "2002:a00:1::1", "fec0::1", "3fff::1",
     "5f00::1", "2001:0:1::1", "ff0e::1"],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)
    assert not AddressList().permits(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "2400:3200::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"]
)
def test_addresses_that_are_public_however_they_are_dressed(address: str) -> None:
    assert is_public(address)


def test_a_range_also_holds_for_an_address_dressed_as_ipv6() -> None:
    listed = AddressList.of(allow_private=False, networks=["10.8.0.0/16"])
    assert listed.permits("::ffff:10.8.1.1")
    assert not listed.permits("10.9.0.1")


def test_a_token_is_not_carried_to_another_host(server: WebServer) -> None:
    port = server.address.rsplit(":", 1)[1]
    server.paths |= {"/": answer(302, Location=f"http://localhost:{port}/other"), "/other": answer(200)}
    with Fetcher(replace(LIMITS, allow_private=True)) as fetcher:
        fetcher.fetch(f"{server.address}/", headers={"Authorization": "Bearer secret"})
    first, second = (headers for _, headers in server.asked)
    assert first["authorization"] == "Bearer secret"
    assert "authorization" not in second
