"""Hosts whose robots.txt is answered as nobody should: with a 304, with a redirect to nowhere, without end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from collectors.fetching import FetchLimits
from collectors.fetching.fetcher import Fetcher
from metrics.facts import CheckOutcome
from tests.collectors.web_server import WebServer, answer, in_turn

LIMITS = FetchLimits(
    whole_answer_seconds=5.0, host_spacing_seconds=0.0, allowed_networks=("127.0.0.1/32",), respect_robots=True
)


def test_a_robots_file_that_is_answered_with_an_unasked_304_does_not_make_pages_unchanged(server: WebServer) -> None:
    server.paths |= {"/robots.txt": answer(304), "/a": answer(200, b"page")}
    with Fetcher(LIMITS) as fetcher:
        fetched = fetcher.fetch(f"{server.address}/a", etag='"1"')
    assert fetched.outcome is CheckOutcome.ROBOTS_UNREACHABLE
    assert "304" in fetched.detail


def test_what_the_file_said_before_counts_while_it_is_answered_with_304(server: WebServer) -> None:
    server.paths |= {"/robots.txt": in_turn(answer(200, b"User-agent: *\nDisallow: /a"), answer(304))}
    server.paths |= {"/a": answer(200), "/b": answer(200)}
    with Fetcher(replace(LIMITS, robots_hours=0.0)) as fetcher:
        outcomes = [fetcher.fetch(f"{server.address}{path}").outcome for path in ("/b", "/b", "/a")]
    assert outcomes == [CheckOutcome.OK, CheckOutcome.OK, CheckOutcome.ROBOTS]


@pytest.mark.parametrize("target", ["http://127.0.0.2/robots.txt", "file:///etc/passwd"])
def test_a_robots_file_that_leads_to_a_forbidden_address_does_not_make_its_host_one(
    server: WebServer, target: str
) -> None:
    server.paths |= {"/robots.txt": answer(302, Location=target), "/a": answer(200)}
    with Fetcher(LIMITS) as fetcher:
        fetched = fetcher.fetch(f"{server.address}/a")
    assert fetched.outcome is CheckOutcome.ROBOTS_UNREACHABLE
    assert [path for path, _ in server.asked] == ["/robots.txt"]


def test_a_host_at_a_forbidden_address_is_told_as_one() -> None:
    with Fetcher(LIMITS) as fetcher:
        assert fetcher.fetch("http://127.0.0.2:9/a").outcome is CheckOutcome.FORBIDDEN_ADDRESS
