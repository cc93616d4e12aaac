"""The rulebook as the pages cite it: law, card rules, limits of columns, calendars; each with its status."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.components import card_badge, section, status_tag, table
from dashboard.page import Visit
from dashboard.pages.rulebook.queries import versions_in_use
from dashboard.services import LAW_ZONE
from dashboard.words import RULE_STATUS
from rulebook import Rulebook

_VERSION_KINDS = {"rulebook": "规则库", "calendar": "日历"}


def layout(visit: Visit) -> Any:
    """Draw the rules in force in this installation and the versions used so far."""
    rules = visit.services.rulebook
    head = html.Div(
        [html.H1("规则库"), html.Span(f"版本 {rules.version}　指纹 {rules.fingerprint[:12]}", className="note")],
        className="section-head",
    )
    return html.Div([head, _law(rules), _cards(rules), _columns(rules), _calendars(rules), _versions(visit)])


def _law(rules: Rulebook) -> Any:
    rows = [
        [
            rule.id,
            rule.title,
            rule.text,
            f"{rule.document} {rule.number}",
            rule.article,
            status_tag(rule.status),
            _force(rule.in_force_from.isoformat(), rule.in_force_until),
        ]
        for rule in rules.rules.values()
    ]
    return section(
        "法定与公开规则",
        table(["编号", "名称", "内容", "依据（文号）", "条款", "核对", "施行"], rows),
        note=f"{len(rows)} 条",
    )


def _cards(rules: Rulebook) -> Any:
    rows = [
        [
            card.code,
            card_badge(card.colour),
            card.title,
            "、".join(card.basis),
            card.measure,
            _days(card.explain_working_days),
            _days(card.rectify_working_days),
            f"{card.points:g}",
            "是" if card.veto else "否",
            "是" if card.evaluated else "否（尚无数据来源）",
            status_tag(card.status),
        ]
        for card in rules.card_rules.values()
    ]
    heads = [
        "编号",
        "牌",
        "情形",
        "依据规则",
        "对应措施",
        "说明时限",
        "整改时限",
        "计分",
        "单项否决",
        "自动评估",
        "核对",
    ]
    return section("发牌规则", table(heads, rows), note="牌色为本地政策，对应《条例》第四十七至五十三条的措施")


def _columns(rules: Rulebook) -> Any:
    rows = [
        [category.name, f"{category.limit_days} 天", category.rule, status_tag(category.status)]
        for category in rules.column_categories.values()
    ]
    return section("栏目类别与更新时限", table(["类别", "时限（自然日）", "依据规则", "核对"], rows))


def _calendars(rules: Rulebook) -> Any:
    rows = [
        [str(year), notice.title, notice.number, RULE_STATUS.get(notice.status, notice.status)]
        for year, notice in sorted(rules.calendar.years.items())
    ]
    note = f"版本 {rules.calendar.version}；没有通知的年份，期限为暂定"
    return section("节假日安排", table(["年份", "通知", "文号", "核对"], rows), note=note)


def _versions(visit: Visit) -> Any:
    with visit.services.database.read() as session:
        found = versions_in_use(session)
    rows = [
        [
            _VERSION_KINDS.get(line.kind, line.kind),
            line.version,
            line.fingerprint[:12],
            line.first_used_at.astimezone(LAW_ZONE).strftime("%Y-%m-%d %H:%M"),
        ]
        for line in found
    ]
    return section("用过的版本", table(["种类", "版本", "指纹", "首次使用"], rows))


def _days(number: int | None) -> str:
    return "—" if number is None else f"{number} 个工作日"


def _force(begin: str, end: Any) -> str:
    return f"{begin} 起" if end is None else f"{begin} 至 {end.isoformat()}"
