"""One evaluation: what can have changed is judged, what is new becomes a card.

It may be broken off at any moment and run again: each batch keeps findings, cards and the marks of what was reviewed
together, escalations come last and are taken up again after a run that did not finish.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from alerts.evaluation.accounts import review_accounts
from alerts.evaluation.annual_reports import review_annual_reports
from alerts.evaluation.card_days import recount_card_days
from alerts.evaluation.cases import review_cases
from alerts.evaluation.catalogues import review_catalogues
from alerts.evaluation.context import Progress, Tally
from alerts.evaluation.escalations import review_escalations
from alerts.evaluation.requests import review_requests
from alerts.evaluation.runs import agencies_to_escalate, begin_run, finish_run
from alerts.evaluation.sites import review_sites
from metrics.finding import Severity
from rulebook import Rulebook
from store import Database
from store.models import Card

REVIEWS = (review_requests, review_cases, review_annual_reports, review_catalogues, review_sites, review_accounts)


@dataclass(frozen=True)
class EvaluationSummary:
    """What one evaluation did. ``cards``: new ones by colour; ``totals``: all that stand, issued up to ``as_of``.
    ``due_days_changed``: open requests whose due day another calendar moved or made firm.

    ``problems``: matters that could not be judged, with the reason; each evaluation tries them again.
    """

    as_of: date
    visited: int
    findings: int
    cards: dict[str, int]
    withdrawn: int
    due_days_changed: int
    totals: dict[str, int]
    problems: list[str]


def evaluate(
    database: Database, rulebook: Rulebook, as_of: date, now: datetime, progress: Progress | None = None
) -> EvaluationSummary:
    """Judge every matter on which something can have changed by ``as_of`` and issue the cards.

    ``now`` (UTC) is written down as the moment at which cards are made. Facts dated after ``as_of`` are not used.
    ``progress`` is told after each batch how many matters it has visited.
    """
    evaluation = begin_run(database, rulebook, as_of, now)
    tally = Tally(agencies=agencies_to_escalate(database, evaluation))
    recount_card_days(database, evaluation)
    for review in REVIEWS:
        review(database, evaluation, tally, progress)
    review_escalations(database, evaluation, tally)
    finish_run(database, evaluation, tally)
    with database.read() as session:
        totals = _totals(session, as_of)
    return EvaluationSummary(
        as_of=as_of,
        visited=tally.visited,
        findings=tally.findings,
        cards=_by_colour(tally.cards),
        withdrawn=tally.withdrawn,
        due_days_changed=tally.due_days,
        totals=totals,
        problems=tally.problems,
    )


def _totals(session: Session, as_of: date) -> dict[str, int]:
    rows = session.execute(
        select(Card.colour, func.count()).where(Card.issued_on <= as_of, Card.state != "revoked").group_by(Card.colour)
    )
    return _by_colour({colour: count for colour, count in rows})


def _by_colour(counts: dict[str, int]) -> dict[str, int]:
    return {severity.value: counts.get(severity.value, 0) for severity in Severity}
