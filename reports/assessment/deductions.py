"""Second sheet: every deduction with its rule, matter, date and card."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from alerts.evidence import basis
from alerts.matters import matter_labels
from alerts.words import problem
from reports.assessment.lines import AgencyLine
from reports.assessment.workbook import Heading
from rulebook import Rule, Rulebook
from store.models import Card, Finding

HEADINGS = (
    Heading("盟市", "text", 14),
    Heading("单位", "text", 30),
    Heading("牌号", "text", 28),
    Heading("规则", "text", 14),
    Heading("问题", "text", 30),
    Heading("事项", "text", 34),
    Heading("认定日期", "day", 13),
    Heading("扣分", "points", 8),
    Heading("单项否决", "text", 10),
    Heading("依据", "text", 60),
)

_AT_ONCE = 500
Key = tuple[str, str, int, str]


def deduction_rows(session: Session, rulebook: Rulebook, lines: Sequence[AgencyLine]) -> list[list[Any]]:
    """A row for each deduction, agencies in the order of ``lines``, each by date."""
    deductions = [(line, deduction) for line in lines for deduction in line.result.deductions]
    labels = matter_labels(session, {(d.subject_kind.value, d.subject_id) for _, d in deductions})
    cards = _cards(session, [line.agency.id for line in lines])
    rows = []
    for line, d in deductions:
        number, finding = cards[d.rule, d.subject_kind.value, d.subject_id, d.occurrence]
        rows.append(
            [
                line.league,
                line.agency.name,
                number,
                d.rule,
                problem(rulebook, d.rule, d.occurrence),
                labels[d.subject_kind.value, d.subject_id],
                d.triggered_on,
                d.points,
                "是" if d.veto else "否",
                "；".join(dict.fromkeys(_source(rule) for rule in basis(rulebook, d.rule, finding.facts))),
            ]
        )
    return rows


def _source(rule: Rule) -> str:
    return f"《{rule.document}》（{rule.number}）{rule.article}"


def _cards(session: Session, agency_ids: Sequence[int]) -> dict[Key, tuple[str, Finding]]:
    found: dict[Key, tuple[str, Finding]] = {}
    for start in range(0, len(agency_ids), _AT_ONCE):
        rows = session.execute(
            select(Card.number, Finding)
            .join(Finding, Finding.id == Card.finding_id)
            .where(Card.agency_id.in_(agency_ids[start : start + _AT_ONCE]))
        )
        for number, finding in rows:
            found[finding.rule, finding.subject_kind, finding.subject_id, finding.occurrence] = (number, finding)
    return found
