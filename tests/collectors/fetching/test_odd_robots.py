"""Hosts whose robots.txt is answered as nobody should: with a 304, with a redirect to nowhere, without end."""

from __future__ import annotations

import gzip
from dataclasses import replace
from http.server import BaseHTTPRequestHandler

import pytest

from collectors.fetching import FetchLimits
from collectors.fetching.fetcher import Fetcher
from collectors.fetching.robots import LONGEST_FILE, read_robots
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


LARGE = b"User-agent: *\nDisallow: /a\n" + b"# a remark\n" * 60_000
"""More than is read."""


@pytest.mark.parametrize("max_bytes", [100_000, 10_000_000])
def test_a_robots_file_that_is_too_large_is_read_as_far_as_it_must_be(server: WebServer, max_bytes: int) -> None:
    server.paths |= {"/robots.txt": answer(200, LARGE), "/a": answer(200), "/b": answer(200)}
    with Fetcher(replace(LIMITS, max_bytes=max_bytes)) as fetcher:
        outcomes = [fetcher.fetch(f"{server.address}{path}").outcome for path in ("/a", "/b")]
    assert outcomes == [CheckOutcome.ROBOTS, CheckOutcome.OK]


@pytest.mark.parametrize(
    "packed", [gzip.compress(LARGE), gzip.compress(LARGE)[:-10], gzip.compress(LARGE[:5_000])[:-10]]
)
def test_a_packed_robots_file_is_read_as_far_as_it_goes(server: WebServer, packed: bytes) -> None:
    server.paths |= {"/robots.txt": answer(200, packed, Content_Encoding="gzip"), "/a": answer(200)}
    with Fetcher(LIMITS) as fetcher:
        assert fetcher.fetch(f"{server.address}/a").outcome is CheckOutcome.ROBOTS


def test_a_robots_file_without_end_is_read_to_the_limit_only(server: WebServer) -> None:
    def handle(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        request.wfile.write(LARGE)
        while True:
            request.wfile.write(b"# a remark\n" * 1_000)

    server.paths |= {"/robots.txt": handle, "/a": answer(200)}
    with Fetcher(replace(LIMITS, whole_answer_seconds=20.0)) as fetcher:
        assert fetcher.fetch(f"{server.address}/a").outcome is CheckOutcome.ROBOTS


def test_a_line_that_is_cut_in_two_is_no_rule() -> None:
    begin = b"User-agent: *\n"
    rule = b"Disallow: /zwgk/private/"
    body = begin + b"#" * (LONGEST_FILE - len(begin) - 1 - 13) + b"\n" + rule
    assert body[:LONGEST_FILE].endswith(b"\nDisallow: /zw")
    assert read_robots(body, "Mingcha").permits("http://example.org/zwgk/")
