"""Findings that later facts took away, brought back or moved to another day.

Only for matters whose whole log is judged each time (requests, cases, escalations): there, what is no longer yielded
is no longer true. A look at a website is proof on its own and stays.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from alerts.ended_by_retiring import state_before_retiring
from alerts.evaluation.context import Evaluation, Tally
from alerts.evaluation.issuing import issue
from alerts.history import ACTIVE, SYSTEM, add_line, change_state
from metrics import finding as judged
from store.models import Card, CardEvent, EvaluationRun, Finding

ESCALATION = "ESC-"
WITHDRAWN_REASON = "依据最新记录，该问题不成立，系统撤销"
REINSTATED_REASON = "依据最新记录，该问题仍然成立，系统恢复"


@dataclass(frozen=True, slots=True)
class Recorded:
    """A finding in the store and the day that the evaluation which recorded it was for."""

    finding: Finding
    as_of: date

    @property
    def key(self) -> tuple[str, str, int, str]:
        """What makes the finding unique."""
        return (self.finding.rule, self.finding.subject_kind, self.finding.subject_id, self.finding.occurrence)


def recorded_findings(session: Session, *which: ColumnElement[bool]) -> list[Recorded]:
    """The findings that meet ``which``, withdrawn ones too."""
    rows = session.execute(
        select(Finding, EvaluationRun.as_of)
        .join(EvaluationRun, EvaluationRun.id == Finding.evaluation_id)
        .where(*which)
    )
    return [Recorded(finding, as_of) for finding, as_of in rows]


def of_matters(kind: judged.SubjectKind, ids: Collection[int]) -> tuple[ColumnElement[bool], ...]:
    """Conditions: findings about these matters themselves, not their escalation."""
    return (Finding.subject_kind == kind.value, Finding.subject_id.in_(ids), Finding.rule.not_like(f"{ESCALATION}%"))


def reconcile(
    session: Session,
    evaluation: Evaluation,
    yielded: Sequence[judged.Finding],
    recorded: Sequence[Recorded],
    tally: Tally,
    told: Collection[int] = (),
) -> dict[int, date]:
    """Make the store agree with ``yielded``, which is everything there is to say about the matters of ``recorded``.

    An evaluation for an earlier day than the one that recorded a finding knows less and leaves it alone. Returned are
    the matters (ids) whose findings were left for that reason, with the day on which to ask again. ``told``: matters
    whose cards have a line already that says why their facts changed.
    """
    expected = {(f.rule, f.subject_kind.value, f.subject_id, f.occurrence): f for f in yielded}
    known = {entry.key for entry in recorded}
    issue(session, evaluation, [finding for key, finding in expected.items() if key not in known], tally)
    postponed: dict[int, date] = {}
    for entry in recorded:
        finding, stood = expected.get(entry.key), entry.finding.triggered_on
        if entry.as_of > evaluation.as_of:
            if finding is None and entry.finding.withdrawn_on is None:
                earlier = postponed.get(entry.finding.subject_id, entry.as_of)
                postponed[entry.finding.subject_id] = max(earlier, entry.as_of)
        elif _settle_one(session, evaluation, entry.finding, finding, tally, told):
            tally.touch(entry.finding.agency_id, stood, entry.finding.triggered_on)
    return postponed


def _settle_one(
    session: Session,
    evaluation: Evaluation,
    stored: Finding,
    expected: judged.Finding | None,
    tally: Tally,
    told: Collection[int],
) -> bool:
    """Whether anything had to change."""
    if expected is None:
        if stored.withdrawn_on is not None or stored.triggered_on > evaluation.as_of:
            return False
        _withdraw(session, evaluation, stored)
        tally.withdrawn += 1
        return True
    changed = False
    if stored.withdrawn_on is not None:
        _reinstate(session, evaluation, stored)
        changed = True
    if stored.triggered_on != expected.triggered_on or _grounds(stored.facts) != _grounds(expected.facts):
        _amend(session, evaluation, stored, expected, told=stored.subject_id in told)
        changed = True
    return changed


def _withdraw(session: Session, evaluation: Evaluation, stored: Finding) -> None:
    stored.withdrawn_on = evaluation.as_of
    stored.withdrawn_reason = WITHDRAWN_REASON
    card = _card(session, stored)
    change_state(
        session,
        card.id,
        "withdrawn",
        "revoked",
        allowed=(*ACTIVE, "closed"),
        actor=SYSTEM,
        at=evaluation.now,
        note=WITHDRAWN_REASON,
    )


def _reinstate(session: Session, evaluation: Evaluation, stored: Finding) -> None:
    stored.withdrawn_on = None
    stored.withdrawn_reason = None
    card = _card(session, stored)
    last = session.scalar(select(CardEvent).where(CardEvent.card_id == card.id).order_by(CardEvent.id.desc()).limit(1))
    if card.state == "revoked" and last is not None and last.kind == "withdrawn":
        before = last.from_state or "open"
        if before == "closed":  # by a retirement that has been taken back since
            before = state_before_retiring(session, card) or before
        add_line(session, card, "reinstated", before, actor=SYSTEM, at=evaluation.now, note=REINSTATED_REASON)
        card.state = before


def _grounds(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts without the editions of the law: another edition that says the same changes nothing."""
    return {key: value for key, value in facts.items() if key not in ("rulebook", "calendar")}


def _amend(session: Session, evaluation: Evaluation, stored: Finding, expected: judged.Finding, *, told: bool) -> None:
    card = _card(session, stored)
    note = None if told and card.state in ACTIVE else "所依据的事实已更正"
    if stored.triggered_on != expected.triggered_on:
        note = f"认定日期由 {stored.triggered_on} 更正为 {expected.triggered_on}"
    if note is not None:
        add_line(session, card, "amended", card.state, actor=SYSTEM, at=evaluation.now, note=note)
    card.issued_on = stored.triggered_on = expected.triggered_on
    stored.facts = dict(expected.facts)


def _card(session: Session, stored: Finding) -> Card:
    return session.scalars(select(Card).where(Card.finding_id == stored.id)).one()
