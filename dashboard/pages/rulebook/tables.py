"""The rows of each section of the rulebook, with the words one can search in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.components import card_badge, status_tag
from dashboard.page import Visit
from dashboard.pages.rulebook.queries import versions_in_use
from dashboard.words import COLOUR_NAMES, RULE_STATUS
from metrics.law_days import law_minute

_VERSION_KINDS = {"rulebook": "规则库", "calendar": "日历"}

LAW_HEADS = ("编号", "名称", "内容", "依据（文号）", "条款", "核对", "施行")
CARD_HEADS = (
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
)
COLUMN_HEADS = ("类别", "时限（自然日）", "依据规则", "核对")
CALENDAR_HEADS = ("年份", "通知", "文号", "核对")
VERSION_HEADS = ("种类", "版本", "指纹", "首次使用")


@dataclass(frozen=True)
class Row:
    """Cells as drawn, and all their words for the search."""

    cells: Sequence[Any]
    words: str


def _row(cells: Sequence[Any], *marks: str) -> Row:
    """``marks``: words of cells that are drawn as a mark and not as text."""
    return Row(cells, " ".join([*(cell for cell in cells if isinstance(cell, str)), *marks]))


def law(visit: Visit) -> list[Row]:
    """Rules of law and published practice."""
    return [
        _row(
            [
                rule.id,
                rule.title,
                rule.text,
                f"{rule.document} {rule.number}",
                rule.article,
                status_tag(rule.status),
                _force(rule.in_force_from, rule.in_force_until),
            ],
            RULE_STATUS[rule.status],
        )
        for rule in visit.services.rulebook.rules.values()
    ]


def card_rules(visit: Visit) -> list[Row]:
    """When a card is issued, and what follows."""
    return [
        _row(
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
            ],
            COLOUR_NAMES[card.colour],
            RULE_STATUS[card.status],
        )
        for card in visit.services.rulebook.card_rules.values()
    ]


def columns(visit: Visit) -> list[Row]:
    """How long a column of a category may stay as it is."""
    return [
        _row(
            [category.name, f"{category.limit_days} 天", category.rule, status_tag(category.status)],
            RULE_STATUS[category.status],
        )
        for category in visit.services.rulebook.column_categories.values()
    ]


def calendars(visit: Visit) -> list[Row]:
    """The notice behind each year's holidays."""
    return [
        _row([str(year), notice.title, notice.number, RULE_STATUS.get(notice.status, notice.status)])
        for year, notice in sorted(visit.services.rulebook.calendar.years.items())
    ]


def versions(visit: Visit) -> list[Row]:
    """Versions of rulebook and calendar that evaluations have used."""
    with visit.services.database.read() as session:
        found = versions_in_use(session)
    return [
        _row(
            [
                _VERSION_KINDS.get(line.kind, line.kind),
                line.version,
                line.fingerprint[:12],
                law_minute(line.first_used_at),
            ]
        )
        for line in found
    ]


def _days(number: int | None) -> str:
    return "—" if number is None else f"{number} 个工作日"


def _force(begin: date, end: date | None) -> str:
    return f"{begin.isoformat()} 起" if end is None else f"{begin.isoformat()} 至 {end.isoformat()}"
