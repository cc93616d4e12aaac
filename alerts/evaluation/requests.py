"""Evaluation of requests (依申请公开) on which something can have changed; their projection is written with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import partial

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from alerts.evaluation.batches import review_in_batches
from alerts.evaluation.context import Evaluation, Progress, Tally
from alerts.evaluation.due_days import note_moved_due_days
from alerts.evaluation.lapsing import lapse_blue_cards
from alerts.evaluation.reconciling import of_matters, reconcile, recorded_findings
from alerts.facts import LoadedLog, load_requests
from metrics.facts import RequestFacts
from metrics.finding import Outcome, SubjectKind
from metrics.request_clock import request_state
from metrics.request_findings import request_findings
from metrics.request_projection import RequestProjection, request_projection
from rulebook import Calendar
from store import Database
from store import models as stored
from store.models import Card, Request

BATCH = 200


def review_requests(database: Database, evaluation: Evaluation, tally: Tally, progress: Progress | None) -> None:
    """Judge every request whose next review has come; each batch is one transaction."""
    with database.read() as session:
        due = session.scalars(select(Request.id).where(Request.next_review_on <= evaluation.as_of)).all()
    review_in_batches(database, evaluation, tally, progress, ids=sorted(due), size=BATCH, review=_review_batch)


def _review_batch(session: Session, evaluation: Evaluation, ids: Sequence[int], tally: Tally) -> int:
    # Locked, so that an event recorded meanwhile waits and then asks for the next review itself.
    due = select(Request).where(Request.id.in_(ids), Request.next_review_on <= evaluation.as_of).order_by(Request.id)
    requests = session.scalars(due.with_for_update(key_share=True)).all()
    logs = load_requests(session, requests, evaluation.as_of)
    judged: dict[int, _Judged] = {}
    for request in requests:
        kept = _kept_calendar(session, evaluation, request)
        judge = partial(_judge, request, logs[request.id].facts, evaluation, kept)
        said = tally.judge(f"request:{request.id}", judge)
        if said is not None:
            judged[request.id] = said
    now = [(one, logs[one.id].facts, judged[one.id].projection) for one in requests if one.id in judged]
    told = note_moved_due_days(session, evaluation, now, tally)
    recorded = recorded_findings(session, *of_matters(SubjectKind.REQUEST, judged))
    yielded = [finding for one in judged.values() for finding in one.outcome.findings]
    postponed = reconcile(session, evaluation, yielded, recorded, tally, told)
    rows = []
    for id_, one in judged.items():
        days = (one.outcome.next_change, logs[id_].next_entry_on, postponed.get(id_))
        marks = {"next_review_on": next_review(days, evaluation.as_of), "computed_as_of": evaluation.as_of}
        rows.append({"id": id_, **asdict(one.projection), **marks, "calendar_id": one.calendar_id})
    if rows:
        session.execute(update(Request), rows)
    _lapse(session, evaluation, {id_: logs[id_] for id_ in judged})
    return len(requests)


@dataclass(frozen=True, slots=True)
class _Judged:
    """What one request came to, and the kept version of the calendar that it was judged by."""

    outcome: Outcome
    projection: RequestProjection
    calendar_id: int | None


def _judge(request: Request, facts: RequestFacts, evaluation: Evaluation, kept: Calendar | None) -> _Judged:
    law, as_of = evaluation.law_of(request.agency_id), evaluation.as_of
    projection = request_projection(facts, *law, as_of)
    calendar_id: int | None = evaluation.calendars.current
    if kept is not None and projection.closed_on is not None:
        law, calendar_id = evaluation.law_of(request.agency_id, kept), request.calendar_id
        projection = request_projection(facts, *law, as_of)
    return _Judged(request_findings(facts, *law, as_of), projection, calendar_id)


def _kept_calendar(session: Session, evaluation: Evaluation, request: Request) -> Calendar | None:
    """The calendar that a request was judged by when it was closed: while it stays closed, no later one counts."""
    before = evaluation.calendars.before(session, request.calendar_id) if request.closed_on is not None else None
    return before.calendar if before is not None else None


def next_review(days: Sequence[date | None], as_of: date) -> date | None:
    """The first of ``days`` that is known, and in any case later than ``as_of``."""
    first = min((day for day in days if day is not None), default=None)
    return None if first is None else max(first, as_of + timedelta(days=1))


def _lapse(session: Session, evaluation: Evaluation, logs: dict[int, LoadedLog[RequestFacts]]) -> None:
    def settled(_card: Card, finding: stored.Finding) -> bool:
        facts = logs[finding.subject_id].facts
        state = request_state(facts, *evaluation.law_of(facts.agency_id), evaluation.as_of)
        return state.state.closed or state.due is None or not finding.occurrence.endswith(f":{state.due}")

    lapse_blue_cards(session, evaluation, SubjectKind.REQUEST, logs, settled)
