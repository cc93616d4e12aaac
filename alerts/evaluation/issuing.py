"""New findings and their cards. The unique key of findings decides what is new, never a look-up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from alerts.cards import card_row
from alerts.evaluation.context import Evaluation, Tally
from alerts.history import SYSTEM
from alerts.matters import matter_labels
from metrics import finding as judged
from store.insert import insert_new
from store.models import Card, CardEvent, Finding


def issue(session: Session, evaluation: Evaluation, findings: Iterable[judged.Finding], tally: Tally) -> None:
    """Record the findings that are not known yet, and a card with its first line of history for each."""
    ids = insert_new(session, Finding, (_finding_row(finding, evaluation) for finding in findings))
    if not ids:
        return
    new = session.scalars(select(Finding).where(Finding.id.in_(ids)).order_by(Finding.id)).all()
    labels = matter_labels(session, ((finding.subject_kind, finding.subject_id) for finding in new))
    rows = [
        card_row(
            finding,
            labels[finding.subject_kind, finding.subject_id],
            evaluation.rulebook,
            evaluation.days.of(finding.agency_id, evaluation.rulebook.calendar),
            evaluation.now,
        )
        | {"calendar_id": evaluation.calendars.current}
        for finding in new
    ]
    card_ids = session.scalars(insert(Card).returning(Card.id), rows).all()
    session.execute(insert(CardEvent), [_first_line(card_id, evaluation) for card_id in card_ids])
    tally.findings += len(new)
    tally.cards.update(row["colour"] for row in rows)
    for finding in new:
        tally.touch(finding.agency_id, finding.triggered_on)


def _finding_row(finding: judged.Finding, evaluation: Evaluation) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "rulebook_version": evaluation.rulebook_version,
        "calendar_version": evaluation.calendar_version,
        "subject_kind": finding.subject_kind.value,
        "subject_id": finding.subject_id,
        "agency_id": finding.agency_id,
        "occurrence": finding.occurrence,
        "severity": finding.severity.value,
        "triggered_on": finding.triggered_on,
        "facts": dict(finding.facts),
        "evaluation_id": evaluation.run_id,
        "recorded_at": evaluation.now,
    }


def _first_line(card_id: int, evaluation: Evaluation) -> dict[str, Any]:
    return {"card_id": card_id, "kind": "issued", "at": evaluation.now, "actor": SYSTEM, "to_state": "open"}
