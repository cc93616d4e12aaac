"""Rounds so large that processes of their own read the pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from collectors.collecting import collect_sources
from collectors.page_workers import PageWorkers
from collectors.recording.kept_files import read_copy
from store.models import CollectorRun, ColumnCheck, Evidence
from tests.collectors.recording.world import SmallWorld
from tests.collectors.web_server import WebServer, answer
from tests.collectors.websites import makes

MANY = 8
NEWEST = date(2026, 11, 16)
GONE = makes.page("<h1>404</h1><p>抱歉，您访问的页面不存在或已被删除。</p>").replace("通知公告", "页面不存在").encode()
UNDATED = makes.page(
    "<ul class='list'>"
    + "".join(f"<li><a href='/art_{n}.html'>关于做好第{n}批惠企政策落实工作的通知</a></li>" for n in range(9))
    + "</ul>"
).encode()
ARTICLE = makes.page(
    "<h1>通知</h1><div>发布时间：2026-11-09</div>" + "<p>各旗县区人民政府，现就有关事项通知如下。</p>" * 20
).encode()


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("collectors.web_sources.MANY", MANY)


@pytest.fixture
def workers() -> Iterator[PageWorkers]:
    made = PageWorkers(2)
    yield made
    made.close()


def pages(server: WebServer, world: SmallWorld) -> list[int]:
    """So many columns that the round is large: lists of their own day, one without days, one that is gone."""
    for n in range(MANY - 2):
        body = makes.date_after_link(makes.entries(NEWEST - timedelta(days=n))).encode()
        server.paths[f"/c{n}/"] = answer(200, body, Content_Type="text/html")
    server.paths[f"/c{MANY - 2}/"], server.paths[f"/c{MANY - 1}/"] = answer(200, UNDATED), answer(200, GONE)
    server.paths |= {f"/art_{n}.html": answer(200, ARTICLE) for n in range(9)}
    return [world.column_source(f"{server.address}/c{n}/")[0] for n in range(MANY)]


def test_a_large_round_sees_and_keeps_what_a_small_one_does(
    world: SmallWorld, server: WebServer, workers: PageWorkers
) -> None:
    sources = pages(server, world)

    summary = collect_sources(world.database, sources, replace(world.context, page_workers=workers))

    assert (summary.sources, summary.ok) == (MANY, MANY - 1)
    checks = sorted(world.rows(ColumnCheck), key=lambda check: check.site_column_id)
    assert [check.newest for check in checks[:-2]] == [NEWEST - timedelta(days=n) for n in range(MANY - 2)]
    assert (checks[-2].outcome, checks[-2].newest) == ("ok", date(2026, 11, 9))
    assert (checks[-1].outcome, checks[-1].items) == ("soft_error_page", 0)
    copies = {copy.content_hash: copy for copy in world.rows(Evidence)}
    assert len(copies) == MANY
    for check in checks:
        assert check.evidence_hash is not None
        assert read_copy(world.folder / "evidence", copies[check.evidence_hash].file).content


def test_a_page_that_no_worker_can_read_is_a_failure_of_its_own_look(world: SmallWorld, server: WebServer) -> None:
    sources = pages(server, world)
    hasty = PageWorkers(2, seconds=0)
    try:
        collect_sources(world.database, sources, replace(world.context, page_workers=hasty))
    finally:
        hasty.close()

    assert {check.outcome for check in world.rows(ColumnCheck)} == {"unreadable"}
    assert all("未能读完" in run.message for run in world.rows(CollectorRun))


def test_a_small_round_needs_no_worker(world: SmallWorld, server: WebServer) -> None:
    sources = pages(server, world)[: MANY - 1]
    never = PageWorkers(0)

    summary = collect_sources(world.database, sources, replace(world.context, page_workers=never))

    assert summary.ok == MANY - 1
