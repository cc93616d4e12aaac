"""The fetcher against real servers that behave badly."""

from __future__ import annotations

import base64
import gzip
import socket
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import replace
from http.server import BaseHTTPRequestHandler

import brotli
import pytest
import zstandard

from collectors.fetching import Fetched, FetchLimits
from collectors.fetching.fetcher import Fetcher
from collectors.fetching.pacing import HostPacing
from metrics.facts import CheckOutcome
from tests.collectors.web_server import Handler, WebServer, answer, serving

LIMITS = FetchLimits(whole_answer_seconds=2.0, host_spacing_seconds=0.0, max_bytes=1_000_000, allow_private=True)


def fetch(url: str, limits: FetchLimits = LIMITS, **validators: str) -> Fetched:
    with Fetcher(limits) as fetcher:
        return fetcher.fetch(url, **validators)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_a_page_arrives_with_its_headers(server: WebServer) -> None:
    server.paths["/"] = answer(200, "通知".encode(), Content_Type="text/html; charset=utf-8", ETag='"a1"')
    fetched = fetch(f"{server.address}/")
    assert (fetched.outcome, fetched.status, fetched.body.decode()) == (CheckOutcome.OK, 200, "通知")
    assert (fetched.etag, fetched.content_type) == ('"a1"', "text/html; charset=utf-8")


def test_a_dead_host_is_refused() -> None:
    assert fetch(f"http://127.0.0.1:{free_port()}/").outcome is CheckOutcome.REFUSED


def test_an_unknown_host_name_is_a_failure_of_the_name() -> None:
    assert fetch("http://no-such-host.invalid/").outcome is CheckOutcome.DNS


def test_a_server_that_never_answers_is_given_up_in_time() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        started = time.monotonic()
        fetched = fetch(f"http://127.0.0.1:{silent.getsockname()[1]}/", replace(LIMITS, whole_answer_seconds=0.4))
    assert fetched.outcome in (CheckOutcome.TIMEOUT, CheckOutcome.TOO_SLOW)
    assert time.monotonic() - started < 5


def test_an_address_in_chinese_is_looked_up_in_its_own_letters() -> None:
    asked: list[str] = []

    def resolve(host: str, _port: int) -> list[str]:
        asked.append(host)
        raise OSError("unknown")

    with Fetcher(LIMITS, resolve=resolve) as fetcher:
        assert fetcher.fetch("http://内蒙古.政务/公开?年=2026").outcome is CheckOutcome.DNS
    assert asked == ["xn--v6qr1d068e.xn--zfr164b"]


def test_a_name_and_a_password_within_an_address_are_told_to_its_host(server: WebServer) -> None:
    server.paths["/"] = answer(200, b"here")
    fetch(server.address.replace("http://", "http://officer:p%40ss@") + "/")
    assert server.asked[0][1]["authorization"] == "Basic " + base64.b64encode(b"officer:p@ss").decode()


def test_a_connection_is_used_again_while_it_is_fresh(server: WebServer) -> None:
    server.paths["/"] = answer(200, b"here")
    with Fetcher(LIMITS) as fetcher:
        for _ in range(3):
            assert fetcher.fetch(f"{server.address}/").outcome is CheckOutcome.OK
    assert len(server.connections) == 1


def test_plain_http_behind_https_is_a_failure_of_tls(server: WebServer) -> None:
    assert fetch(server.address.replace("http:", "https:")).outcome is CheckOutcome.TLS


def test_redirects_are_followed_to_the_end(server: WebServer) -> None:
    server.paths |= {"/a": answer(302, Location="/b"), "/b": answer(301, Location="c"), "/c": answer(200, b"here")}
    fetched = fetch(f"{server.address}/a")
    assert (fetched.outcome, fetched.body, fetched.final_url) == (CheckOutcome.OK, b"here", f"{server.address}/c")
    assert fetched.url == f"{server.address}/a"


def test_a_redirect_loop_ends(server: WebServer) -> None:
    server.paths |= {"/a": answer(302, Location="/b"), "/b": answer(302, Location="/a")}
    assert fetch(f"{server.address}/a").outcome is CheckOutcome.TOO_MANY_REDIRECTS
    assert len(server.asked) == 2


def test_a_chain_of_redirects_has_a_limit(server: WebServer) -> None:
    server.paths |= {f"/{n}": answer(302, Location=f"/{n + 1}") for n in range(20)}
    assert fetch(f"{server.address}/0").outcome is CheckOutcome.TOO_MANY_REDIRECTS
    assert len(server.asked) == LIMITS.max_redirects + 1


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://example.org/a", "gopher://127.0.0.1/", "http://", "x"])
def test_only_http_and_https_are_fetched(target: str) -> None:
    assert fetch(target).outcome is CheckOutcome.FORBIDDEN_ADDRESS


def test_a_redirect_to_a_file_is_refused(server: WebServer) -> None:
    server.paths["/"] = answer(302, Location="file:///etc/passwd")
    assert fetch(f"{server.address}/").outcome is CheckOutcome.FORBIDDEN_ADDRESS


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "10.0.0.1", "192.168.1.1", "169.254.169.254", "[::1]", "0.0.0.0"]
)
def test_private_addresses_are_refused_unless_allowed(host: str) -> None:
    fetched = fetch(f"http://{host}:9/", replace(LIMITS, allow_private=False))
    assert fetched.outcome is CheckOutcome.FORBIDDEN_ADDRESS


def test_too_many_requests_says_when_to_come_back(server: WebServer) -> None:
    server.paths["/"] = answer(429, b"slow down", Retry_After="120")
    fetched = fetch(f"{server.address}/")
    assert (fetched.outcome, fetched.retry_after) == (CheckOutcome.RATE_LIMITED, 120)


def test_a_date_to_come_back_is_measured_by_the_servers_own_clock(server: WebServer) -> None:
    def handle(request: BaseHTTPRequestHandler) -> None:
        request.send_response_only(503)
        request.send_header("Date", "Fri, 20 Nov 2026 08:00:00 GMT")
        request.send_header("Retry-After", "Fri, 20 Nov 2026 08:05:00 GMT")
        request.send_header("Content-Length", "0")
        request.end_headers()

    server.paths["/"] = handle
    fetched = fetch(f"{server.address}/")
    assert (fetched.outcome, fetched.retry_after) == (CheckOutcome.HTTP_SERVER_ERROR, 300)


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (404, CheckOutcome.HTTP_CLIENT_ERROR),
        (410, CheckOutcome.HTTP_CLIENT_ERROR),
        (500, CheckOutcome.HTTP_SERVER_ERROR),
    ],
)
def test_error_statuses_have_their_outcome(server: WebServer, status: int, outcome: CheckOutcome) -> None:
    server.paths["/"] = answer(status, b"error")
    assert fetch(f"{server.address}/").outcome is outcome


def test_a_conditional_request_is_answered_not_modified(server: WebServer) -> None:
    server.paths["/"] = answer(304)
    fetched = fetch(f"{server.address}/", etag='"a1"', last_modified="Fri, 20 Nov 2026 08:00:00 GMT")
    assert fetched.outcome is CheckOutcome.NOT_MODIFIED
    _, headers = server.asked[0]
    assert headers["if-none-match"] == '"a1"'
    assert headers["if-modified-since"] == "Fri, 20 Nov 2026 08:00:00 GMT"


@pytest.mark.parametrize("says_its_length", [True, False])
def test_a_page_of_fifty_megabytes_ends_early(server: WebServer, says_its_length: bool) -> None:
    sent: list[int] = []

    def handle(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        if says_its_length:
            request.send_header("Content-Length", str(50_000_000))
        request.send_header("Connection", "close")
        request.end_headers()
        for _ in range(500):
            request.wfile.write(b"x" * 100_000)
            sent.append(100_000)

    server.paths["/"] = handle
    fetched = fetch(f"{server.address}/")
    assert (fetched.outcome, fetched.body) == (CheckOutcome.TOO_LARGE, b"")
    assert sum(sent) < 50_000_000


def test_an_endless_slow_stream_ends_in_time(server: WebServer) -> None:
    def handle(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Connection", "close")
        request.end_headers()
        for _ in range(400):
            request.wfile.write(b"x")
            request.wfile.flush()
            time.sleep(0.05)

    server.paths["/"] = handle
    fetched = fetch(f"{server.address}/", replace(LIMITS, whole_answer_seconds=0.5))
    assert fetched.outcome is CheckOutcome.TOO_SLOW
    assert fetched.elapsed_ms < 5000


def test_endless_slow_headers_end_in_time(server: WebServer) -> None:
    def handle(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for n in range(400):
            request.wfile.write(f"X-Header-{n}: x\r\n".encode())
            request.wfile.flush()
            time.sleep(0.05)

    server.paths["/"] = handle
    fetched = fetch(f"{server.address}/", replace(LIMITS, whole_answer_seconds=0.5))
    assert fetched.outcome is CheckOutcome.TOO_SLOW


def raw_deflate(page: bytes) -> bytes:
    engine = zlib.compressobj(wbits=-15)
    return engine.compress(page) + engine.flush()


def in_two_frames(page: bytes) -> bytes:
    half = len(page) // 2
    return zstandard.compress(page[:half]) + zstandard.compress(page[half:])


def in_two_members(page: bytes) -> bytes:
    half = len(page) // 2
    return gzip.compress(page[:half]) + gzip.compress(page[half:])


PACKERS = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress, "zstd": zstandard.compress}
UNUSUAL = [("deflate", raw_deflate), ("zstd", in_two_frames), ("gzip", in_two_members)]


@pytest.mark.parametrize("encoding", list(PACKERS))
def test_packed_pages_are_unpacked(server: WebServer, encoding: str) -> None:
    page = "政务公开".encode() * 1000
    server.paths["/"] = answer(200, PACKERS[encoding](page), Content_Encoding=encoding)
    assert fetch(f"{server.address}/").body == page


@pytest.mark.parametrize(("encoding", "pack"), UNUSUAL)
def test_unusual_ways_of_packing_are_understood(
    server: WebServer, encoding: str, pack: Callable[[bytes], bytes]
) -> None:
    page = "政务公开".encode() * 1000
    server.paths["/"] = answer(200, pack(page), Content_Encoding=encoding)
    assert fetch(f"{server.address}/").body == page


@pytest.mark.parametrize("encoding", list(PACKERS))
def test_a_small_answer_that_unpacks_to_fifty_megabytes_is_too_large(server: WebServer, encoding: str) -> None:
    server.paths["/"] = answer(200, PACKERS[encoding](b"\0" * 50_000_000), Content_Encoding=encoding)
    assert fetch(f"{server.address}/").outcome is CheckOutcome.TOO_LARGE


@pytest.mark.parametrize("encoding", list(PACKERS))
def test_a_corrupt_packed_page_is_unreadable(server: WebServer, encoding: str) -> None:
    server.paths["/"] = answer(200, b"this is packed by nothing at all", Content_Encoding=encoding)
    assert fetch(f"{server.address}/").outcome is CheckOutcome.UNREADABLE


def test_an_answer_that_breaks_off_is_no_page(server: WebServer) -> None:
    def handle(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", "1000")
        request.end_headers()
        request.wfile.write(b"only this")
        request.close_connection = True

    server.paths["/"] = handle
    fetched = fetch(f"{server.address}/")
    assert not fetched.outcome.seen
    assert fetched.body == b""


def test_requests_to_one_host_keep_their_distance_and_other_hosts_do_not_wait() -> None:
    times: dict[str, list[float]] = {"slow": [], "other": []}

    def note(name: str) -> Handler:
        def handle(request: BaseHTTPRequestHandler) -> None:
            times[name].append(time.monotonic())
            answer(200, b"ok")(request)

        return handle

    limits = replace(LIMITS, host_spacing_seconds=0.2)
    with serving({"/": note("slow")}) as one, serving({"/": note("other")}) as other, Fetcher(limits) as fetcher:
        addresses = [one.address, one.address, one.address, other.address]
        threads = [threading.Thread(target=fetcher.fetch, args=(f"{address}/",)) for address in addresses]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    starts = sorted(times["slow"])
    assert all(later - earlier >= 0.15 for earlier, later in zip(starts, starts[1:], strict=False))
    assert min(times["other"]) < starts[-1]


def test_a_host_that_asks_to_be_left_alone_is_asked_nothing_more(server: WebServer) -> None:
    server.paths |= {"/a": answer(429, Retry_After="120"), "/b": answer(200)}
    with Fetcher(LIMITS) as fetcher:
        fetcher.fetch(f"{server.address}/a")
        fetched = fetcher.fetch(f"{server.address}/b")
        visited = fetcher.within(LIMITS, heeds_rest=False).fetch(f"{server.address}/b")
    assert fetched.outcome is CheckOutcome.RATE_LIMITED
    assert 110 <= (fetched.retry_after or 0) <= 120
    assert visited.outcome is CheckOutcome.OK
    assert len(server.asked) == 2


def test_who_waits_for_a_turn_when_the_host_asks_for_time_is_sent_away(server: WebServer) -> None:
    server.paths |= {"/a": answer(503, Retry_After="3600"), "/b": answer(200)}
    fetched: list[Fetched] = []
    with Fetcher(replace(LIMITS, host_concurrency=3, host_spacing_seconds=0.3)) as fetcher:
        threads = [
            threading.Thread(target=lambda: fetched.append(fetcher.fetch(f"{server.address}/a"))) for _ in range(3)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(server.asked) == 1
    assert sorted(one.outcome for one in fetched) == ["http_server_error", "rate_limited", "rate_limited"]


def test_a_short_rest_is_waited_for_and_turns_after_it_keep_their_distance() -> None:
    pacing = HostPacing(0.1, 2)
    pacing.rest("a:80", 0.2)
    begun = time.monotonic()
    starts: list[float] = []

    def take() -> None:
        with pacing.turn("a:80"):
            starts.append(time.monotonic() - begun)

    threads = [threading.Thread(target=take) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    first, second = sorted(starts)
    assert first >= 0.19
    assert second - first >= 0.09
