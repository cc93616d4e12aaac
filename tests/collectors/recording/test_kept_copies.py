"""What was seen is kept once per content, as WARC records that any tool reads, without secrets."""

from __future__ import annotations

import gzip
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from collectors.collecting import collect_sources
from collectors.fetching.exchange import Exchange
from collectors.recording.kept_files import content_hash, read_copy
from collectors.recording.warc_records import BrokenCopy, pack_records, read_records
from store.models import ColumnUpdate, Evidence
from tests.collectors.recording.world import START, SmallWorld
from tests.collectors.web_server import WebServer, answer, in_turn
from tests.collectors.websites import makes

NEWEST = date(2026, 11, 16)
PAGE = makes.date_after_link(makes.entries(NEWEST)).encode()
AT = datetime(2026, 11, 20, 1, tzinfo=UTC)


def collect(world: SmallWorld, *sources: int) -> None:
    collect_sources(world.database, list(sources), world.context)


def kept_files(world: SmallWorld) -> list[Path]:
    return sorted(path for path in (world.folder / "evidence").rglob("*") if path.is_file())


def exchange(**changed: Any) -> Exchange:
    given: dict[str, Any] = {
        "url": "http://site.example.invalid/list",
        "address": "192.0.2.1",
        "request_line": "GET /list HTTP/1.1",
        "request_headers": (("User-Agent", "Mingcha"),),
        "status_line": "HTTP/1.1 200 OK",
        "response_headers": (("Content-Type", "text/html"),),
    }
    return Exchange(**given | changed)


def packed(content: bytes = PAGE, **changed: Any) -> bytes:
    return pack_records(exchange(**changed), (), content, content_hash(content), AT)


def test_any_tool_finds_request_answer_and_time_and_the_digests_fit(world: SmallWorld, server: WebServer) -> None:
    server.paths["/tzgg/"] = answer(200, PAGE, Content_Type="text/html; charset=utf-8")
    source, _ = world.column_source(f"{server.address}/tzgg/")
    collect(world, source)
    (file,) = kept_files(world)
    (row,) = world.rows(Evidence)
    digest = content_hash(PAGE)
    assert file == world.folder / "evidence" / row.file
    assert row.file == f"{digest[:2]}/{digest}.warc.gz"
    seen: dict[str, Any] = {}
    with file.open("rb") as stream:
        for record in ArchiveIterator(stream, check_digests=True):
            seen[record.rec_type] = record
            content = record.content_stream().read()
            assert record.digest_checker.passed is not False
            if record.rec_type == "response":
                assert content == PAGE
    assert list(seen) == ["warcinfo", "response", "request"]
    response = seen["response"].rec_headers
    assert response.get_header("WARC-Payload-Digest") == f"sha256:{row.content_hash}"
    assert response.get_header("WARC-Date") == "2026-11-20T01:00:00Z"
    assert response.get_header("WARC-Target-URI") == f"{server.address}/tzgg/"
    assert seen["request"].http_headers.protocol == "GET"
    assert seen["request"].http_headers.get_header("host") in server.address


def test_the_content_is_kept_unpacked_and_the_packing_is_told(world: SmallWorld, server: WebServer) -> None:
    server.paths["/"] = answer(200, gzip.compress(PAGE), Content_Encoding="gzip", Content_Type="text/html")
    source, _ = world.column_source(f"{server.address}/")
    collect(world, source)
    copy = read_copy(world.folder / "evidence", world.rows(Evidence)[0].file)
    headers = {name.lower(): value for name, value in copy.response_headers}
    assert copy.content == PAGE
    assert (headers["x-archive-orig-content-encoding"], headers["content-length"]) == ("gzip", str(len(PAGE)))
    assert "content-encoding" not in headers


def test_a_redirect_is_kept_with_what_it_led_to(world: SmallWorld, server: WebServer) -> None:
    server.paths["/old"] = answer(302, Location="/new")
    server.paths["/new"] = answer(200, PAGE)
    source, _ = world.column_source(f"{server.address}/old")
    collect(world, source)
    copy = read_copy(world.folder / "evidence", world.rows(Evidence)[0].file)
    assert (copy.asked_url, copy.url) == (f"{server.address}/old", f"{server.address}/new")
    assert (copy.status_line, copy.content) == ("HTTP/1.1 200 OK", PAGE)


def test_the_same_content_again_is_one_file_and_one_row_that_knows_when_it_was_seen_last(
    world: SmallWorld, server: WebServer
) -> None:
    server.paths["/"] = answer(200, PAGE)
    first, _ = world.column_source(f"{server.address}/")
    collect(world, first)
    before = kept_files(world)[0].read_bytes()
    world.clock.move(days=2)
    collect(world, first)
    assert [file.read_bytes() for file in kept_files(world)] == [before]
    (row,) = world.rows(Evidence)
    assert (row.fetched_at, row.last_seen_at) == (START, world.clock.now)
    assert world.source(first).evidence_hash == row.content_hash


def test_an_error_page_does_not_become_the_newest_copy_of_its_source(world: SmallWorld, server: WebServer) -> None:
    login = b"<html><body><form><input name=u><input type=password name=p></form></body></html>"
    server.paths["/"] = in_turn(answer(200, PAGE), answer(200, login, Content_Type="text/html"))
    source, _ = world.column_source(f"{server.address}/")
    collect(world, source)
    world.clock.move(days=2)
    collect(world, source)
    assert len(world.rows(Evidence)) == 2
    assert world.source(source).evidence_hash == content_hash(PAGE)


def test_a_copy_from_before_warc_stays_readable_and_is_not_doubled(world: SmallWorld, server: WebServer) -> None:
    digest = content_hash(PAGE)
    older = world.folder / "evidence" / digest[:2] / f"{digest}.gz"
    older.parent.mkdir(parents=True)
    older.write_bytes(gzip.compress(PAGE))
    server.paths["/"] = answer(200, PAGE)
    source, _ = world.column_source(f"{server.address}/")
    collect(world, source)
    (row,) = world.rows(Evidence)
    assert kept_files(world) == [older]
    assert read_copy(world.folder / "evidence", row.file).content == PAGE


def test_passwords_tokens_and_cookies_are_withheld() -> None:
    kept = packed(
        url="http://user:geheim1@site.example.invalid/list",
        request_headers=(("Cookie", "id=geheim2"), ("Authorization", "Bearer geheim3"), ("X-Access-Token", "geheim4")),
        response_headers=(("Set-Cookie", "id=geheim5"), ("Content-Type", "text/html")),
    )
    plain = gzip.decompress(kept)
    assert b"geheim" not in plain
    assert read_records(kept).url == "http://site.example.invalid/list"
    assert ("Cookie", "(withheld)") in read_records(kept).request_headers


def test_a_header_in_any_letters_and_with_line_breaks_makes_no_second_header() -> None:
    copy = read_records(packed(response_headers=(("X-Name", "\xe9\xff a\r\nX-Forged: yes"), ("X-Server", "b"))))
    assert [name for name, _ in copy.response_headers] == ["X-Name", "X-Server", "Content-Length"]
    assert copy.content == PAGE


@given(st.binary(max_size=300))
def test_every_content_comes_back_as_it_was(content: bytes) -> None:
    assert read_records(packed(content)).content == content


@given(st.binary(max_size=200), st.integers(0, 600), st.integers(0, 255))
def test_a_damaged_file_is_said_to_be_one(soup: bytes, place: int, value: int) -> None:
    whole = packed(b"content")
    damaged = bytearray(whole)
    damaged[place % len(damaged)] ^= value
    for candidate in (soup, whole[: place % len(whole)], bytes(damaged)):
        try:
            read_records(candidate)
        except BrokenCopy:
            continue


def test_a_file_without_an_answer_is_no_copy(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(b""))
    (tmp_path / "b.gz").write_bytes(b"not packed")
    for name in ("a.warc.gz", "b.gz"):
        with pytest.raises(BrokenCopy):
            read_copy(tmp_path, name)


def test_the_days_of_items_are_kept_once_and_grow(world: SmallWorld, server: WebServer) -> None:
    entries = makes.entries(NEWEST)
    server.paths["/"] = in_turn(
        answer(200, makes.date_after_link(entries).encode()),
        answer(200, makes.date_after_link([entries[0], *entries]).encode()),
    )
    source, column = world.column_source(f"{server.address}/")
    collect(world, source)
    before = {day.updated_on: day.items for day in world.rows(ColumnUpdate)}
    world.clock.move(days=2)
    collect(world, source)
    days = world.rows(ColumnUpdate)
    assert before[NEWEST] == 1
    assert {day.updated_on: day.items for day in days} == {**before, NEWEST: 2}
    assert {(day.site_column_id, day.first_seen_at) for day in days} == {(column, START)}
