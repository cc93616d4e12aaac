"""A column: what it is, what is known of it, its history, its looks, kept pages and cards."""

from __future__ import annotations

from datetime import date
from typing import Any

from dash import html
from flask import abort

from dashboard.components import empty_note, facts_list, link, live_link, section, table
from dashboard.grid import infinite_grid
from dashboard.kept_copy import CopyKey
from dashboard.matter_cards import cards_section
from dashboard.page import Visit
from dashboard.pages.column.history import history_section
from dashboard.pages.column.looks import COLUMNS
from dashboard.pages.column.queries import COPIES_SHOWN, ColumnView, column_view
from dashboard.pages.column.upkeep import upkeep_section
from dashboard.pages.column.wish import wish_block
from dashboard.registry_changes import actor_words, changes_section
from dashboard.site_filter import SiteFilter
from dashboard.words import COLUMN_ANSWERS, COLUMN_SIGNS
from metrics.column_findings import ColumnAnswer
from metrics.column_history import stale_from
from metrics.law_days import law_minute
from rulebook import Rulebook

GRID = "column-looks"


def layout(visit: Visit) -> Any:
    """Draw the column whose id is the argument of the address."""
    today, rulebook = visit.services.today(), visit.services.rulebook
    with visit.services.database.read() as session:
        view = column_view(session, visit.scope, rulebook, today, int(visit.argument or 0))
        if view is None:
            abort(404)
        wish = wish_block(session, visit, view)
    return html.Div(
        [
            html.P([link("网站", "/sites"), "　›　", link(view.site.name, f"/site/{view.site.id}")]),
            html.H1([f"栏目“{view.column.name}” ", _tag(view)]),
            html.P(_sentence(view, today), className="progress-words", role="status"),
            html.Div(
                className="grid",
                children=[
                    _summary(view, rulebook, wish),
                    html.Div([_cards(view), *upkeep_section(visit, view)], className="stack"),
                    history_section(view, today),
                    _looks(view),
                    _copies(view),
                    *changes_section(view.changes),
                ],
            ),
        ]
    )


def _tag(view: ColumnView) -> Any:
    if view.column.retired_on is not None or not view.column.active:
        return html.Span("已停用", className="tag")
    answer = view.state.answer
    words = f"{COLUMN_SIGNS[answer]} {COLUMN_ANSWERS[answer]}"
    return html.Span(words, className="tag" if answer is ColumnAnswer.FRESH else "tag tag-warn")


def _sentence(view: ColumnView, today: date) -> str:
    """What is known, and when it turns stale if nothing new comes."""
    column, state = view.column, view.state
    if column.retired_on is not None:
        return (
            f"已于 {column.retired_on.isoformat()} 停用（{column.retired_reason or '未写原因'}；"
            f"经办：{actor_words(column.retired_by or '—')}），不再检查，历史保留。"
        )
    turns = stale_from(state.newest, state.limit_days)
    if state.answer is ColumnAnswer.FRESH and turns is not None:
        return f"{state.reason}；如无新内容，{turns.isoformat()} 起超期（还有 {(turns - today).days} 天）。"
    return f"{state.reason}。"


def _summary(view: ColumnView, rulebook: Rulebook, wish: list[Any]) -> Any:
    column, state = view.column, view.state
    category = rulebook.column_categories.get(column.category)
    rule = rulebook.rules.get(category.rule) if category else None
    lines = [
        ("单位", link(view.agency.name, SiteFilter(agency=str(view.agency.id)).href())),
        ("地区", view.region.name),
        ("类别", category.name if category else column.category),
        ("更新期限", f"{state.limit_days} 天{_own_limit(view)}"),
        ("期限依据", f"{rule.title}（{rule.number} {rule.article}）" if rule else None),
        ("最新信息", state.newest.isoformat() if state.newest else None),
        ("超期起算", state.stale_since.isoformat() if state.stale_since else None),
        ("最近检查", state.last_look.isoformat() if state.last_look else "从未"),
        ("网址", live_link(column.url)),
        ("选择器", column.selector),
    ]
    if view.source is not None and view.source.next_run_at is not None and view.source.enabled:
        lines.append(("下次检查", law_minute(view.source.next_run_at)))
    return section("基本情况", facts_list([line for line in lines if line[1] is not None]), *wish)


def _cards(view: ColumnView) -> Any:
    return cards_section("本栏目的牌", view.cards, "这个栏目没有发过牌。")


def _own_limit(view: ColumnView) -> str:
    """That a limit is the column's own, beside what the category has, and who set it why."""
    if not view.column.limit_days:
        return ""
    category = f"，类别期限 {view.category_limit} 天" if view.category_limit else ""
    change = view.limit_change
    if change is None:
        return f"（本栏目单独设定{category}）"
    day = law_minute(change.at)[:10]
    return f"（本栏目单独设定{category}；{actor_words(change.actor)} {day}：{change.detail.get('reason')}）"


def _looks(view: ColumnView) -> Any:
    if not view.looks:
        return section("检查记录", empty_note("从未检查：不等于没有问题。"), wide=True)
    grid = html.Div(
        infinite_grid(GRID, COLUMNS, label="检查记录"), className="grid-low", style={"--rows": str(view.looks)}
    )
    note = f"共 {view.looks:,} 次；结论为该次检查当天所能证明的"
    return section("检查记录", grid, note=note, wide=True)


def _copies(view: ColumnView) -> Any:
    if not view.copies:
        return section("留存页面", empty_note("没有留存的页面。"), wide=True)
    rows = [
        [
            law_minute(page.first),
            law_minute(page.last),
            f"{page.looks:,}",
            page.newest.isoformat() if page.newest else "—",
            link(f"{page.content_hash[:16]}…", CopyKey("column", view.column.id, page.content_hash).page),
        ]
        for page in view.copies
    ]
    note = f"最近 {COPIES_SHOWN} 份" if len(rows) == COPIES_SHOWN else f"{len(rows)} 份，每种内容只留一份"
    heads = ["首次见到", "最近见到", "检查次数", "最新信息", "内容指纹（打开）"]
    return section("留存页面", table(heads, rows, label="留存页面"), note=note, wide=True)
