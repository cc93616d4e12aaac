"""What a card stands on: the rule with its document, the facts, the kept copies."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dash import html
from sqlalchemy import select
from sqlalchemy.orm import Session

from alerts.evidence import basis, evidence_lines
from dashboard.components import empty_note, facts_list, link, section, status_tag
from dashboard.kept_copy import stands_on_visits
from dashboard.kept_frame import kept_frame
from dashboard.newest_item import NewestItem, newest_item
from dashboard.pages.card.queries import CardView
from metrics.law_days import law_minute
from rulebook import Rulebook
from rulebook.rules import CardRule, Rule
from store.models import Evidence, SiteColumn

_REMOVED = "作为依据的留存页面已超过保存期限，按规则清理；当时的指纹见“所据事实”。"
_BOARD = (html.B("留言板当时的页面："), "留言的提问日期、答复日期和办理状态以页面所示为准。")
_NO_PAGE = "这张牌的依据不是网页，没有留存页面。"
_NO_ANSWER = "这些访问没有得到服务器的任何应答，没有页面可以留存；每次访问的记录见“打不开的访问”。"
_QUESTION = (html.B("留言自己的页面："), "系统打开这条留言时所见。")
_VISIT = (html.B("没有打开时服务器的应答："), "同一种失败每周留存一份。")
_WORDS = {"board": _BOARD, "question": _QUESTION, "visit": _VISIT}


def rule_section(view: CardView, rulebook: Rulebook) -> Any:
    """Return the card rule and every rule of law behind it, the one that was broken first."""
    card_rule = rulebook.card_rules.get(view.card.rule)
    if card_rule is None:
        return section(
            "依据",
            empty_note(f"现行规则库中已没有规则 {view.card.rule}（发牌时版本 {view.finding.rulebook_version}）。"),
        )
    laws = [_law(rule) for rule in basis(rulebook, card_rule.code, view.finding.facts)]
    note = f"规则库 {view.finding.rulebook_version}，日历 {view.finding.calendar_version}"
    return section("依据", *laws, _policy(card_rule), note=note)


def _law(rule: Rule) -> Any:
    head = html.P([html.B(rule.title), " ", html.Span(rule.id, className="note"), " ", status_tag(rule.status)])
    source = html.P(f"{rule.document}　{rule.number}　{rule.article}", className="note")
    return html.Div([head, html.P(rule.text), source], className="rule")


def _policy(rule: CardRule) -> Any:
    head = html.P([html.B(f"发牌规则 {rule.code}：{rule.title}"), " ", status_tag(rule.status)])
    source = html.P(f"{rule.document}　{rule.number}　{rule.article}", className="note")
    return html.Div([head, html.P(f"对应措施：{rule.measure}"), source], className="rule")


def facts_section(view: CardView) -> Any:
    """Return the facts as they were used, and when they were recorded."""
    finding = view.finding
    lines: list[tuple[str, Any]] = list(evidence_lines(finding.facts))
    lines.append(("认定日", finding.triggered_on.isoformat()))
    lines.append(("记录时间", law_minute(finding.recorded_at)))
    if finding.withdrawn_on is not None:
        lines.append(("已撤回", f"{finding.withdrawn_on.isoformat()} {finding.withdrawn_reason or ''}"))
    raw = json.dumps(finding.facts, ensure_ascii=False, indent=2, sort_keys=True)
    return section(
        "所据事实", facts_list(lines), html.Details([html.Summary("全部数据"), html.Pre(raw, className="raw")])
    )


def columns_section(session: Session, view: CardView) -> list[Any]:
    """Return the columns that a finding on a website, a report or an item stands on, each a door to its own proof."""
    counted = view.finding.facts.get("columns") or []
    if not counted:
        return []
    columns = session.scalars(select(SiteColumn).where(SiteColumn.id.in_(counted)).order_by(SiteColumn.id))
    links = [html.Li(link(column.name, f"/column/{column.id}")) for column in columns]
    return [
        section(
            "涉及栏目", html.Ul(links, className="in-columns"), note=f"{len(links)} 个，各栏目的依据见其页面", wide=True
        )
    ]


def copies_section(session: Session, view: CardView, folder: Path) -> Any:
    """Return the kept pages, each in a frame that can neither run scripts nor fetch anything."""
    if not view.copies:
        nothing = _NO_ANSWER if stands_on_visits(view.finding) else _NO_PAGE
        return section("留存页面", empty_note(_missing(session, view) or nothing), wide=True)
    missing = _missing(session, view)
    frames: list[Any] = [html.P(missing)] if missing else []
    for key, evidence in view.copies:
        fetched = law_minute(evidence.fetched_at)
        newest = newest_item(session, key, evidence, folder)
        frames.append(html.P([*(_WORDS.get(key.kind) or _newest_words(newest)), "　", link("打开留存页面", key.page)]))
        frames.append(html.P(f"{evidence.url}　首次取得 {fetched}　SHA-256 {evidence.content_hash}", className="note"))
        frames.append(kept_frame(key, newest, fetched))
    note = "不执行脚本，不加载图片和样式；橙框为系统认定的最新一条"
    return section("留存页面", *frames, note=note, wide=True)


def _missing(session: Session, view: CardView) -> str | None:
    """Why the copy that the finding names is not among those shown; none where it is, or none is named."""
    named = view.finding.facts.get("evidence_hash")
    if not named or named in {key.content_hash for key, _ in view.copies}:
        return None
    kept = session.scalar(select(Evidence.id).where(Evidence.content_hash == named))
    return _REMOVED if kept is None else "作为依据的留存页面不在您的查看范围。"


def _newest_words(newest: NewestItem | None) -> list[Any]:
    if newest is None:
        return ["这份页面没有对应的检查记录。"]
    if newest.failure is not None:
        return [html.B("没有看到所要的页面："), newest.failure]
    if newest.day is None:
        words = "页面上没有任何条目" if newest.items == 0 else f"页面上有 {newest.items} 个条目，均未见可用日期"
        return [html.B("系统当时看到："), words]
    title = f"《{newest.title}》" if newest.title else "（标题见页面）"
    return [html.B("系统认定的最新一条："), f"{newest.day.isoformat()}　{title}"]
