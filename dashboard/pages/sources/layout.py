"""Health of the sources in words: what was collected, what failed and why, what needs mending."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dash import html
from sqlalchemy.orm import Session

from dashboard.column_answers import column_answers
from dashboard.components import empty_note, link, section, table, tile
from dashboard.page import Visit
from dashboard.pages.sources import queries
from dashboard.services import LAW_ZONE
from dashboard.words import COLUMN_ANSWERS, COLUMN_SIGNS, HEALTH, SOURCE_KINDS
from store.models import Source

_KINDS = {"ok": "tile-green", "failing": "tile-red", "new": ""}


def layout(visit: Visit) -> Any:
    """Draw the sources, or the columns of one answer (``?answer=stale``) that a number on the overview means."""
    answer = visit.filters.get("answer")
    with visit.services.database.read() as session:
        if answer in COLUMN_ANSWERS:
            return _columns(session, visit, answer)
        return html.Div([html.H1("数据来源"), *_sections(session, visit)])


def _sections(session: Session, visit: Visit) -> list[Any]:
    chosen = visit.filters.get("health")
    health = chosen if chosen in HEALTH else None
    counts = queries.count_by_health(session, visit.scope)
    tiles = [tile(name, counts[key], f"/sources?health={key}", kind=_KINDS[key]) for key, name in HEALTH.items()]
    total = sum(counts.values()) if health is None else counts[health]
    return [
        html.Div(tiles, className="tiles"),
        html.Div(
            className="grid after-tiles",
            children=[
                section(
                    "运行情况",
                    _source_table(queries.sources(session, visit.scope, health)),
                    wide=True,
                    note=_shown(min(total, queries.LIST_LENGTH), total),
                ),
                _quarantine_section(session, visit),
            ],
        ),
    ]


def _source_table(found: list[Source]) -> Any:
    if not found:
        return empty_note("没有数据来源。")
    heads = ["状态", "类别", "名称", "最近运行", "最近成功", "说明"]
    rows = [
        [
            HEALTH.get(source.health, source.health),
            SOURCE_KINDS.get(source.kind, source.kind),
            source.name,
            _moment(source.last_run_at),
            _moment(source.last_success_at),
            source.last_message or "—",
        ]
        for source in found
    ]
    return table(heads, rows, label="数据来源")


def _quarantine_section(session: Session, visit: Visit) -> Any:
    found = queries.quarantine(session, visit.scope)
    if not found:
        return section("隔离的数据行", empty_note("没有无法使用的数据行。"), wide=True)
    heads = ["来源", "文件", "行", "字段", "原因", "原值", "收到"]
    rows = [
        [
            name,
            row.file,
            str(row.row),
            row.field,
            row.explanation,
            str(row.raw.get(row.field, "")),
            _moment(row.recorded_at),
        ]
        for row, name in found
    ]
    note = _shown(len(found), queries.count_quarantine(session, visit.scope))
    return section("隔离的数据行", table(heads, rows, label="隔离的数据行"), note=note, wide=True)


def _columns(session: Session, visit: Visit, answer: str) -> Any:
    found = [
        line
        for line in column_answers(session, visit.scope, visit.services.rulebook, visit.services.today())
        if line.state.answer == answer
    ]
    categories = visit.services.rulebook.column_categories
    rows = [
        [
            line.agency,
            line.site,
            line.name,
            categories[line.category].name,
            f"{line.state.limit_days} 天",
            _day(line.state.newest),
            _day(line.state.last_look),
            line.state.reason,
        ]
        for line in found[: queries.LIST_LENGTH]
    ]
    heads = ["单位", "网站", "栏目", "类别", "时限", "最新信息", "最近检查", "说明"]
    title = f"网站栏目：{COLUMN_SIGNS[answer]} {COLUMN_ANSWERS[answer]}"
    shown = table(heads, rows, label=title) if rows else empty_note("没有这样的栏目。")
    others = [link(f"{name}　", f"/sources?answer={key}") for key, name in COLUMN_ANSWERS.items()]
    return html.Div([html.H1(title), html.P(others), section("栏目", shown, note=_shown(len(rows), len(found)))])


def _shown(shown: int, total: int) -> str:
    return f"共 {total:,} 条" if shown == total else f"共 {total:,} 条，显示前 {shown:,} 条"


def _moment(moment: datetime | None) -> str:
    return "从未" if moment is None else moment.astimezone(LAW_ZONE).strftime("%Y-%m-%d %H:%M")


def _day(day: Any) -> str:
    return "—" if day is None else day.isoformat()
