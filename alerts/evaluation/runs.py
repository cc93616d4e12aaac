"""The record of evaluations: which law was used, and which runs were broken off."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ColumnElement, exists, func, not_, or_, select, update
from sqlalchemy.orm import Session

from alerts.agency_days import AgencyDays
from alerts.evaluation.context import Evaluation, Tally
from alerts.evaluation.law_versions import UsedCalendars, keep_law, labels
from alerts.facts.cases import ANSWERED
from alerts.history import SYSTEM
from rulebook import Rulebook
from store import Database
from store.audit import append_audit
from store.models import REVIEW_AT_ONCE, Card, CardEvent, Case, CaseEvent, EvaluationRun, Finding, Request

_PROBLEMS_KEPT = 50
_CHANGES = ("withdrawn", "reinstated", "amended")


def begin_run(database: Database, rulebook: Rulebook, as_of: date, now: datetime) -> Evaluation:
    """Write down that an evaluation begins. Under another law than the last one, every open matter is reviewed."""
    law, calendar = labels(rulebook)
    with database.write() as session:
        last = session.scalar(select(EvaluationRun).order_by(EvaluationRun.id.desc()).limit(1))
        if last is not None and (last.rulebook_version, last.calendar_version) != (law, calendar):
            _review_all_open(session)
        calendar_id = keep_law(session, rulebook, now)
        run = EvaluationRun(as_of=as_of, started_at=now, rulebook_version=law, calendar_version=calendar)
        session.add(run)
    return Evaluation(run.id, rulebook, law, calendar, as_of, now, UsedCalendars(calendar_id), AgencyDays(database))


def is_judged_by(session: Session, rulebook: Rulebook) -> bool:
    """Whether the last evaluation used this law: under another one, what is open waits to be reviewed."""
    last = session.scalar(select(EvaluationRun).order_by(EvaluationRun.id.desc()).limit(1))
    return last is None or (last.rulebook_version, last.calendar_version) == labels(rulebook)


def agencies_to_escalate(database: Database, evaluation: Evaluation) -> dict[int, date]:
    """Agencies whose findings changed after the escalations of the last run that finished, with the first day changed.

    That is in runs that were broken off (nobody knows on which days), and by officers who revoked a card since.
    """
    with database.read() as session:
        finished = select(EvaluationRun).where(EvaluationRun.finished_at.is_not(None))
        last = session.scalar(finished.order_by(EvaluationRun.id.desc()).limit(1))
        after = (EvaluationRun.id > last.id,) if last is not None else ()
        broken = session.execute(
            select(EvaluationRun.id, EvaluationRun.started_at).where(EvaluationRun.id < evaluation.run_id, *after)
        ).all()
        found: dict[int, date] = {}
        if last is not None:
            found |= _changed(session, last.started_at, ("revoked",), Card.state == "revoked")
        if broken:
            new = select(Finding.agency_id).where(Finding.evaluation_id.in_([id_ for id_, _ in broken]))
            changed = _changed(session, min(started_at for _, started_at in broken), _CHANGES)
            found |= dict.fromkeys([*session.scalars(new), *changed], date.min)
        return found


def finish_run(database: Database, evaluation: Evaluation, tally: Tally) -> None:
    """Write down that the run came to its end, and what it did."""
    with database.write() as session:
        session.execute(
            update(EvaluationRun)
            .where(EvaluationRun.id == evaluation.run_id)
            .values(
                finished_at=evaluation.now,
                visited=tally.visited,
                findings=tally.findings,
                cards=sum(tally.cards.values()),
            )
        )
        if tally.problems:
            append_audit(
                session,
                at=evaluation.now,
                actor=SYSTEM,
                action="evaluation_problems",
                subject=f"evaluation:{evaluation.run_id}",
                detail={"count": len(tally.problems), "first": tally.problems[:_PROBLEMS_KEPT]},
            )


def _changed(session: Session, since: datetime, kinds: tuple[str, ...], *which: ColumnElement[bool]) -> dict[int, date]:
    """Agencies of cards that have such a line in their history since that moment, with the first day of these."""
    lines = select(Card.agency_id, func.min(Card.issued_on)).join(CardEvent, CardEvent.card_id == Card.id)
    of_kind = (*which, CardEvent.at >= since, CardEvent.kind.in_(kinds))
    return {agency: first for agency, first in session.execute(lines.where(*of_kind).group_by(Card.agency_id))}


def _review_all_open(session: Session) -> None:
    # An open request that can bring no more findings still has a due day, and another law may move it.
    open_requests = or_(Request.next_review_on.is_not(None), Request.closed_on.is_(None))
    session.execute(update(Request).where(open_requests).values(next_review_on=REVIEW_AT_ONCE))
    # So it is with an unanswered message: its limit may lie behind it by one calendar and ahead by the other.
    answered = exists().where(CaseEvent.case_id == Case.id, CaseEvent.kind == ANSWERED)
    open_cases = or_(Case.next_review_on.is_not(None), not_(answered))
    session.execute(update(Case).where(open_cases).values(next_review_on=REVIEW_AT_ONCE))
