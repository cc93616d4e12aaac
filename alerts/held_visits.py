"""Which days of visits are proof of a card or a finding, and up to which day all visits have been judged."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from alerts.held_copies import needed
from store.models import Card, EvaluationRun, Finding, SiteVisit


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


def held_visit_copies(session: Session, ended_after: datetime, window_days: int) -> set[str]:
    """Content hashes of what servers answered to the visits that such cards stand on."""
    held = held_visit_days(session, ended_after, window_days)
    if not held:
        return set()
    rows = select(SiteVisit.day, SiteVisit.site_id, SiteVisit.evidence_hash).where(
        SiteVisit.evidence_hash.is_not(None), SiteVisit.day.between(min(held), max(held))
    )
    return {digest for day, site_id, digest in session.execute(rows) if digest and site_id in held.get(day, ())}


def first_unjudged_day(session: Session) -> date | None:
    """The first day whose visits no evaluation that came to its end has judged; none before any did."""
    return session.scalar(select(func.max(EvaluationRun.as_of)).where(EvaluationRun.finished_at.is_not(None)))
