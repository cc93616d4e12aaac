"""What a server answered instead of the page is proof too, and must not fill the disk."""

from __future__ import annotations

from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from collectors.availability import VisitContext, visit_sites
from collectors.collecting import collect_sources
from collectors.fetching import FetchLimits
from collectors.recording.kept_files import answer_hash, read_copy
from mingcha.evidence_check import check_evidence
from store.models import ColumnCheck, Evidence, SiteVisit
from tests.collectors.recording.world import SmallWorld
from tests.collectors.web_server import Handler, WebServer, answer, in_turn, serving
from tests.collectors.websites import makes

PAGE = makes.date_after_link(makes.entries(date(2026, 11, 16))).encode()
LOGIN = b"<html><body><form><input name=u><input type=password name=p></form></body></html>"


def changing(status: int = 500) -> Handler:
    """An error page with another number at each look."""
    numbers = count(1)

    def handle(request: BaseHTTPRequestHandler) -> None:
        answer(status, f"<h1>error, request {next(numbers)}</h1>".encode(), Content_Type="text/html")(request)

    return handle


def look(world: SmallWorld, *sources: int) -> None:
    collect_sources(world.database, list(sources), world.context)


def files(world: SmallWorld) -> list[Path]:
    return [path for path in (world.folder / "evidence").rglob("*") if path.is_file()]


def hashes(world: SmallWorld, table: Any = ColumnCheck) -> list[str | None]:
    return [row.evidence_hash for row in world.rows(table)]


@pytest.mark.parametrize("status", [404, 410, 500, 503])
def test_an_error_is_kept_with_request_headers_and_content(world: SmallWorld, server: WebServer, status: int) -> None:
    server.paths["/"] = answer(status, b"<h1>gone</h1>", Content_Type="text/html", X_Server="web-3")
    source, _ = world.column_source(f"{server.address}/")
    look(world, source)
    (row,) = world.rows(Evidence)
    copy = read_copy(world.folder / "evidence", row.file)
    assert (row.status, row.content_hash) == (status, answer_hash(status, f"{server.address}/", b"<h1>gone</h1>"))
    assert (copy.content, copy.request_line) == (b"<h1>gone</h1>", "GET / HTTP/1.1")
    assert copy.status_line.startswith(f"HTTP/1.1 {status}")
    assert ("X-Server", "web-3") in copy.response_headers
    assert hashes(world) == [row.content_hash]
    assert world.source(source).evidence_hash is None, "it does not show the column"
    with world.database.read() as session:
        assert check_evidence(session, world.folder / "evidence") == (True, "共 1 份，已读 1 份，指纹相符")


def test_two_sites_with_the_same_error_page_have_a_proof_each(world: SmallWorld, server: WebServer) -> None:
    with serving({"/": answer(404, b"404 Not Found")}) as other:
        server.paths["/"] = answer(404, b"404 Not Found")
        look(world, world.column_source(f"{server.address}/")[0], world.column_source(f"{other.address}/")[0])
    kept = {row.content_hash: row.url for row in world.rows(Evidence)}
    assert sorted(kept.values()) == sorted([f"{server.address}/", f"{other.address}/"])
    assert {kept[digest or ""] for digest in hashes(world)} == set(kept.values())


def test_an_error_page_that_changes_at_each_look_is_kept_once_a_week(world: SmallWorld, server: WebServer) -> None:
    server.paths["/"] = changing(404)
    source, _ = world.column_source(f"{server.address}/")
    for _ in range(15):
        look(world, source)
        world.clock.move(days=1)
    seen = hashes(world)
    assert [place for place, digest in enumerate(seen) if digest] == [0, 7, 14]
    assert len(files(world)) == 3


def test_a_login_page_in_place_of_the_column_is_kept_by_the_same_rule(world: SmallWorld, server: WebServer) -> None:
    server.paths["/"] = in_turn(answer(200, LOGIN), answer(200, LOGIN + b"<!-- 2 -->"), answer(200, LOGIN))
    source, _ = world.column_source(f"{server.address}/")
    for _ in range(3):
        look(world, source)
        world.clock.move(hours=1)
    (row,) = world.rows(Evidence)
    assert row.status == 200
    assert hashes(world) == [row.content_hash, None, row.content_hash]
    assert row.last_seen_at == row.fetched_at + timedelta(hours=2)
    assert {check.outcome for check in world.rows(ColumnCheck)} == {"login_page"}


def test_another_kind_of_failure_and_the_page_itself_are_kept_beside_it(world: SmallWorld, server: WebServer) -> None:
    broken = changing(500)
    server.paths["/"] = in_turn(broken, changing(404), answer(200, PAGE), broken)
    source, _ = world.column_source(f"{server.address}/")
    for _ in range(4):
        look(world, source)
        world.clock.move(hours=1)
    assert [row.status for row in world.rows(Evidence)] == [500, 404, None]
    assert [digest is not None for digest in hashes(world)] == [True, True, True, False]
    assert world.source(source).evidence_hash == hashes(world)[2]


def test_where_nothing_was_answered_nothing_is_kept(world: SmallWorld) -> None:
    with serving() as server:
        address = server.address
    source, _ = world.column_source(f"{address}/")
    look(world, source)
    assert (world.rows(Evidence), files(world)) == ([], [])
    assert hashes(world) == [None]


def visit(world: SmallWorld, **changes: Any) -> None:
    limits = FetchLimits(host_spacing_seconds=0.0, allow_private=True)
    context = VisitContext(world.clock, 24, 1.0, limits=limits, evidence=world.folder / "evidence", **changes)
    visit_sites(world.database, context)


def test_a_visit_that_did_not_open_tells_what_was_asked_and_answered(world: SmallWorld, server: WebServer) -> None:
    server.paths["/"] = in_turn(answer(500, b"down"), answer(200, PAGE))
    world.site(f"{server.address}/")
    visit(world)
    world.clock.move(hours=1)
    visit(world)
    failed, opened = world.rows(SiteVisit)
    (row,) = world.rows(Evidence)
    assert (failed.status, failed.detail, failed.evidence_hash) == (500, "服务器返回状态码 500", row.content_hash)
    assert failed.address.startswith(f"{server.address}/")
    assert (opened.address, opened.status, opened.detail, opened.evidence_hash) == (None, None, None, None)
    assert read_copy(world.folder / "evidence", row.file).content == b"down"


def test_a_visit_without_an_answer_tells_why(world: SmallWorld) -> None:
    with serving() as server:
        address = server.address
    world.site(f"{address}/")
    visit(world)
    (failed,) = world.rows(SiteVisit)
    assert (failed.outcome, failed.status, failed.evidence_hash) == ("refused", None, None)
    assert "连接被拒绝" in failed.detail
    assert world.rows(Evidence) == []


def test_visits_keep_a_changing_error_page_once_a_week(world: SmallWorld, server: WebServer) -> None:
    server.paths["/"] = changing(503)
    world.site(f"{server.address}/")
    for _ in range(30):
        visit(world)
        world.clock.move(hours=6)
    days = {row.day for row in world.rows(SiteVisit)}
    kept = [row.visited_at for row in world.rows(SiteVisit) if row.evidence_hash]
    assert len(days) > 7
    assert len(kept) == len(files(world)) == 2
    assert 6 <= (kept[1] - kept[0]).days <= 7
