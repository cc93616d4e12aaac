"""Which days of visits are proof of a card or a finding, and up to which day all visits have been judged."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from alerts.held_copies import needed
from store.models import Card, EvaluationRun, Finding


def held_visit_days(session: Session, ended_after: datetime, window_days: int) -> dict[date, set[int]]:
    """By day the sites whose visits a card in force stands on, or one that ended at ``ended_after`` or later.

    A finding on access stands on the ``window_days`` (rule W2) that end with the day on which it is true.
    """
    findings = (
        select(Finding.subject_id, Finding.triggered_on)
        .outerjoin(Card, Card.finding_id == Finding.id)
        .where(Finding.subject_kind == "site", Finding.facts["visits"].as_string().is_not(None), needed(ended_after))
    )
    held: defaultdict[date, set[int]] = defaultdict(set)
    for site_id, day in session.execute(findings):
        for back in range(window_days):
            held[day - timedelta(days=back)].add(site_id)
    return dict(held)


def first_unjudged_day(session: Session) -> date | None:
    """The first day whose visits no evaluation that came to its end has judged; none before any did."""
    return session.scalar(select(func.max(EvaluationRun.as_of)).where(EvaluationRun.finished_at.is_not(None)))
