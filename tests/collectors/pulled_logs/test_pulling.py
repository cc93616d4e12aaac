"""Logs pulled from a real server on loopback."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

from collectors.collecting import CollectSummary, collect_sources
from collectors.context import CollectContext
from collectors.pulled_logs.access import PullAccess
from collectors.recording.log_sources import add_log_source
from store.models import AuditEntry, CollectorRun, QuarantineRow, Request, Source
from tests.collectors.recording.world import LIMITS, START, SmallWorld
from tests.collectors.requests.logs import as_csv, as_json, as_xlsx, row
from tests.collectors.web_server import WebServer, answer, in_turn

SECRET = "a-very-secret-token"
GOOD = {"agency": "甲市财政局"}


def add(world: SmallWorld, url: str, **access: Any) -> int:
    with world.database.write() as session:
        source = add_log_source(
            session,
            kind="request_log",
            way="pull",
            name="市平台",
            actor="admin",
            now=START,
            location=url,
            access=PullAccess(**access).kept(),
            region_code="150100",
        )
        return source.id


def context(world: SmallWorld, **changes: Any) -> CollectContext:
    return replace(world.context, secret_of={"CITY_TOKEN": SECRET}.get, pull_seconds=20.0, **changes)


def collect(world: SmallWorld, source: int, **changes: Any) -> CollectSummary:
    return collect_sources(world.database, [source], context(world, **changes))


def counted(summary: CollectSummary) -> tuple[int, int, int, int]:
    return summary.rows, summary.accepted, summary.unchanged, summary.quarantined


def numbers(world: SmallWorld) -> list[str]:
    return [request.number for request in world.rows(Request)]


def some(*wanted: str) -> bytes:
    return as_json([row(number=number, **GOOD) for number in wanted])


def test_a_log_is_pulled_with_its_token_and_the_second_time_all_is_unchanged(
    world: SmallWorld, server: WebServer
) -> None:
    body = as_json([row(**GOOD), row(number="", **GOOD)])
    server.paths["/log"] = answer(body=body, Content_Type="application/json")
    source = add(world, f"{server.address}/log", secret="env:CITY_TOKEN")
    assert counted(collect(world, source)) == (2, 1, 0, 1)
    assert counted(collect(world, source)) == (2, 0, 2, 0)
    assert server.asked[0][1]["authorization"] == f"Bearer {SECRET}"
    (bad,) = world.rows(QuarantineRow)
    assert (bad.file, bad.field, bad.reason) == ("市平台", "申请编号", "number_missing")
    assert [run.outcome for run in world.rows(CollectorRun)] == ["partly", "partly"]
    assert world.source(source).health == "ok"


def test_the_token_can_go_into_a_header_of_its_own(world: SmallWorld, server: WebServer) -> None:
    server.paths["/log"] = answer(body=some("1"))
    collect(world, add(world, f"{server.address}/log", secret="env:CITY_TOKEN", header="X-Api-Key", scheme=""))
    assert server.asked[0][1]["x-api-key"] == SECRET


def test_no_trace_of_the_token_is_kept(world: SmallWorld, server: WebServer) -> None:
    server.paths["/log"] = answer(401, SECRET.encode())
    source = add(world, f"{server.address}/log", secret="env:CITY_TOKEN")
    collect(world, source)
    (run,) = world.rows(CollectorRun)
    assert run.message is not None
    assert "401" in run.message
    assert "令牌" in run.message
    kept = [vars(line) for table in (Source, CollectorRun, AuditEntry) for line in world.rows(table)]
    assert SECRET not in str(kept)
    assert world.source(source).health == "failing"


def test_without_its_secret_a_source_asks_nothing(world: SmallWorld, server: WebServer) -> None:
    source = add(world, f"{server.address}/log", secret="env:OTHER")
    collect(world, source)
    assert server.asked == []
    assert world.source(source).last_message == "环境变量 OTHER 未设置，无法取得密钥"


def test_csv_and_workbooks_are_answers_too(world: SmallWorld, server: WebServer) -> None:
    server.paths["/csv"] = answer(body=as_csv([row(number="1", **GOOD)]), Content_Type="text/csv")
    server.paths["/xlsx"] = answer(body=as_xlsx([row(number="2", **GOOD)]))
    for path in ("csv", "xlsx"):
        with world.database.write() as session:
            session.query(Source).update({"key": Source.key + "-"})
        collect(world, add(world, f"{server.address}/{path}"))
    assert numbers(world) == ["1", "2"]


def test_pages_are_followed_by_number_until_one_is_empty(world: SmallWorld, server: WebServer) -> None:
    for number, body in ((1, some("1", "2")), (2, some("3")), (3, b"[]")):
        server.paths[f"/log?page={number}"] = answer(body=body)
    summary = collect(world, add(world, f"{server.address}/log", paging="number"))
    assert numbers(world) == ["1", "2", "3"]
    assert counted(summary) == (3, 3, 0, 0)
    assert [path for path, _ in server.asked] == ["/log?page=1", "/log?page=2", "/log?page=3"]


def test_a_server_that_repeats_its_last_page_does_not_hold_us(world: SmallWorld, server: WebServer) -> None:
    for number in range(1, 6):
        server.paths[f"/log?page={number}"] = answer(body=some("1"))
    collect(world, add(world, f"{server.address}/log", paging="number"))
    assert len(server.asked) == 2


def test_pages_are_followed_by_the_next_link(world: SmallWorld, server: WebServer) -> None:
    first = {"items": json.loads(some("1")), "next": "/log?after=1"}
    server.paths["/log"] = answer(body=json.dumps(first).encode())
    server.paths["/log?after=1"] = answer(body=json.dumps({"items": json.loads(some("2")), "next": None}).encode())
    collect(world, add(world, f"{server.address}/log", paging="next", secret="env:CITY_TOKEN"))
    assert numbers(world) == ["1", "2"]


def test_a_next_link_to_another_host_is_not_followed_with_our_token(world: SmallWorld, server: WebServer) -> None:
    elsewhere = f"{server.address.replace('127.0.0.1', 'localhost')}/stolen"
    server.paths["/log"] = answer(body=json.dumps({"items": json.loads(some("1")), "next": elsewhere}).encode())
    source = add(world, f"{server.address}/log", paging="next", secret="env:CITY_TOKEN")
    collect(world, source)
    assert [path for path, _ in server.asked] == ["/log"]
    assert "其他主机" in (world.source(source).last_message or "")


def test_a_page_that_fails_leaves_those_before_it(world: SmallWorld, server: WebServer) -> None:
    server.paths["/log?page=1"] = answer(body=some("1"))
    server.paths["/log?page=2"] = answer(500)
    source = add(world, f"{server.address}/log", paging="number")
    collect(world, source)
    assert numbers(world) == ["1"]
    assert world.source(source).health == "failing"
    server.paths["/log?page=2"] = answer(body=some("2"))
    server.paths["/log?page=3"] = answer(body=b"[]")
    assert counted(collect(world, source)) == (2, 1, 1, 0)


def test_what_did_not_change_is_not_sent_again(world: SmallWorld, server: WebServer) -> None:
    server.paths["/log"] = in_turn(answer(body=some("1"), ETag='"7"'), answer(304))
    source = add(world, f"{server.address}/log")
    collect(world, source)
    summary = collect(world, source)
    assert dict(summary.outcomes) == {"unchanged": 1}
    assert server.asked[1][1]["if-none-match"] == '"7"'
    world.clock.move(days=2)
    server.paths["/log"] = answer(body=some("1", "2"))
    collect(world, source)
    assert "if-none-match" not in server.asked[2][1]
    assert numbers(world) == ["1", "2"]


def test_a_private_address_is_not_asked_unless_it_is_allowed(world: SmallWorld, server: WebServer) -> None:
    source = add(world, f"{server.address}/log")
    summary = collect(world, source, limits=replace(LIMITS, allow_private=False))
    assert dict(summary.outcomes) == {"forbidden_address": 1}
    assert server.asked == []


def test_an_answer_that_is_too_large_is_refused(world: SmallWorld, server: WebServer) -> None:
    server.paths["/log"] = answer(body=some("1"))
    assert dict(collect(world, add(world, f"{server.address}/log"), log_bytes=50).outcomes) == {"too_large": 1}


def test_a_page_for_people_is_no_log_and_says_so(world: SmallWorld, server: WebServer) -> None:
    server.paths["/log"] = answer(body="<html><body><h1>请登录</h1></body></html>".encode())
    source = add(world, f"{server.address}/log")
    collect(world, source)
    assert (world.source(source).health, world.rows(Request)) == ("failing", [])
    assert "市平台" in (world.source(source).last_message or "")


def test_the_time_a_server_asks_for_is_kept(world: SmallWorld, server: WebServer) -> None:
    server.paths["/log"] = answer(429, Retry_After="172800")
    source = add(world, f"{server.address}/log")
    collect(world, source)
    assert (world.source(source).next_run_at or START) - START == timedelta(days=2)


def test_what_is_pushed_or_uploaded_is_never_gone_for(world: SmallWorld, server: WebServer) -> None:
    with world.database.write() as session:
        for way in ("api", "upload"):
            add_log_source(
                session, kind="request_log", way=way, name=way, actor="admin", now=START, region_code="150100"
            )
    assert collect_sources(world.database, None, context(world)).sources == 0
    assert world.rows(CollectorRun) == []
