"""A website as its agency and its supervisor both see it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from dash import dcc, html
from flask import abort

from dashboard.components import facts_list, link, live_link, section, tile_figure, tile_name
from dashboard.kept_copy import CopyKey
from dashboard.matter_cards import cards_section
from dashboard.page import Visit
from dashboard.pages.site.access import access_section
from dashboard.pages.site.boards import board_section
from dashboard.pages.site.columns import column_sections
from dashboard.pages.site.queries import CARDS_SHOWN, SiteView, site_view
from dashboard.pages.site.vetoes import veto_section
from dashboard.pages.site.windows import windows_section
from dashboard.registry_changes import actor_words, changes_section
from dashboard.registry_forms import retiring_form
from dashboard.site_filter import LIST, SiteFilter
from dashboard.site_states import DOWN, QUIET, SITE_STATES, VETO
from dashboard.words import COLUMN_ANSWERS, COLUMN_SIGNS, SITE_KINDS
from metrics.facts import CheckOutcome
from metrics.law_days import law_minute

SITE_ID, MESSAGE = "site-id", "site-message"
_TILES = {"stale": "tile-yellow", "check_failed": "tile-red", "not_checked": "", "fresh": "tile-green"}


def layout(visit: Visit) -> Any:
    """Draw the site whose id is the argument of the address."""
    services = visit.services
    with services.database.read() as session:
        view = site_view(session, visit.scope, services, int(visit.argument or 0))
    if view is None:
        abort(404)
    windows = windows_section(visit, view)
    note = f"未销号，最近 {CARDS_SHOWN} 张" if len(view.cards) == CARDS_SHOWN else f"未销号 {len(view.cards)} 张"
    return html.Div(
        [
            html.P(link("← 网站", LIST)),
            html.H1([f"{view.site.name} ", _tag(view)]),
            dcc.Store(id=SITE_ID, data=view.site.id),
            html.Div(
                className="grid",
                children=[
                    _tiles(view),
                    _summary(visit, view),
                    access_section(view, services.rulebook, services.today()),
                    veto_section(view, services),
                    cards_section("网站和栏目的牌", view.cards, "网站和栏目都没有未销号的牌。", note=note, wide=True),
                    *(windows if view.windows else []),
                    *board_section(view.boards),
                    *column_sections(view, services.rulebook),
                    *([] if view.windows else windows),
                    *_upkeep(visit, view),
                    *changes_section(view.changes),
                ],
            ),
        ]
    )


def _tag(view: SiteView) -> Any:
    kind = "tag" if view.state == QUIET else "tag tag-red" if view.state in (VETO, DOWN) else "tag tag-warn"
    return html.Span(SITE_STATES[view.state], className=kind)


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
        return html.A(tile_figure(name, str(number), "个"), href=target, className=tile_name(kind))
    return html.Div(tile_figure(name, "0", "个"), className=tile_name(kind))


def _summary(visit: Visit, view: SiteView) -> Any:
    site = view.site
    agency = SiteFilter(agency=str(view.agency.id)).href()
    lines: list[tuple[str, Any]] = [
        ("单位", link(view.agency.name, agency)),
        ("地区", view.region.name),
        ("类型", SITE_KINDS.get(site.kind or "", site.kind)),
        ("首页", live_link(site.home_url)),
        ("首页最近检查", _home(view)),
    ]
    if site.retired_on is not None:
        lines.append(
            (
                "停用",
                f"{site.retired_on.isoformat()} {site.retired_reason or ''}（{actor_words(site.retired_by or '—')}）",
            )
        )
    source = view.home_source
    if source is not None and source.enabled and source.next_run_at is not None:
        lines.append(("下次检查", law_minute(source.next_run_at)))
    if visit.scope.is_officer and site.retired_on is None:
        waiting = f"查找和确认（{view.proposals:,} 个待确认）" if view.proposals else "查找和确认"
        lines.append(("栏目发现", link(waiting, f"/discovery?site={site.id}")))
    return section("基本情况", facts_list(lines))


def _upkeep(visit: Visit, view: SiteView) -> list[Any]:
    if not visit.scope.is_officer:
        return []
    retiring = retiring_form("site", view.site.retired_on is not None, visit.services.today())
    said = html.P(id=MESSAGE, className="note", role="alert")
    return [section("登记维护", retiring, said, note="每次变更都记入审计记录", wide=True)]


def _home(view: SiteView) -> Any:
    """The newest look, with the page that it kept."""
    home = view.home
    if home is None:
        return "从未"
    newest = f"，最新信息 {home.newest.isoformat()}" if home.newest else ""
    words = f"{law_minute(home.checked_at)}　{CheckOutcome(home.outcome).words}{newest}"
    if home.evidence_hash is None:
        return words
    return [f"{words}　", link("留存页面", CopyKey("site", view.site.id, home.evidence_hash).page)]
