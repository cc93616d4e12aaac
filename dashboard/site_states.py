"""How a website stands in one word, decided by the database from cards in force and from its last looks."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, case, select

from dashboard.words import ENDED_STATES
from rulebook import Rulebook
from store.models import Card, Case, Finding, Site, SiteColumn, Source

VETO, EARLY, DOWN, COLUMNS, UNCHECKED, QUIET, RETIRED = (
    "veto",
    "early",
    "down",
    "columns",
    "unchecked",
    "quiet",
    "retired",
)
SITE_STATES = {
    VETO: "■ 单项否决",
    EARLY: "● 预警",
    DOWN: "✕ 首页检查失败",
    COLUMNS: "▲ 栏目有牌",
    UNCHECKED: "○ 首页未检查",
    QUIET: "✓ 无未销号的牌",
    RETIRED: "－ 已停用",
}
"""In the order of their weight: a site with several is called by the first. Without a fresh look nothing is ✓; what the
columns show now stands beside it, whether a card came of it or not."""


def site_state(rulebook: Rulebook, now: datetime) -> ColumnElement[str]:
    """The state of a ``Site`` as an expression of SQL."""
    trusted = now - timedelta(days=rulebook.limit("TRUST", "look_days"))
    home = select(Source.site_id).where(Source.kind == "site_home", Source.site_id.is_not(None))
    return case(
        (Site.retired_on.is_not(None) | ~Site.active, RETIRED),
        (Site.id.in_(sites_with_cards("WEB-R")), VETO),
        (Site.id.in_(sites_with_cards("WEB-B")), EARLY),
        (Site.id.in_(home.where(Source.health == "failing")), DOWN),
        (Site.id.in_(_with_column_cards()), COLUMNS),
        (Site.id.in_(home.where(Source.last_success_at >= trusted)), QUIET),
        else_=UNCHECKED,
    )


def sites_with_cards(card_rule: str) -> Any:
    """Ids of sites with a card of this rule in force, on the site itself or on a message left there."""
    return _of_sites(card_rule).union(_of_messages(card_rule)).subquery().select()


def in_force() -> ColumnElement[bool]:
    """Condition that a ``Card`` still asks something of somebody."""
    return Card.state.not_in(ENDED_STATES)


def _of_sites(card_rule: str) -> Select[int]:
    return (
        select(Finding.subject_id)
        .join(Card, Card.finding_id == Finding.id)
        .where(Finding.subject_kind == "site", Card.rule == card_rule, in_force())
    )


def _of_messages(card_rule: str) -> Select[Any]:
    return (
        select(Case.site_id)
        .join(Finding, (Finding.subject_kind == "case") & (Finding.subject_id == Case.id))
        .join(Card, Card.finding_id == Finding.id)
        .where(Case.site_id.is_not(None), Card.rule == card_rule, in_force())
    )


def _with_column_cards() -> Select[int]:
    return (
        select(SiteColumn.site_id)
        .join(Finding, (Finding.subject_kind == "column") & (Finding.subject_id == SiteColumn.id))
        .join(Card, Card.finding_id == Finding.id)
        .where(in_force())
    )
