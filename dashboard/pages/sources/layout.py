"""Health of the sources in words: what failed and why first, then each kind in one line, then what needs mending."""

from __future__ import annotations

from typing import Any

from dash import html
from sqlalchemy.orm import Session

from dashboard.components import empty_note, link, section, table, tile
from dashboard.page import Visit
from dashboard.pages.sources import queries
from dashboard.pages.sources.column_filter import ColumnFilter
from dashboard.pages.sources.columns import columns_of_answer
from dashboard.pages.sources.listing import moment, source_list, source_table
from dashboard.pages.sources.quarantine import quarantine_of_source, quarantine_section
from dashboard.pages.sources.queries import KindCount
from dashboard.pages.sources.source_filter import SourceFilter
from dashboard.words import HEALTH, SOURCE_KINDS

_TILES = {"ok": "tile-green", "failing": "tile-red", "new": ""}


def layout(visit: Visit) -> Any:
    """Draw the summary; or one list: columns of an answer, sources of a filter, rows of a source in quarantine."""
    columns = ColumnFilter.read(visit.filters)
    quarantined = visit.filters.get("quarantine", "")
    with visit.services.database.read() as session:
        if columns is not None:
            return columns_of_answer(session, visit, columns)
        if quarantined.isascii() and quarantined.isdigit():
            return quarantine_of_source(session, visit.scope, int(quarantined))
        if {"list", "kind", "health", "text"} & visit.filters.keys():
            return source_list(session, visit.scope, SourceFilter.read(visit.filters))
        return _summary(session, visit)


def _summary(session: Session, visit: Visit) -> Any:
    kinds = queries.count_by_kind(session, visit.scope)
    counts = {health: sum(line.by_health[health] for line in kinds) for health in HEALTH}
    tiles = [
        tile(name, counts[health], SourceFilter(health=health).href(), unit="个", kind=_TILES[health])
        for health, name in HEALTH.items()
    ]
    return html.Div(
        [
            html.H1("数据来源"),
            html.Div(tiles, className="tiles"),
            html.Div(
                className="grid after-tiles",
                children=[
                    _failing(session, visit, counts["failing"]),
                    _kinds(kinds),
                    quarantine_section(session, visit.scope),
                ],
            ),
        ]
    )


def _failing(session: Session, visit: Visit, total: int) -> Any:
    if total == 0:
        return section("需要处理", empty_note("没有运行异常的来源。"), wide=True)
    wanted = SourceFilter(health="failing")
    shown = source_table(queries.sources(session, visit.scope, wanted, queries.FAILING_SHOWN), with_state=False)
    more = [html.P(link(f"查看全部 {total:,} 个", wanted.href()))] if total > queries.FAILING_SHOWN else []
    return section("需要处理", shown, *more, note=f"运行异常 {total:,} 个，最久的在前", wide=True)


def _kinds(kinds: list[KindCount]) -> Any:
    if not kinds:
        return section("各类来源", empty_note("您的范围内没有数据来源。"), wide=True)
    rows = [
        [
            link(SOURCE_KINDS.get(line.kind, line.kind), SourceFilter(kind=line.kind).href()),
            *(_number(line, health) for health in HEALTH),
            f"{line.by_health.total():,}",
            moment(line.last_run_at),
        ]
        for line in kinds
    ]
    everything = html.P(link("查看全部来源", SourceFilter().href()))
    heads = ["类别", *HEALTH.values(), "合计", "最近运行"]
    return section("各类来源", table(heads, rows, label="各类来源"), everything, note="点击查看名单", wide=True)


def _number(line: KindCount, health: str) -> Any:
    number = line.by_health[health]
    return link(f"{number:,}", SourceFilter(line.kind, health).href()) if number else "0"
