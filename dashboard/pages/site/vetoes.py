"""W1 to W6, any one of which fails a website (单项否决): what stands, and how near it is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from dash import html

from dashboard.components import link, section, status_tag, table
from dashboard.pages.site.queries import SiteView
from dashboard.services import Services
from metrics.law_days import law_day
from rulebook import Rulebook

_RULES = ("W1", "W2", "W3", "W4a", "W4b", "W4c", "W5", "W6")
_NOT_JUDGED = frozenset({"W1", "W6"})
"""Nothing that is collected tells of them; the rulebook says so too."""


def veto_section(view: SiteView, services: Services) -> Any:
    """Return one line for each rule: cards in force, what the last looks show, and the rule's source."""
    rulebook = services.rulebook
    rows = []
    for rule_id in _RULES:
        rule = rulebook.rules.get(rule_id)
        if rule is None:
            continue
        inside = [html.B(rule_id), f"　{rule.title}　", status_tag(rule.status)]
        name = html.Span(inside, title=rule.text, className="may-break")
        source = html.Span([rule.number, html.Br(), rule.article], className="note")
        rows.append([name, _standing(view, rule_id), _seen(view, rule_id, services), source])
    heads = ["指标", "单项否决", "目前所见", "依据"]
    note = "任一项成立即单项否决；目前所见为最近检查的情况，是否发牌以评估为准"
    return section("单项否决 W1–W6", table(heads, rows, label="单项否决"), note=note, wide=True)


def _standing(view: SiteView, rule_id: str) -> Any:
    cards = [red for red in view.red_cards if red.rule_id == rule_id]
    if cards:
        standing: list[Any] = [html.B("■ 成立", className="standing-overdue")]
        for red in cards:
            standing += [" ", html.Span(link(red.card.number, f"/card/{red.card.id}"), className="nowrap")]
        return html.Span(standing)
    return "○ 不作自动判定" if rule_id in _NOT_JUDGED else "— 无未销号的牌"


def _seen(view: SiteView, rule_id: str, services: Services) -> Any:
    rulebook = services.rulebook
    if rule_id == "W2":
        return _access(view, services)
    if rule_id == "W3":
        return _home(view, rulebook.limit("W3", "limit_days"))
    if rule_id in ("W4a", "W4b", "W4c"):
        return _columns(view, rule_id, rulebook)
    return "—"


def _columns(view: SiteView, rule_id: str, rulebook: Rulebook) -> Any:
    """How many columns count, a door to them further down."""
    if not view.columns:
        return "没有登记栏目"
    found = _counted(view, rule_id, rulebook)
    number: Any = html.A(f"{found} 个", href="#columns-stale", className="link") if found else "0 个"
    return html.Span([number, f"（达到 {rulebook.limit(rule_id, 'columns')} 个成立）"])


def _counted(view: SiteView, rule_id: str, rulebook: Rulebook) -> int:
    faulty = [line for line in view.columns if line.state.answer == "stale"]
    if rule_id == "W4c":
        return sum(line.blank for line in faulty)
    stale = [line for line in faulty if not line.blank and rulebook.column_categories[line.category].is_column]
    if rule_id == "W4b":
        return len(stale)
    return sum(rulebook.column_categories[line.category].counts_as != "other" for line in stale)


def _home(view: SiteView, limit: int) -> str:
    if view.home is None:
        return "首页从未检查"
    day = law_day(view.home.checked_at)
    if view.home.items == 0:
        return f"{day} 检查，首页没有读到信息列表，不能据此判定"
    newest = view.home.newest.isoformat() if view.home.newest else "均无日期"
    return f"首页最新信息 {newest}（{day} 检查，期限 {limit} 天）"


def _access(view: SiteView, services: Services) -> str:
    """The week of whole days that ended yesterday, as the rule counts."""
    rulebook, today = services.rulebook, services.today()
    length, least = rulebook.limit("W2", "days"), rulebook.limit("W2", "visits_per_day")
    week = [view.visits.get(today - timedelta(days=back)) for back in range(1, length + 1)]
    visits, failed = sum(of.visits for of in week if of), sum(of.failed for of in week if of)
    if not visits:
        return "近一周没有访问记录"
    share = f"近一周访问 {visits} 次，打不开 {failed} 次（{100 * failed / visits:.1f}%）"
    if any(of is None or of.visits < least for of in week):
        return f"{share}；有的日子不足 {least} 次，不作判定"
    return f"{share}；达到 {rulebook.limit('W2', 'percent')}% 成立"
