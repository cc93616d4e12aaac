"""The record of evaluations: which law was used, and which runs were broken off."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from alerts.evaluation.context import Evaluation, Tally
from rulebook import Calendar, Rulebook
from store import Database
from store.insert import insert_new
from store.models import REVIEW_AT_ONCE, Card, CardEvent, Case, EvaluationRun, Finding, LawVersion, Request
from store.models.base import fingerprint

_HASH_LENGTH = 12
_CHANGES = ("withdrawn", "reinstated", "amended")


def begin_run(database: Database, rulebook: Rulebook, as_of: date, now: datetime) -> Evaluation:
    """Write down that an evaluation begins. Under another law than the last one, every open matter is reviewed."""
    calendar = _calendar_fingerprint(rulebook.calendar)
    law = f"{rulebook.version}+{rulebook.fingerprint[:_HASH_LENGTH]}"
    calendar_version = f"{rulebook.calendar.version}+{calendar[:_HASH_LENGTH]}"
    with database.write() as session:
        last = session.scalar(select(EvaluationRun).order_by(EvaluationRun.id.desc()).limit(1))
        if last is not None and (last.rulebook_version, last.calendar_version) != (law, calendar_version):
            _review_all_open(session)
        versions = (
            ("rulebook", rulebook.version, rulebook.fingerprint),
            ("calendar", rulebook.calendar.version, calendar),
        )
        insert_new(
            session,
            LawVersion,
            [{"kind": k, "version": v, "fingerprint": f, "first_used_at": now} for k, v, f in versions],
        )
        run = EvaluationRun(as_of=as_of, started_at=now, rulebook_version=law, calendar_version=calendar_version)
        session.add(run)
    return Evaluation(run.id, rulebook, law, calendar_version, as_of, now)


def changed_in_broken_runs(database: Database, evaluation: Evaluation) -> set[int]:
    """Agencies whose findings changed in runs that were broken off since the last that finished."""
    with database.read() as session:
        finished = select(func.max(EvaluationRun.id)).where(EvaluationRun.finished_at.is_not(None))
        last = session.scalar(finished) or 0
        broken = session.execute(
            select(EvaluationRun.id, EvaluationRun.started_at).where(
                EvaluationRun.id > last, EvaluationRun.id < evaluation.run_id
            )
        ).all()
        if not broken:
            return set()
        new = select(Finding.agency_id).where(Finding.evaluation_id.in_([id_ for id_, _ in broken]))
        since = min(started_at for _, started_at in broken)
        changed = (
            select(Card.agency_id)
            .join(CardEvent, CardEvent.card_id == Card.id)
            .where(CardEvent.at >= since, CardEvent.kind.in_(_CHANGES))
        )
        return set(session.scalars(new)) | set(session.scalars(changed))


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


def _review_all_open(session: Session) -> None:
    for table in (Request, Case):
        session.execute(update(table).where(table.next_review_on.is_not(None)).values(next_review_on=REVIEW_AT_ONCE))


def _calendar_fingerprint(calendar: Calendar) -> str:
    return fingerprint(calendar.version, sorted(calendar.off_days), sorted(calendar.working_weekends))
