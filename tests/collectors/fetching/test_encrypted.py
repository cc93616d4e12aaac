"""Encrypted servers: their certificate counts, and the deadline holds for them as for others."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
import trustme

from collectors.fetching import Fetched, FetchLimits
from collectors.fetching.fetcher import Fetcher
from collectors.fetching.guarded_network import trusted_authorities
from metrics.facts import CheckOutcome
from tests.collectors.web_server import WebServer, answer, serving

LIMITS = FetchLimits(whole_answer_seconds=5.0, host_spacing_seconds=0.0, allow_private=True)
PAGE = "通知公告".encode() * 5_000


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[trustme.CA]:
    """An authority that this machine trusts for the length of a test."""
    own = trustme.CA()
    own.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    trusted_authorities.cache_clear()
    yield own
    trusted_authorities.cache_clear()


@pytest.fixture
def encrypted(authority: trustme.CA) -> Iterator[WebServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)
    with serving(encrypted_by=context) as server:
        yield server


def fetch(url: str, limits: FetchLimits = LIMITS) -> Fetched:
    with Fetcher(limits) as fetcher:
        return fetcher.fetch(url)


def test_a_page_of_a_server_with_a_trusted_certificate_arrives(encrypted: WebServer) -> None:
    encrypted.paths["/"] = answer(200, PAGE)
    with Fetcher(LIMITS) as fetcher:
        found = [fetcher.fetch(f"{encrypted.address}/") for _ in range(2)]
    assert [(one.outcome, one.body) for one in found] == [(CheckOutcome.OK, PAGE)] * 2
    assert found[0].exchange is not None
    assert (found[0].exchange.address, len(encrypted.connections)) == ("127.0.0.1", 1)


def test_a_certificate_for_another_name_is_a_failure_of_tls(authority: trustme.CA) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("www.example.gov.cn").configure_cert(context)
    with serving({"/": answer(200, PAGE)}, encrypted_by=context) as server:
        assert fetch(f"{server.address}/").outcome is CheckOutcome.TLS


def test_a_certificate_of_nobody_known_is_a_failure_of_tls() -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    with serving({"/": answer(200, PAGE)}, encrypted_by=context) as server:
        assert fetch(f"{server.address}/").outcome is CheckOutcome.TLS


def test_an_endless_slow_encrypted_answer_ends_in_time(encrypted: WebServer) -> None:
    def drip(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        while True:
            request.wfile.write(b"x")
            time.sleep(0.05)

    encrypted.paths["/"] = drip
    assert fetch(f"{encrypted.address}/", replace(LIMITS, whole_answer_seconds=0.5)).outcome is CheckOutcome.TOO_SLOW
