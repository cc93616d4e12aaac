"""Escalation, last of all: what follows from all findings of an agency together (rules.md D.1, ESC)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from alerts.evaluation.context import Evaluation, Tally, in_batches
from alerts.evaluation.reconciling import ESCALATION, reconcile, recorded_findings
from metrics import finding as judged
from metrics.escalation import escalations
from store import Database
from store.models import Agency, Card, Finding

BATCH = 50


def review_escalations(database: Database, evaluation: Evaluation, tally: Tally) -> None:
    """Judge the agencies whose findings changed; each batch is one transaction."""
    for ids in in_batches(sorted(tally.agencies), BATCH):
        with database.write() as session:
            # Locked, so that two evaluations do not escalate the same findings side by side.
            session.execute(
                select(Agency.id).where(Agency.id.in_(ids)).order_by(Agency.id).with_for_update(key_share=True)
            )
            for agency_id in ids:
                _review(session, evaluation, agency_id, tally)


def _review(session: Session, evaluation: Evaluation, agency_id: int, tally: Tally) -> None:
    of_agency = Finding.agency_id == agency_id
    standing = session.scalars(
        select(Finding)
        .join(Card, Card.finding_id == Finding.id)
        .where(
            of_agency,
            Finding.rule.not_like(f"{ESCALATION}%"),
            Finding.withdrawn_on.is_(None),
            Finding.triggered_on <= evaluation.as_of,
            Card.state != "revoked",
        )
    ).all()
    yielded = escalations(_judged(standing), evaluation.rulebook)
    recorded = recorded_findings(session, of_agency, Finding.rule.like(f"{ESCALATION}%"))
    reconcile(session, evaluation, yielded, recorded, tally)


def _judged(findings: Sequence[Finding]) -> list[judged.Finding]:
    return [
        judged.Finding(
            rule=finding.rule,
            subject_kind=judged.SubjectKind(finding.subject_kind),
            subject_id=finding.subject_id,
            agency_id=finding.agency_id,
            occurrence=finding.occurrence,
            severity=judged.Severity(finding.severity),
            triggered_on=finding.triggered_on,
            facts=finding.facts,
        )
        for finding in findings
    ]
