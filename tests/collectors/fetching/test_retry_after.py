"""When a host says with a date until when it is to be left alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler

import pytest

from collectors.fetching import FetchLimits
from collectors.fetching.fetcher import Fetcher
from tests.collectors.web_server import Handler, WebServer

LIMITS = FetchLimits(whole_answer_seconds=5.0, host_spacing_seconds=0.0, allow_private=True)


def at_eight() -> datetime:
    return datetime(2026, 11, 20, 8, tzinfo=UTC)


def asks_for_time(until: str, *, sent: str | None = None) -> Handler:
    def handle(request: BaseHTTPRequestHandler) -> None:
        request.send_response_only(429)
        if sent:
            request.send_header("Date", sent)
        request.send_header("Retry-After", until)
        request.send_header("Content-Length", "0")
        request.end_headers()

    return handle


@pytest.mark.parametrize(
    ("sent", "clock", "seconds"),
    [
        (None, at_eight, 300),
        ("Fri, 20 Nov 2026 08:04:00 GMT", at_eight, 60),
        (None, None, None),
    ],
)
def test_a_date_without_a_date_of_the_server_is_measured_by_our_own_clock(
    server: WebServer, sent: str | None, clock: Callable[[], datetime] | None, seconds: int | None
) -> None:
    server.paths["/"] = asks_for_time("Fri, 20 Nov 2026 08:05:00 GMT", sent=sent)
    with Fetcher(LIMITS, clock=clock) as fetcher:
        assert fetcher.fetch(f"{server.address}/").retry_after == seconds
