"""Packed bodies that break off, never end, or come in odd pieces."""

from __future__ import annotations

import gzip
import random
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler

import brotli
import pytest
import zstandard

from collectors.fetching import Fetched, FetchLimits
from collectors.fetching.fetcher import Fetcher
from collectors.fetching.unpacking import unpacker_for
from metrics.facts import CheckOutcome
from tests.collectors.web_server import Handler, WebServer, answer

LIMITS = FetchLimits(whole_answer_seconds=5.0, host_spacing_seconds=0.0, max_bytes=1_000_000, allow_private=True)
PAGE = random.Random(1).randbytes(3_000).hex().encode()
GZIP_TRAILER = 8


def raw_deflate(page: bytes) -> bytes:
    engine = zlib.compressobj(wbits=-15)
    return engine.compress(page) + engine.flush()


PACKERS = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstandard.compress,
}


def fetch(server: WebServer, limits: FetchLimits = LIMITS) -> Fetched:
    with Fetcher(limits) as fetcher:
        return fetcher.fetch(f"{server.address}/")


def in_chunks(encoding: str, chunks: Iterable[bytes]) -> Handler:
    def handle(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Transfer-Encoding", "chunked")
        request.send_header("Content-Encoding", encoding)
        request.end_headers()
        for chunk in chunks:
            request.wfile.write(b"%x\r\n%s\r\n" % (len(chunk), chunk))
        request.wfile.write(b"0\r\n\r\n")

    return handle


@pytest.mark.parametrize("missing", [20, 2_000])
@pytest.mark.parametrize("encoding", list(PACKERS))
def test_a_packed_page_that_breaks_off_is_no_page(server: WebServer, encoding: str, missing: int) -> None:
    server.paths["/"] = answer(200, PACKERS[encoding](PAGE)[:-missing], Content_Encoding=encoding)
    fetched = fetch(server)
    assert (fetched.outcome, fetched.body) == (CheckOutcome.UNREADABLE, b"")
    assert "不完整" in fetched.detail


def test_a_page_that_reaches_its_end_is_whole_though_its_packing_is_never_ended(server: WebServer) -> None:
    page = b"<html><p>" + PAGE + b"</p></HTML>\n"
    engine = zlib.compressobj(wbits=31)
    server.paths["/"] = answer(200, engine.compress(page) + engine.flush(zlib.Z_SYNC_FLUSH), Content_Encoding="gzip")
    assert (fetch(server).outcome, fetch(server).body) == (CheckOutcome.OK, page)


def test_raw_deflate_that_breaks_off_is_no_page(server: WebServer) -> None:
    for missing in (1, 5, 20):
        server.paths["/"] = answer(200, raw_deflate(PAGE)[:-missing], Content_Encoding="deflate")
        assert fetch(server).outcome is CheckOutcome.UNREADABLE


def test_a_second_piece_that_breaks_off_is_missed(server: WebServer) -> None:
    server.paths["/"] = answer(200, gzip.compress(PAGE) + gzip.compress(PAGE)[:-500], Content_Encoding="gzip")
    assert fetch(server).outcome is CheckOutcome.UNREADABLE


@pytest.mark.parametrize("encoding", list(PACKERS))
def test_what_is_said_to_be_packed_may_be_empty(server: WebServer, encoding: str) -> None:
    server.paths["/"] = answer(200, b"", Content_Encoding=encoding)
    fetched = fetch(server)
    assert (fetched.outcome, fetched.body) == (CheckOutcome.OK, b"")


@pytest.mark.parametrize("page", [PAGE, b"short", b"\0" * 50_000])
def test_a_gzip_without_its_trailer_has_all_its_data(server: WebServer, page: bytes) -> None:
    server.paths["/"] = answer(200, gzip.compress(page)[:-GZIP_TRAILER], Content_Encoding="gzip")
    fetched = fetch(server)
    assert (fetched.outcome, fetched.body) == (CheckOutcome.OK, page)


@pytest.mark.parametrize("page", [PAGE, b"short", b"\0" * 50_000])
def test_a_gzip_without_its_trailer_and_its_last_data_is_not_forgiven(page: bytes) -> None:
    packed = gzip.compress(page)
    for missing in range(1, len(packed) - 10 - GZIP_TRAILER):
        unpacker = unpacker_for("gzip")
        plain = unpacker.feed(packed[: -GZIP_TRAILER - missing], len(page))
        assert not unpacker.is_whole(plain)


@pytest.mark.parametrize("pack", [raw_deflate, zlib.compress])
def test_deflate_may_come_byte_by_byte(server: WebServer, pack: Callable[[bytes], bytes]) -> None:
    packed = pack(PAGE)
    server.paths["/"] = in_chunks("deflate", [packed[:1], packed[1:2], packed[2:3], packed[3:]])
    fetched = fetch(server)
    assert (fetched.outcome, fetched.body) == (CheckOutcome.OK, PAGE)


def without_end(encoding: str) -> Iterator[bytes]:
    """Packed bytes that become nothing, however many there are."""
    if encoding == "gzip":  # empty blocks
        yield gzip.compress(b"")[:10]
        chunk = b"\x00\x00\x00\xff\xff" * 10_000
    elif encoding == "deflate":  # what follows the end
        yield zlib.compress(PAGE)
        chunk = b"j" * 50_000
    else:  # frames to be skipped
        chunk = struct.pack("<II", 0x184D2A50, 50_000) + b"s" * 50_000
    while True:
        yield chunk


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "zstd"])
def test_packed_bytes_without_end_that_become_nothing_are_too_large(server: WebServer, encoding: str) -> None:
    server.paths["/"] = in_chunks(encoding, without_end(encoding))
    fetched = fetch(server, replace(LIMITS, whole_answer_seconds=20.0, max_bytes=300_000))
    assert fetched.outcome is CheckOutcome.TOO_LARGE
