"""Evaluation of cases: messages left on a website, hotline orders, approvals.

Messages left with a new-media account are judged together with the account, see ``accounts``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from alerts.evaluation.batches import review_in_batches
from alerts.evaluation.context import Evaluation, Progress, Tally
from alerts.evaluation.reconciling import of_matters, reconcile, recorded_findings
from alerts.evaluation.requests import next_review
from alerts.facts import load_cases
from metrics.case_findings import case_findings
from metrics.facts import CaseFacts
from metrics.finding import Outcome, SubjectKind
from store import Database
from store.models import Case

BATCH = 200


def review_cases(database: Database, evaluation: Evaluation, tally: Tally, progress: Progress | None) -> None:
    """Judge every case whose next review has come; each batch is one transaction."""
    with database.read() as session:
        due = session.scalars(select(Case.id).where(*_due(evaluation))).all()
    review_in_batches(database, evaluation, tally, progress, ids=sorted(due), size=BATCH, review=_review_batch)


def _due(evaluation: Evaluation) -> tuple[ColumnElement[bool], ...]:
    return (Case.next_review_on <= evaluation.as_of, Case.account_id.is_(None))


def _review_batch(session: Session, evaluation: Evaluation, ids: Sequence[int], tally: Tally) -> int:
    due = select(Case).where(Case.id.in_(ids), *_due(evaluation)).order_by(Case.id)
    cases = session.scalars(due.with_for_update(key_share=True)).all()
    logs = load_cases(session, cases, evaluation.as_of)
    outcomes: dict[int, Outcome] = {}
    for case in cases:
        outcome = tally.judge(f"case:{case.id}", partial(_judge, logs[case.id].facts, evaluation))
        if outcome is not None:
            outcomes[case.id] = outcome
    recorded = recorded_findings(session, *of_matters(SubjectKind.CASE, outcomes))
    yielded = [finding for outcome in outcomes.values() for finding in outcome.findings]
    postponed = reconcile(session, evaluation, yielded, recorded, tally)
    for case in cases:
        if case.id in outcomes:
            days = (outcomes[case.id].next_change, logs[case.id].next_entry_on, postponed.get(case.id))
            case.next_review_on = next_review(days, evaluation.as_of)
    return len(cases)


def _judge(facts: CaseFacts | None, evaluation: Evaluation) -> Outcome:
    if facts is None:
        return Outcome((), None)
    return case_findings(facts, *evaluation.law_of(facts.agency_id), evaluation.as_of)
