"""Escalation, last of all: what follows from all findings of an agency together (rules.md D.1, ESC).

What follows depends on the findings of one quarter and on those of one matter. So only the quarters in which something
changed are judged again, however long the history of the agency is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from alerts.evaluation.context import Evaluation, Tally, in_batches
from alerts.evaluation.reconciling import ESCALATION, reconcile, recorded_findings
from metrics import finding as judged
from metrics.escalation import escalations
from metrics.law_days import first_day_of_quarter
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
                since = first_day_of_quarter(tally.agencies[agency_id])
                _review(session, evaluation, agency_id, since, tally)


def _review(session: Session, evaluation: Evaluation, agency_id: int, since: date, tally: Tally) -> None:
    standing = _standing(session, evaluation, agency_id, since)
    yielded = [one for one in escalations(_judged(standing), evaluation.rulebook) if one.triggered_on >= since]
    of_agency = (Finding.agency_id == agency_id, Finding.triggered_on >= since)
    recorded = recorded_findings(session, *of_agency, Finding.rule.like(f"{ESCALATION}%"))
    reconcile(session, evaluation, yielded, recorded, tally)


def _standing(session: Session, evaluation: Evaluation, agency_id: int, since: date) -> list[Finding]:
    """The findings that stand since that day, and the earlier ones of the same matters."""
    stands = (
        select(Finding)
        .join(Card, Card.finding_id == Finding.id)
        .where(
            Finding.agency_id == agency_id,
            Finding.rule.not_like(f"{ESCALATION}%"),
            Finding.withdrawn_on.is_(None),
            Finding.triggered_on <= evaluation.as_of,
            Card.state != "revoked",
        )
    )
    found = list(session.scalars(stands.where(Finding.triggered_on >= since)))
    matters: dict[str, set[int]] = defaultdict(set)
    for finding in found:
        matters[finding.subject_kind].add(finding.subject_id)
    for kind, ids in matters.items():
        for some in in_batches(sorted(ids), BATCH):
            earlier = (Finding.subject_kind == kind, Finding.subject_id.in_(some), Finding.triggered_on < since)
            found += session.scalars(stands.where(*earlier))
    return found


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
