"""A website as its agency and its supervisor both see it."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from dash import html
from flask import abort

from dashboard.components import facts_list, link, section, table, tile
from dashboard.matter_cards import cards_section
from dashboard.page import Visit
from dashboard.pages.site.access import access_section
from dashboard.pages.site.boards import board_section
from dashboard.pages.site.columns import column_sections
from dashboard.pages.site.queries import CARDS_SHOWN, SiteView, site_view
from dashboard.pages.site.vetoes import veto_section
from dashboard.site_filter import LIST, SiteFilter
from dashboard.site_states import QUIET, SITE_STATES
from dashboard.words import COLUMN_ANSWERS, COLUMN_SIGNS, SITE_KINDS
from metrics.facts import CheckOutcome
from metrics.law_days import law_minute

_TILES = {"stale": "tile-yellow", "check_failed": "tile-red", "not_checked": "", "fresh": "tile-green"}


def layout(visit: Visit) -> Any:
    """Draw the site whose id is the argument of the address."""
    services = visit.services
    with services.database.read() as session:
        view = site_view(session, visit.scope, services, int(visit.argument or 0))
    if view is None:
        abort(404)
    note = f"未销号，最近 {CARDS_SHOWN} 张" if len(view.cards) == CARDS_SHOWN else f"未销号 {len(view.cards)} 张"
    return html.Div(
        [
            html.P(link("← 网站", LIST)),
            html.H1([f"{view.site.name} ", _tag(view)]),
            html.Div(
                className="grid",
                children=[
                    _tiles(view),
                    _summary(view),
                    access_section(view, services.rulebook, services.today()),
                    veto_section(view, services),
                    cards_section("网站和栏目的牌", view.cards, "网站和栏目都没有未销号的牌。", note=note, wide=True),
                    *_windows(view, services.clock()),
                    *board_section(view.boards),
                    *column_sections(view, services.rulebook),
                ],
            ),
        ]
    )


def _tag(view: SiteView) -> Any:
    return html.Span(SITE_STATES[view.state], className="tag" if view.state == QUIET else "tag tag-warn")


def _tiles(view: SiteView) -> Any:
    """Counts that jump to their section below; a zero leads nowhere."""
    counts = Counter(str(line.state.answer) for line in view.columns)
    tiles = []
    for answer, kind in _TILES.items():
        name = f"{COLUMN_SIGNS[answer]} {COLUMN_ANSWERS[answer]}栏目"
        tiles.append(_jump(name, counts[answer], f"#columns-{answer}", kind))
    return html.Div(tiles, className="tiles")


def _jump(name: str, number: int, target: str, kind: str) -> Any:
    if number:
        inside = tile(name, number, target, kind=kind)
        return html.A(inside.children, href=target, className=inside.className)
    inside = [html.Span("0", className="tile-number"), html.Span(name, className="tile-label")]
    return html.Div(inside, className=f"tile {kind}".strip())


def _summary(view: SiteView) -> Any:
    site = view.site
    agency = SiteFilter(agency=str(view.agency.id)).href()
    lines: list[tuple[str, Any]] = [
        ("单位", link(view.agency.name, agency)),
        ("地区", view.region.name),
        ("类型", SITE_KINDS.get(site.kind or "", site.kind)),
        ("首页", site.home_url),
        ("首页最近检查", _home(view)),
    ]
    if site.retired_on is not None:
        lines.append(("停用", f"{site.retired_on.isoformat()} {site.retired_reason or ''}（{site.retired_by or '—'}）"))
    source = view.home_source
    if source is not None and source.enabled and source.next_run_at is not None:
        lines.append(("下次检查", law_minute(source.next_run_at)))
    return section("基本情况", facts_list(lines))


def _home(view: SiteView) -> Any:
    if view.home is None:
        return "从未"
    words = CheckOutcome(view.home.outcome).words
    newest = f"，最新信息 {view.home.newest.isoformat()}" if view.home.newest else ""
    return f"{law_minute(view.home.checked_at)}　{words}{newest}"


def _windows(view: SiteView, now: datetime) -> list[Any]:
    """Times of maintenance; a site without any has no section."""
    if not view.windows:
        return []
    rows = [
        [
            f"{law_minute(window.starts_at)} 至 {law_minute(window.ends_at)}",
            _window_state(window, now),
            window.reason,
            window.entered_by,
        ]
        for window in view.windows
    ]
    shown = table(["时间", "状态", "原因", "登记人"], rows, label="维护期")
    return [section("维护期", shown, note="维护期内的检查不作为依据，期限照常计算", wide=True)]


def _window_state(window: Any, now: datetime) -> str:
    if window.cancelled_at is not None:
        return "已取消"
    if now < window.starts_at:
        return "未开始"
    return "进行中" if now < window.ends_at else "已结束"
