"""What a robots.txt permits (RFC 9309), read alone and obeyed by the fetcher."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.fetching import FetchLimits
from collectors.fetching.fetcher import Fetcher
from collectors.fetching.robots import Robots, Rule, normalised, read_robots
from metrics.facts import CheckOutcome
from tests.collectors.web_server import WebServer, answer, in_turn, serving

LIMITS = FetchLimits(
    whole_answer_seconds=2.0, host_spacing_seconds=0.0, allow_private=True, respect_robots=True, user_agent="Mingcha/1"
)


def rules(text: str) -> Robots:
    return read_robots(text.encode(), "Mingcha")


def permits(text: str, path: str) -> bool:
    return rules(text).permits(f"http://example.org{path}")


@pytest.mark.parametrize(
    ("lines", "path", "permitted"),
    [
        ("Disallow: /", "/zwgk/", False),
        ("Disallow:", "/zwgk/", True),
        ("Disallow: /zwgk", "/zwgk/tzgg/", False),
        ("Disallow: /zwgk/", "/zwgk", True),
        ("Disallow: /\nAllow: /zwgk/", "/zwgk/tzgg/", True),
        ("Allow: /zwgk/\nDisallow: /", "/zwgk/tzgg/", True),
        ("Allow: /a\nDisallow: /a", "/a", True),
        ("Disallow: /*.pdf$", "/a/b.pdf", False),
        ("Disallow: /*.pdf$", "/a/b.pdf?x=1", True),
        ("Disallow: /a/*/c", "/a/b/c/d", False),
        ("Disallow: /search?", "/search?q=1", False),
        ("Disallow: /$", "/", False),
        ("Disallow: /$", "/index.html", True),
        ("Disallow: /%E5%85%AC%E5%BC%80", "/公开/", False),
        ("Disallow: /公开", "/%e5%85%ac%e5%bc%80/", False),
        ("Disallow: /a%7Eb", "/a~b", False),
        ("Disallow: /", "/robots.txt", True),
        ("Disallow: /a # not this one", "/a", False),
    ],
)
def test_the_longest_rule_that_fits_decides(lines: str, path: str, permitted: bool) -> None:
    assert permits(f"User-agent: *\n{lines}\n", path) is permitted


def test_the_group_that_names_us_goes_before_the_one_for_everybody() -> None:
    text = "User-agent: *\nDisallow: /\n\nUser-agent: MINGCHA/2.0\nDisallow: /private/\n"
    assert permits(text, "/zwgk/")
    assert not permits(text, "/private/a")


def test_groups_that_name_us_twice_are_one() -> None:
    text = "User-agent: mingcha\nDisallow: /a\nUser-agent: other\nDisallow: /b\nUser-agent: mingcha\nDisallow: /c\n"
    assert [permits(text, path) for path in ("/a", "/b", "/c")] == [False, True, False]


def test_several_names_may_head_one_group_in_any_line_ends_and_capitals() -> None:
    text = "\ufeffuser-AGENT: other\r\nUser-Agent : mingcha\rDISALLOW: /a\nSitemap: http://example.org/s.xml\n"
    assert not permits(text, "/a")


def test_what_is_no_robots_file_forbids_nothing() -> None:
    assert permits("<!DOCTYPE html><html><body>Disallow: /</body></html>", "/a")


def test_the_delay_between_requests_is_read() -> None:
    assert rules("User-agent: *\nCrawl-delay: 2.5\nDisallow: /a").crawl_delay == 2.5
    assert rules("User-agent: *\nCrawl-delay: soon").crawl_delay is None


@given(st.binary(max_size=400), st.text(max_size=40))
def test_any_bytes_and_any_path_have_an_answer(body: bytes, path: str) -> None:
    assert read_robots(b"User-agent: *\n" + body, "Mingcha").permits(f"http://example.org/{path}") in (True, False)


@given(st.text(max_size=40))
def test_one_spelling_of_a_path_stays_as_it_is(path: str) -> None:
    assert normalised(normalised(path)) == normalised(path)


@given(st.lists(st.sampled_from(["a", "b", "/", "*"]), max_size=9), st.text("ab/", max_size=12), st.booleans())
def test_patterns_match_as_their_regular_expression_would(pieces: list[str], path: str, ends: bool) -> None:
    pattern = "/" + "".join(pieces)
    expected = re.compile(re.escape(pattern).replace(r"\*", ".*") + ("$" if ends else ""))
    assert Rule(False, pattern + "$" * ends).matches("/" + path) is bool(expected.match("/" + path))


def test_a_page_that_robots_forbids_is_not_asked_for(server: WebServer) -> None:
    server.paths |= {"/robots.txt": answer(200, b"User-agent: *\nDisallow: /a"), "/a": answer(200), "/b": answer(200)}
    with Fetcher(LIMITS) as fetcher:
        outcomes = [fetcher.fetch(f"{server.address}{path}").outcome for path in ("/a", "/b")]
    assert outcomes == [CheckOutcome.ROBOTS, CheckOutcome.OK]
    assert [path for path, _ in server.asked] == ["/robots.txt", "/b"]


def test_a_redirect_does_not_lead_around_robots(server: WebServer) -> None:
    server.paths |= {"/robots.txt": answer(200, b"User-agent: *\nDisallow: /a"), "/b": answer(302, Location="/a")}
    with Fetcher(LIMITS) as fetcher:
        assert fetcher.fetch(f"{server.address}/b").outcome is CheckOutcome.ROBOTS


def test_robots_are_left_alone_where_the_setting_says_so(server: WebServer) -> None:
    server.paths |= {"/robots.txt": answer(200, b"User-agent: *\nDisallow: /"), "/a": answer(200)}
    with Fetcher(replace(LIMITS, respect_robots=False)) as fetcher:
        assert fetcher.fetch(f"{server.address}/a").outcome is CheckOutcome.OK
    assert [path for path, _ in server.asked] == ["/a"]


@pytest.mark.parametrize("status", [404, 403, 410])
def test_a_file_that_is_not_there_forbids_nothing(server: WebServer, status: int) -> None:
    server.paths |= {"/robots.txt": answer(status), "/a": answer(200)}
    with Fetcher(LIMITS) as fetcher:
        assert fetcher.fetch(f"{server.address}/a").outcome is CheckOutcome.OK


def test_a_file_that_cannot_be_reached_forbids_everything_for_now(server: WebServer) -> None:
    server.paths |= {"/robots.txt": answer(503, Retry_After="60"), "/a": answer(200)}
    with Fetcher(LIMITS) as fetcher:
        fetched = fetcher.fetch(f"{server.address}/a")
    assert (fetched.outcome, fetched.retry_after) == (CheckOutcome.ROBOTS_UNREACHABLE, 60)
    assert fetched.outcome.retryable


def test_what_the_file_said_before_counts_while_it_cannot_be_reached(server: WebServer) -> None:
    server.paths |= {"/robots.txt": in_turn(answer(200, b"User-agent: *\nDisallow: /a"), answer(500))}
    server.paths |= {"/a": answer(200), "/b": answer(200)}
    with Fetcher(replace(LIMITS, robots_hours=0.0)) as fetcher:
        outcomes = [fetcher.fetch(f"{server.address}{path}").outcome for path in ("/b", "/b", "/a")]
    assert outcomes == [CheckOutcome.OK, CheckOutcome.OK, CheckOutcome.ROBOTS]


def test_a_host_that_is_down_is_told_as_down_and_not_as_forbidding() -> None:
    with serving() as server:
        address = server.address
    with Fetcher(LIMITS) as fetcher:
        assert fetcher.fetch(f"{address}/a").outcome is CheckOutcome.REFUSED


def test_the_delay_that_a_host_asks_for_is_kept_up_to_a_cap(server: WebServer) -> None:
    server.paths |= {"/robots.txt": answer(200, b"User-agent: *\nCrawl-delay: 3600"), "/a": answer(200)}
    host = server.address.removeprefix("http://")
    with Fetcher(replace(LIMITS, longest_crawl_delay_seconds=0.2)) as fetcher:
        assert fetcher.fetch(f"{server.address}/a").outcome is CheckOutcome.OK
        assert 0 < fetcher.pacing.wait_for(host) <= 0.2


def test_a_host_that_is_left_alone_is_not_taken_to_forbid_its_pages(server: WebServer) -> None:
    server.paths |= {"/robots.txt": answer(200, b""), "/a": answer(200)}
    host = server.address.removeprefix("http://")
    with Fetcher(LIMITS) as fetcher:
        fetcher.pacing.rest(host, 60)
        assert fetcher.fetch(f"{server.address}/a").outcome is CheckOutcome.RATE_LIMITED
        fetcher.pacing._gate(host).rests_until = 0.0  # the minute is over
        assert fetcher.fetch(f"{server.address}/a").outcome is CheckOutcome.OK


def test_a_robots_file_that_asks_for_time_gets_it_for_the_host(server: WebServer) -> None:
    server.paths |= {"/robots.txt": answer(503, Retry_After="3600"), "/a": answer(200)}
    with Fetcher(LIMITS) as fetcher:
        first, second = (fetcher.fetch(f"{server.address}/{path}") for path in "ab")
    assert first.outcome is CheckOutcome.ROBOTS_UNREACHABLE
    assert all(3590 <= (fetched.retry_after or 0) <= 3600 for fetched in (first, second))
    assert len(server.asked) == 1
