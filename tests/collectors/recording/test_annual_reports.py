"""What a column of annual reports shows becomes facts, once; a single page of a catalogue is one item with its day."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from collectors.collecting import collect_sources
from store.models import Agency, AnnualReportEntry, ColumnCheck, SiteColumn
from tests.collectors.recording.world import SmallWorld
from tests.collectors.web_server import WebServer, answer

HTML = {"Content_Type": "text/html; charset=utf-8"}


def reports_page(*lines: tuple[str, str]) -> bytes:
    items = "".join(f'<li><a href="/nb/{title}.html">{title}</a><span>{day}</span></li>' for title, day in lines)
    return f'<html><body><div class="main"><ul class="list">{items}</ul></div></body></html>'.encode()


def column_of(world: SmallWorld, url: str, category: str) -> tuple[int, int]:
    source_id, column_id = world.column_source(url)
    with world.database.write() as session:
        session.get_one(SiteColumn, column_id).category = category
    return source_id, column_id


def known(world: SmallWorld) -> set[tuple[str, int, date | None]]:
    with world.database.read() as session:
        rows = session.execute(
            select(Agency.code, AnnualReportEntry.year, AnnualReportEntry.happened_on).join(
                Agency, Agency.id == AnnualReportEntry.agency_id
            )
        )
        return {(code, year, on) for code, year, on in rows}


def test_reports_are_recorded_once_for_whose_they_are(world: SmallWorld, server: WebServer) -> None:
    server.paths["/nb/"] = answer(
        200,
        reports_page(
            ("2025年政府信息公开工作年度报告", "2026-01-20"),
            ("甲市财政局2025年政府信息公开工作年度报告", "2026-02-03"),
            ("2024年政府信息公开工作年度报告", "2025-01-18"),
            ("某某局2025年政府信息公开工作年度报告", "2026-01-28"),
            ("2025年政府网站工作年度报表", "2026-01-25"),
        ),
        **HTML,
    )
    source_id, column_id = column_of(world, f"{server.address}/nb/", "annual_report")
    collect_sources(world.database, [source_id], world.context)
    expected = {
        ("150100-edu", 2025, date(2026, 1, 20)),
        ("150100-edu", 2024, date(2025, 1, 18)),
        ("150100-fin", 2025, date(2026, 2, 3)),
    }
    assert known(world) == expected
    world.clock.move(days=2)
    collect_sources(world.database, [source_id], world.context)
    assert known(world) == expected and len(world.rows(AnnualReportEntry)) == 3
    assert {entry.first_seen_on for entry in world.rows(AnnualReportEntry)} == {date(2026, 11, 20)}
    assert {entry.site_column_id for entry in world.rows(AnnualReportEntry)} == {column_id}


def test_other_columns_are_not_read_for_reports(world: SmallWorld, server: WebServer) -> None:
    server.paths["/tz/"] = answer(200, reports_page(("2025年政府信息公开工作年度报告", "2026-01-20")), **HTML)
    source_id, _ = world.column_source(f"{server.address}/tz/")
    collect_sources(world.database, [source_id], world.context)
    assert known(world) == set()


def test_an_article_is_what_a_single_page_of_a_catalogue_should_be(world: SmallWorld, server: WebServer) -> None:
    text = "<p>本页说明低保对象认定条件、办理程序和救助标准，供群众查阅监督。</p>" * 12
    head = "<h1>低保对象认定办法</h1><p>发布日期：2026-10-09　来源：民政局</p>"
    body = f"<html><head><title>办法</title></head><body><div class='article'>{head}{text}</div></body></html>"
    server.paths["/page.html"] = answer(200, body.encode(), **HTML)
    for category, outcome, newest in (("page", "ok", date(2026, 10, 9)), ("policy", "not_a_list", None)):
        source_id, column_id = column_of(world, f"{server.address}/page.html?{category}", category)
        server.paths[f"/page.html?{category}"] = server.paths["/page.html"]
        collect_sources(world.database, [source_id], world.context)
        check = next(one for one in world.rows(ColumnCheck) if one.site_column_id == column_id)
        assert (check.outcome, check.newest) == (outcome, newest)
        assert check.items == (1 if category == "page" else 0)
