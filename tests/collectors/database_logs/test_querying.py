"""Logs asked of a real SQLite file and a real PostgreSQL server."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, make_url

from collectors.collecting import CollectSummary, collect_sources
from collectors.database_logs.access import QueryAccess, QueryRefused
from collectors.database_logs.rows import QueryFailed, write_rows
from collectors.recording.log_sources import add_log_source
from store.models import AuditEntry, CollectorRun, Request, RequestEvent, Source
from tests.collectors.recording.world import START, SmallWorld

QUERY = (
    'SELECT bh AS "申请编号", jg AS "承办单位", sd AS "收到日期", df AS "答复日期", nr AS "申请内容"'
    " FROM ysq ORDER BY bh"
)
TABLE = "CREATE TABLE ysq (bh integer, jg varchar(40), sd {moment}, df date, nr varchar(200))"
ROWS = (
    "INSERT INTO ysq VALUES (1, '甲市财政局', {received}, '2026-03-20', '预算，决算'),"
    " (2, '甲市财政局', {received}, NULL, '100% : ''全文'''), (3, '无此单位', {received}, NULL, '')"
)


@pytest.fixture(params=["sqlite", "postgresql"])
def other(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database of somebody else, with a table of three rows."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'other.sqlite3'}"
        moment, received = "varchar(30)", "'2026-03-02 09:30:00'"
    else:
        url = request.getfixturevalue("postgresql_server")
        # Late in UTC, and the next day in Shanghai.
        moment, received = "timestamptz", "'2026-03-01T20:30:00Z'"
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE IF EXISTS ysq")
        connection.exec_driver_sql(TABLE.format(moment=moment))
        connection.exec_driver_sql(ROWS.format(received=received), execution_options={"no_parameters": True})
    yield url
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE ysq")
    engine.dispose()


def add(world: SmallWorld, query: str = QUERY) -> int:
    with world.database.write() as session:
        source = add_log_source(
            session,
            kind="request_log",
            way="database",
            name="市业务库",
            actor="admin",
            now=START,
            location="env:CITY_DATABASE",
            access=QueryAccess(query).kept(),
            region_code="150100",
        )
        return source.id


def collect(world: SmallWorld, source: int, url: str, **changes: Any) -> CollectSummary:
    context = replace(world.context, secret_of={"CITY_DATABASE": url}.get, pull_seconds=20.0, **changes)
    return collect_sources(world.database, [source], context)


def test_the_rows_of_a_query_become_requests_and_the_second_time_all_is_unchanged(
    world: SmallWorld, other: str
) -> None:
    source = add(world)
    summary = collect(world, source, other)
    assert (summary.rows, summary.accepted, summary.quarantined) == (3, 2, 1)
    assert [(request.number, request.description) for request in world.rows(Request)] == [
        ("1", "预算,决算"),
        ("2", "100% : '全文'"),
    ]
    assert {entry.happened_on for entry in world.rows(RequestEvent) if entry.kind == "received"} == {date(2026, 3, 2)}
    again = collect(world, source, other)
    assert (again.rows, again.unchanged) == (3, 3)


@pytest.mark.parametrize("query", ["DELETE FROM ysq", "WITH x AS (SELECT 1) DELETE FROM ysq"])
def test_nothing_can_be_changed_there(other: str, tmp_path: Path, query: str) -> None:
    with pytest.raises(QueryFailed):
        write_rows(other, query, tmp_path / "rows", 20.0, 1000)
    assert write_rows(other, "SELECT * FROM ysq", tmp_path / "rows", 20.0, 100_000) == 3


def test_what_fails_is_said_and_the_source_is_failing(world: SmallWorld, other: str) -> None:
    source = add(world, "SELECT bh FROM nowhere")
    collect(world, source, other)
    assert "nowhere" in (world.source(source).last_message or "")
    assert world.source(source).health == "failing"


def test_a_password_is_never_shown(world: SmallWorld, postgresql_server: str) -> None:
    url = make_url(postgresql_server).set(username="nobody_here", password="s3cret-word", host="127.0.0.1", port=1)
    source = add(world)
    collect(world, source, url.render_as_string(hide_password=False))
    kept = [vars(line) for table in (Source, CollectorRun, AuditEntry) for line in world.rows(table)]
    assert "s3cret-word" not in str(kept)
    assert (world.source(source).last_message or "").startswith("查询失败：")


@pytest.mark.parametrize("url", ["sqlite:////nowhere/at-all.db", "no url", "nosuchdatabase://a/b", "mysql://a/b"])
def test_an_address_that_leads_nowhere_is_a_failed_run(world: SmallWorld, url: str) -> None:
    source = add(world)
    collect(world, source, url)
    assert (world.source(source).last_message or "").startswith("数据库")


def test_without_its_url_nothing_is_asked(world: SmallWorld) -> None:
    source = add(world)
    collect(world, source, "")
    assert world.source(source).last_message == "环境变量 CITY_DATABASE 未设置，无法取得密钥"


def test_an_answer_without_rows_is_unchanged_and_one_without_end_is_refused(world: SmallWorld, other: str) -> None:
    assert dict(collect(world, add(world, "SELECT * FROM ysq WHERE bh > 9"), other).outcomes) == {"unchanged": 1}
    with world.database.write() as session:
        session.query(Source).update({"key": "before"})
    assert dict(collect(world, add(world), other, log_bytes=20).outcomes) == {"failed": 1}


@pytest.mark.parametrize(
    "query", ["", "  ", "DELETE FROM a", "SELECT 1; DROP TABLE a", "-- SELECT\nUPDATE a SET b=1", "x" * 20_001]
)
def test_a_query_that_is_no_single_select_is_refused(query: str) -> None:
    with pytest.raises(QueryRefused):
        QueryAccess(query).check("env:A")


@pytest.mark.parametrize(
    "query", ["SELECT 1;", "select ';' -- ; \n", "/* a; */ WITH a AS (SELECT 1) SELECT * FROM a", "SELECT(1)"]
)
def test_a_single_select_is_taken(query: str) -> None:
    QueryAccess(query).check("env:A")


def test_the_url_itself_is_never_kept() -> None:
    with pytest.raises(QueryRefused):
        QueryAccess("SELECT 1").check("postgresql://name:word@host/log")


def test_two_columns_of_one_name_are_told_apart(other: str, tmp_path: Path) -> None:
    write_rows(other, "SELECT bh, bh FROM ysq ORDER BY bh", tmp_path / "rows", 20.0, 100_000)
    assert (tmp_path / "rows").read_text().startswith('[{"bh": 1, "bh #2": 1}')
