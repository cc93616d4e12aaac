"""What a notice says of each of its cards, before it is text or HTML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from alerts.evidence import basis, evidence_lines
from alerts.words import COLOURS, SIGNS
from metrics.finding import Severity
from rulebook import Rule, Rulebook
from store.models import Card, Finding

ISSUED = "issued"
_HEAVIEST_FIRST = [severity.value for severity in reversed(Severity)]


@dataclass(frozen=True)
class CardContent:
    """One card as a notice tells of it. ``reasons``: issued, and urged-n for the n-th urging."""

    card: Card
    finding: Finding
    reasons: tuple[str, ...]

    @property
    def urged(self) -> bool:
        """Whether the agency is told again because an officer urges it."""
        return ISSUED not in self.reasons

    @property
    def heading(self) -> str:
        """Colour as sign and word, and what is wrong."""
        again = "【督办】" if self.urged else ""
        return f"{SIGNS[self.card.colour]} {COLOURS[self.card.colour]}　{again}{self.card.title}"

    @property
    def days(self) -> list[tuple[str, str]]:
        """The day counted and the days until which the agency has to act."""
        lines = [("认定日期", self.card.issued_on.isoformat())]
        lines += [(name, self._until(day)) for name, day in self._limits() if day is not None]
        return lines

    def _limits(self) -> list[tuple[str, date | None]]:
        return [("书面说明期限", self.card.explain_by), ("整改期限", self.card.rectify_by)]

    def _until(self, day: date) -> str:
        provisional = "（暂定：该年度放假安排尚未公布）" if self.card.due_provisional else ""
        return f"{day.isoformat()}（含当日）前{provisional}"

    def rules(self, rulebook: Rulebook) -> list[str]:
        """Document, 文号 and 条款 of each rule that was broken."""
        return [_rule_line(rule) for rule in basis(rulebook, self.card.rule, self.finding.facts)]

    def evidence(self) -> list[tuple[str, str]]:
        """The facts, one line each."""
        return evidence_lines(self.finding.facts)


def in_order(contents: Sequence[CardContent]) -> list[CardContent]:
    """The heaviest colour first, then by day and number."""
    return sorted(
        contents,
        key=lambda c: (_HEAVIEST_FIRST.index(c.card.colour), c.card.issued_on, c.card.number),
    )


def subject_line(agency_name: str, contents: Sequence[CardContent]) -> str:
    """Such as "【明察】示例教育局：红牌 1 张、黄牌 2 张"."""
    new = Counter(content.card.colour for content in contents if not content.urged)
    parts = [f"{COLOURS[colour]} {new[colour]} 张" for colour in _HEAVIEST_FIRST if new[colour]]
    urged = sum(content.urged for content in contents)
    if urged:
        parts.append(f"督办 {urged} 件")
    return f"【明察】{agency_name}：{'、'.join(parts)}"


def appeal_words(rulebook: Rulebook) -> str:
    """How to appeal, from the rule pack."""
    trigger = rulebook.card_rules["APPEAL"].trigger
    return (
        f"对牌有异议的，可以在收到之日起 {trigger['file_within_working_days']} 个工作日内登录系统提出申诉，"
        f"{trigger['decide_within_working_days']} 个工作日内决定，申诉期间该牌中止；"
        f"申诉理由：{trigger['grounds']}。"
    )


def _rule_line(rule: Rule) -> str:
    return f"{rule.title}——《{rule.document}》（{rule.number}）{rule.article}"
