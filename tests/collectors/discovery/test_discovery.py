"""A real site on loopback: its lists are proposed, an officer decides, and what was decided is not proposed again."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from collectors.discovery import DiscoverySummary, UnknownSite, confirm_proposals, discover, reject_proposals
from collectors.discovery.candidates import folders_of, links_in, may_be_list
from rulebook import Rulebook
from store.models import AuditEntry, ColumnProposal, SiteColumn, Source
from tests.collectors.recording.world import SmallWorld
from tests.collectors.web_server import WebServer, answer

HTML = {"Content_Type": "text/html; charset=utf-8"}


def page(title: str, body: str) -> bytes:
    text = f"<html><head><title>{title}-某市人民政府</title></head><body>{NAVIGATION}{body}</body></html>"
    return text.encode()


NAVIGATION = """<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/tzgg/">通知公告</a></li>
<li><a href="/zwgk/">政务公开</a></li><li><a href="/dt/index.html">工作动态</a></li>
<li><a href="/down.pdf">表格下载</a></li>
<li><a href="https://www.example.cn/">友情链接</a></li><li><a href="/login">登录</a></li></ul></div>"""


def items(folder: str, month: int) -> str:
    title = "关于做好重点工作安排的通知"
    lines = [
        f'<li><a href="{folder}art_{day}_10{day}.html">{title}（{day}）</a><span>2026-{month:02}-{day:02}</span></li>'
        for day in range(10, 20)
    ]
    return f'<div class="main"><ul class="list">{"".join(lines)}</ul></div>'


def serve_a_site(server: WebServer) -> None:
    channel = '<div class="main"><p>频道</p><a href="/rsxx/">人事信息</a><a href="/ghjh/">规划计划</a></div>'
    article = '<div class="article"><h1>说明</h1>' + "<p>本页说明有关事项的办理流程和要求。</p>" * 8 + "</div>"
    addresses = "".join(
        f"<url><loc>{server.address}/czxx/202610/t2026101{n}_7000{n}.html</loc></url>" for n in range(5)
    )
    server.paths |= {
        "/": answer(200, page("首页", "<p>欢迎</p>"), **HTML),
        "/tzgg/": answer(200, page("通知公告", items("/tzgg/", 9)), **HTML),
        "/dt/index.html": answer(200, page("工作动态", items("/dt/", 11)), **HTML),
        "/zwgk/": answer(200, page("政务公开", channel), **HTML),
        "/rsxx/": answer(200, page("人事信息", items("/rsxx/", 6)), **HTML),
        "/ghjh/": answer(200, page("规划计划", article), **HTML),
        "/czxx/": answer(200, page("财政预决算", items("/czxx/", 10)), **HTML),
        "/sitemap.xml": answer(200, f"<urlset>{addresses}</urlset>".encode(), Content_Type="application/xml"),
    }


@pytest.fixture
def found(world: SmallWorld, server: WebServer, rulebook: Rulebook) -> tuple[SmallWorld, int, DiscoverySummary]:
    serve_a_site(server)
    site_id = world.site(f"{server.address}/")
    return world, site_id, discover(world.database, site_id, world.context, rulebook.column_categories, "officer")


def test_lists_are_proposed_with_category_and_newest_item(
    found: tuple[SmallWorld, int, DiscoverySummary], server: WebServer
) -> None:
    world, _, summary = found
    proposals = {
        one.url.removeprefix(server.address): (one.name, one.category, one.found_in, one.newest)
        for one in world.rows(ColumnProposal)
    }
    assert proposals == {
        "/tzgg/": ("通知公告", "notice", "navigation", date(2026, 9, 19)),
        "/dt/index.html": ("工作动态", "news", "navigation", date(2026, 11, 19)),
        "/rsxx/": ("人事信息", "personnel", "navigation", date(2026, 6, 19)),
        "/czxx/": ("财政预决算", "other", "sitemap", date(2026, 10, 19)),
        "/ghjh/": ("规划计划", "planning", "navigation", None),
    }
    assert summary.found == summary.new == 5
    sure = {one.name: one.confidence for one in world.rows(ColumnProposal)}
    assert sure.pop("规划计划") == 0.6, "a column by its name, in which no list is seen"
    assert set(sure.values()) == {1.0}
    asked = [path for path, _ in server.asked]
    assert len(asked) == len(set(asked)), "no page is asked for twice"
    assert "/down.pdf" not in asked


@pytest.mark.parametrize(
    "cover",
    [
        "<html><frameset cols='20%,80%'><frame src='menu.html'><frame src='main.html'></frameset></html>",
        "<html><head><meta http-equiv='refresh' content='0;url=menu.html'></head></html>",
    ],
)
def test_columns_behind_a_cover_or_in_a_frame_are_found(
    world: SmallWorld, server: WebServer, rulebook: Rulebook, cover: str
) -> None:
    menu = "<script>d.add(1, 0, '通知公告', '/tzgg/'); d.add(2, 0, '工作动态', '/dt/index.html');</script>"
    serve_a_site(server)
    server.paths |= {"/": answer(200, cover.encode(), **HTML), "/menu.html": answer(200, menu.encode(), **HTML)}
    del server.paths["/sitemap.xml"]
    site_id = world.site(f"{server.address}/")
    discover(world.database, site_id, world.context, rulebook.column_categories, "officer", budget=6)
    assert {"通知公告", "工作动态"} <= {one.name for one in world.rows(ColumnProposal)}


def test_an_officer_decides_and_what_was_decided_is_not_proposed_again(
    found: tuple[SmallWorld, int, DiscoverySummary], server: WebServer, rulebook: Rulebook
) -> None:
    world, site_id, _ = found
    ids = {one.name: one.id for one in world.rows(ColumnProposal)}
    now = world.clock()
    assert confirm_proposals(world.database, [ids["通知公告"], ids["工作动态"]], "officer", now) == 2
    assert confirm_proposals(world.database, [ids["财政预决算"]], "officer", now, category="statistics") == 1
    unwanted = [ids["人事信息"], ids["规划计划"], ids["通知公告"]]
    assert reject_proposals(world.database, unwanted, "officer", now) == 2
    columns = {column.name: column.category for column in world.rows(SiteColumn)}
    assert columns == {"通知公告": "notice", "工作动态": "news", "财政预决算": "statistics"}
    with world.database.read() as session:
        watched = session.scalars(select(Source.location).where(Source.kind == "column")).all()
    assert sorted(watched) == sorted(column.url for column in world.rows(SiteColumn))
    actions = [entry.action for entry in world.rows(AuditEntry)]
    assert actions.count("column.confirmed") == 3 and actions.count("column.rejected") == 2
    again = discover(world.database, site_id, world.context, rulebook.column_categories, "officer")
    assert (again.found, again.new) == (0, 0)
    assert len(world.rows(ColumnProposal)) == 5


def test_the_budget_is_kept(world: SmallWorld, server: WebServer, rulebook: Rulebook) -> None:
    serve_a_site(server)
    site_id = world.site(f"{server.address}/")
    summary = discover(world.database, site_id, world.context, rulebook.column_categories, "officer", budget=4)
    asked = [path for path, _ in server.asked if path != "/robots.txt"]
    assert summary.asked == len(asked) == 4
    assert {one.name for one in world.rows(ColumnProposal)} == {"通知公告", "工作动态"}, "the likeliest go first"


def test_a_site_that_cannot_be_read_says_why(world: SmallWorld, server: WebServer, rulebook: Rulebook) -> None:
    site_id = world.site(f"{server.address}/nothing-here/")
    summary = discover(world.database, site_id, world.context, rulebook.column_categories, "officer")
    assert summary.found == 0 and summary.problem
    with pytest.raises(UnknownSite):
        discover(world.database, 999, world.context, rulebook.column_categories, "officer")


@pytest.mark.parametrize(
    ("address", "may"),
    [
        ("http://a.cn/tzgg/", True),
        ("http://a.cn/tzgg/index.html", True),
        ("http://a.cn/col/col1234/index.html", True),
        ("http://a.cn/tzgg/202607/t20260716_123456.html", False),
        ("http://a.cn/art/2026/7/16/art_12_34567.html", False),
        ("http://a.cn/tzgg/index_2.html", False),
        ("http://a.cn/list?page=3", False),
        ("http://a.cn/file.docx", False),
    ],
)
def test_articles_files_and_later_pages_are_no_candidates(address: str, may: bool) -> None:
    assert may_be_list(address) is may


def test_links_leave_neither_the_site_nor_its_folder() -> None:
    body = b'<a href="/a/x/">one</a><a href="http://b.cn/a/y/">two</a><a href="/o/">three</a><a href="x/#top">four</a>'
    assert [one.url for one in links_in(body, "http://a.cn/a/", "http://a.cn/a/")] == ["http://a.cn/a/x/"]
    assert folders_of([f"http://a.cn/a/n/202601/t2026010{n}_12345.html" for n in (1, 2)], "http://a.cn/a/")[0].url == (
        "http://a.cn/a/n/"
    )
