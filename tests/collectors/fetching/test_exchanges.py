"""What went over the wire is kept with the answer: it is what a WARC record is made of."""

from __future__ import annotations

import gzip

from collectors.fetching import FetchLimits
from collectors.fetching.fetcher import Fetcher
from tests.collectors.web_server import WebServer, answer

LIMITS = FetchLimits(whole_answer_seconds=2.0, host_spacing_seconds=0.0, allow_private=True)


def test_request_and_answer_are_kept_as_they_were_sent(server: WebServer) -> None:
    packed = gzip.compress("政务公开".encode())
    server.paths["/a?b=1"] = answer(200, packed, Content_Encoding="gzip", X_Own="A")
    with Fetcher(LIMITS) as fetcher:
        fetched = fetcher.fetch(f"{server.address}/a?b=1", etag='"1"')
    exchange = fetched.exchange
    assert exchange is not None
    assert (exchange.url, exchange.address) == (f"{server.address}/a?b=1", "127.0.0.1")
    assert exchange.request_line == "GET /a?b=1 HTTP/1.1"
    assert exchange.status_line == "HTTP/1.1 200 OK"
    assert ("X-Own", "A") in exchange.response_headers
    sent = {name.lower(): value for name, value in exchange.request_headers}
    assert sent == server.asked[0][1]
    assert (exchange.body, fetched.body.decode()) == (packed, "政务公开")


def test_the_exchanges_that_led_there_are_kept_in_their_order(server: WebServer) -> None:
    server.paths |= {"/a": answer(302, Location="/b"), "/b": answer(301, Location="/c"), "/c": answer(200, b"here")}
    with Fetcher(LIMITS) as fetcher:
        fetched = fetcher.fetch(f"{server.address}/a")
    assert [hop.url.removeprefix(server.address) for hop in fetched.redirects] == ["/a", "/b"]
    assert [hop.status_line.split()[1] for hop in fetched.redirects] == ["302", "301"]
    assert fetched.exchange is not None
    assert fetched.exchange.body == b"here"


def test_no_cookie_is_carried_from_one_fetch_to_another(server: WebServer) -> None:
    server.paths["/"] = answer(200, b"here", Set_Cookie="session=1; Path=/")
    with Fetcher(LIMITS) as fetcher:
        for _ in range(2):
            assert fetcher.fetch(f"{server.address}/").headers["set-cookie"].startswith("session=1")
    assert all("cookie" not in headers for _, headers in server.asked)


def test_an_error_page_has_its_exchange_and_a_dead_host_has_none(server: WebServer) -> None:
    server.paths["/"] = answer(500, b"error")
    with Fetcher(LIMITS) as fetcher:
        broken = fetcher.fetch(f"{server.address}/")
        dead = fetcher.fetch("http://no-such-host.invalid/")
    assert broken.exchange is not None
    assert broken.exchange.body == b"error"
    assert dead.exchange is None


def test_an_answer_whose_connection_is_closed_at_once_still_tells_the_address(server: WebServer) -> None:
    server.paths["/"] = answer(200, b"here", Connection="close")
    with Fetcher(LIMITS) as fetcher:
        fetched = fetcher.fetch(f"{server.address}/")
    assert fetched.exchange is not None
    assert fetched.exchange.address == "127.0.0.1"
