"""A list without dates is dated by the articles behind its first entries, over real HTTP and within a budget."""

from __future__ import annotations

from datetime import date

from collectors.collecting import collect_sources
from collectors.websites.articles.behind import ARTICLES
from store.models import CollectorRun, ColumnCheck
from tests.collectors.recording.world import SmallWorld
from tests.collectors.web_server import WebServer, answer
from tests.collectors.websites import makes

TEXT = "<p>各旗县区人民政府，市直各部门：为深入贯彻落实有关决策部署，经研究决定，现就有关事项通知如下。</p>" * 8


def article(line: str) -> bytes:
    return makes.page(f"<h1>关于做好秋季造林工作的通知</h1><div class='info'>{line}</div><div>{TEXT}</div>").encode()


def undated_list(count: int = 9) -> bytes:
    lines = "".join(f"<li><a href='/a/{n}.html'>关于做好第{n}批惠企政策落实工作的通知</a></li>" for n in range(count))
    return makes.page(f"<ul class='list'>{lines}</ul>").encode()


def look(world: SmallWorld, server: WebServer, lines: dict[int, str]) -> ColumnCheck:
    html = {"Content_Type": "text/html; charset=utf-8"}
    server.paths["/tzgg/"] = answer(200, undated_list(), **html)
    for number, line in lines.items():
        server.paths[f"/a/{number}.html"] = answer(200, article(line), **html)
    source, _ = world.column_source(f"{server.address}/tzgg/")
    collect_sources(world.database, [source], world.context)
    (check,) = world.rows(ColumnCheck)
    assert isinstance(check, ColumnCheck)
    return check


def test_the_newest_of_the_first_articles_dates_the_list(world: SmallWorld, server: WebServer) -> None:
    check = look(world, server, {0: "发布时间：2025-01-02", 1: "发布时间：2026-11-16", 2: "发布时间：2026-11-10"})
    assert (check.outcome, check.newest, check.items, check.dated) == ("ok", date(2026, 11, 16), 9, 3)
    assert "dates_from_articles" in check.flags
    assert "undated" not in check.flags


def test_only_so_many_articles_are_opened(world: SmallWorld, server: WebServer) -> None:
    look(world, server, {number: "来源：办公室" for number in range(9)})
    assert sum(path.startswith("/a/") for path, _ in server.asked) == ARTICLES


def test_articles_without_days_or_gone_leave_the_list_undated(world: SmallWorld, server: WebServer) -> None:
    check = look(world, server, {0: "来源：办公室"})
    assert (check.outcome, check.newest, check.dated) == ("ok", None, 0)
    assert "undated" in check.flags


def test_a_server_in_trouble_makes_no_list_undated_nor_an_older_article_the_newest(
    world: SmallWorld, server: WebServer
) -> None:
    server.paths["/a/0.html"] = answer(503, b"busy")
    check = look(world, server, {1: "发布时间：2025-01-02"})
    assert (check.outcome, check.newest, check.items) == ("http_server_error", None, 0)
    (run,) = world.rows(CollectorRun)
    assert "暂时打不开" in run.message
    assert sum(path.startswith("/a/") for path, _ in server.asked) == 1, "the rest is not asked for in vain"


def test_a_gate_before_an_article_leaves_its_day_open(world: SmallWorld, server: WebServer) -> None:
    gate = "<html><head><title>安全验证</title></head><body><p>请完成安全验证后继续访问</p></body></html>".encode()
    server.paths["/a/0.html"] = answer(200, gate, Content_Type="text/html; charset=utf-8")
    assert look(world, server, {1: "发布时间：2025-01-02"}).outcome == "gate_page"


def test_a_day_still_to_come_behind_an_entry_dates_nothing(world: SmallWorld, server: WebServer) -> None:
    assert look(world, server, {0: "发布时间：2027-01-05"}).newest is None
