"""Freshness of a column (国办秘函〔2019〕19号): what each look at it proves, and the findings that follow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from metrics.facts import ColumnCheck, ColumnFacts
from metrics.finding import Finding, Outcome, Subject, SubjectKind, first_of_each
from metrics.law_days import law_day
from rulebook import Rulebook

LONGEST_OWN_LIMIT: Final = 3660
"""Calendar days; a longer limit of a column's own is a slip of the pen."""


class ColumnAnswer(StrEnum):
    """The four answers. A failed look proves neither that a column is stale nor that it is fresh."""

    FRESH = "fresh"
    STALE = "stale"
    NOT_CHECKED = "not_checked"
    CHECK_FAILED = "check_failed"


class Fault(StrEnum):
    """What one look can show to be wrong."""

    STALE = "stale"
    BLANK = "blank"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Proof:
    """What one look proved: ``fault`` None is fresh on that day; ``since``: the true day on which the fault began."""

    check: ColumnCheck
    day: date
    fault: Fault | None
    since: date | None


@dataclass(frozen=True, slots=True)
class ColumnState:
    """A column on one day. ``reason``: Chinese, for people. ``limit_days``: calendar days."""

    answer: ColumnAnswer
    newest: date | None
    stale_since: date | None
    limit_days: int
    last_look: date | None
    reason: str


def column_limit(facts: ColumnFacts, rulebook: Rulebook) -> int:
    """Calendar days that the column may stay without news: its own limit, else that of its category."""
    return facts.limit_days or rulebook.column_categories[facts.category].limit_days


def proof(check: ColumnCheck, limit: int) -> Proof:
    """What a seen look proves on its own: stale only if the limit was already over on the day of the look."""
    day = law_day(check.checked_at)
    if check.items == 0:
        return Proof(check, day, Fault.BLANK, check.seen_since)
    if check.newest is None or check.dated == 0:
        return Proof(check, day, Fault.UNDATED, check.seen_since)  # an undated item counts as not updated
    over = check.newest + timedelta(days=limit + 1)
    return Proof(check, day, Fault.STALE, over) if day >= over else Proof(check, day, None, None)


def looks_until(checks: Sequence[ColumnCheck], as_of: date) -> list[ColumnCheck]:
    """The looks up to ``as_of``, oldest first."""
    return sorted((c for c in checks if law_day(c.checked_at) <= as_of), key=lambda c: (c.checked_at, c.id))


def column_findings(facts: ColumnFacts, rulebook: Rulebook, as_of: date) -> Outcome:
    """WEB-Y for every fault that a look up to ``as_of`` showed. Without a new look nothing new can arise."""
    if not rulebook.column_categories[facts.category].is_column:
        return Outcome((), None)  # a single page: its item's own limit is judged, see catalogue_findings
    subject = Subject(SubjectKind.COLUMN, facts.id, facts.agency_id)
    limit = column_limit(facts, rulebook)
    proofs = (proof(check, limit) for check in looks_until(facts.checks, as_of) if check.outcome.seen)
    return Outcome(first_of_each(_finding(p, facts, limit, subject, rulebook) for p in proofs if p.fault), None)


def column_state(facts: ColumnFacts, rulebook: Rulebook, as_of: date) -> ColumnState:
    """What is known of the column on ``as_of``. A look older than the trust limit is none, and so is one that was only
    told that nothing had changed when it had asked for the whole page (an endless 304)."""
    limit = column_limit(facts, rulebook)
    looks = [check for check in looks_until(facts.checks, as_of) if not check.outcome.tells_nothing]
    seen = [check for check in looks if check.outcome.seen]
    if not looks:
        return ColumnState(ColumnAnswer.NOT_CHECKED, None, None, limit, None, "从未检查")
    last_look = law_day(looks[-1].checked_at)
    newest = seen[-1].newest if seen else None
    if (as_of - last_look).days > rulebook.limit("TRUST", "look_days"):
        return ColumnState(ColumnAnswer.NOT_CHECKED, newest, None, limit, last_look, f"{last_look} 之后未再检查")
    if not looks[-1].outcome.seen:
        reason = f"{last_look} 检查失败（{looks[-1].outcome.words}）"
        return ColumnState(ColumnAnswer.CHECK_FAILED, newest, None, limit, last_look, reason)
    last = proof(seen[-1], limit)
    if last.fault is not None:
        return ColumnState(ColumnAnswer.STALE, newest, last.since, limit, last_look, _words(last, limit))
    if newest is not None and as_of > newest + timedelta(days=limit):
        reason = f"{last_look} 检查时尚未超期，此后未再检查"
        return ColumnState(ColumnAnswer.NOT_CHECKED, newest, None, limit, last_look, reason)
    return ColumnState(ColumnAnswer.FRESH, newest, None, limit, last_look, f"最近更新 {newest}，期限 {limit} 天")


def _words(last: Proof, limit: int) -> str:
    words = {
        Fault.BLANK: f"栏目空白，自 {last.since} 起",
        Fault.UNDATED: f"内容均无日期，按未更新计，自 {last.since} 起",
        Fault.STALE: f"最近更新 {last.check.newest}，超过 {limit} 天，自 {last.since} 起",
    }
    return words[last.fault] if last.fault else ""


def _finding(p: Proof, facts: ColumnFacts, limit: int, subject: Subject, rulebook: Rulebook) -> Finding:
    since = p.since or p.day
    occurrence = f"stale:{p.check.newest}" if p.fault is Fault.STALE else f"{p.fault}:{since}"
    details = {
        "fault": p.fault.value if p.fault else None,
        "category": facts.category,
        "rule_id": rulebook.column_categories[facts.category].rule,
        "newest": p.check.newest.isoformat() if p.check.newest else None,
        "limit_days": limit,
        "items": p.check.items,
        "dated": p.check.dated,
        "check_id": p.check.id,
        "checked_at": p.check.checked_at.isoformat(),
        "evidence_hash": p.check.evidence_hash,
    }
    return subject.finding(rulebook, "WEB-Y", occurrence, since, details)
