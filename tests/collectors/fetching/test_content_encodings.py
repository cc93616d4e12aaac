"""What servers write into Content-Encoding: nothing that is a way of packing, or several at once."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable

import brotli
import pytest

from collectors.fetching import Fetched, FetchLimits
from collectors.fetching.fetcher import Fetcher
from metrics.facts import CheckOutcome
from tests.collectors.web_server import WebServer, answer

LIMITS = FetchLimits(whole_answer_seconds=5.0, host_spacing_seconds=0.0, max_bytes=1_000_000, allow_private=True)
PAGE = "政务公开".encode() * 1000


def fetch(server: WebServer, body: bytes, encoding: str) -> Fetched:
    server.paths["/"] = answer(200, body, Content_Encoding=encoding)
    with Fetcher(LIMITS) as fetcher:
        return fetcher.fetch(f"{server.address}/")


@pytest.mark.parametrize("name", ["utf-8", "UTF-8", "identity", "none", "binary", "", ",", "text/html"])
def test_a_name_that_is_no_way_of_packing_leaves_the_page_as_it_is(server: WebServer, name: str) -> None:
    fetched = fetch(server, PAGE, name)
    assert (fetched.outcome, fetched.body) == (CheckOutcome.OK, PAGE)
    assert fetched.exchange is not None
    assert fetched.exchange.body == PAGE


@pytest.mark.parametrize("name", ["gzip, identity", "utf-8,gzip", " GZIP ", "X-GZip", "gzip,"])
def test_a_name_that_means_nothing_beside_one_that_does_is_passed_over(server: WebServer, name: str) -> None:
    assert fetch(server, gzip.compress(PAGE), name).body == PAGE


@pytest.mark.parametrize(
    ("name", "inner", "outer"),
    [
        ("gzip, gzip", gzip.compress, gzip.compress),
        ("deflate, br", zlib.compress, brotli.compress),
    ],
)
def test_a_page_packed_twice_is_unpacked_twice(
    server: WebServer, name: str, inner: Callable[[bytes], bytes], outer: Callable[[bytes], bytes]
) -> None:
    packed = outer(inner(PAGE))
    fetched = fetch(server, packed, name)
    assert (fetched.outcome, fetched.body) == (CheckOutcome.OK, PAGE)
    assert fetched.exchange is not None
    assert fetched.exchange.body == packed
    assert fetch(server, outer(inner(PAGE)[:-20]), name).outcome is CheckOutcome.UNREADABLE


def test_a_page_packed_twice_keeps_to_the_limit(server: WebServer) -> None:
    packed = gzip.compress(gzip.compress(b"\0" * 50_000_000))
    assert fetch(server, packed, "gzip, gzip").outcome is CheckOutcome.TOO_LARGE


def test_what_grows_too_large_between_two_layers_is_too_large(server: WebServer) -> None:
    packed = gzip.compress(gzip.compress(b"") + b"\0" * 50_000_000)
    assert fetch(server, packed, "gzip, gzip").outcome is CheckOutcome.TOO_LARGE


@pytest.mark.parametrize("name", ["compress", "x-compress", "gzip, dcb", "gzip, gzip, gzip, gzip"])
def test_ways_of_packing_that_were_not_asked_for_are_unreadable(server: WebServer, name: str) -> None:
    assert fetch(server, gzip.compress(PAGE), name).outcome is CheckOutcome.UNREADABLE
