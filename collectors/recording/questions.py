"""Questions seen on a board become cases (W5): identity once, events appended."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Protocol

from sqlalchemy import ColumnElement, exists, func, select, update
from sqlalchemy.orm import Session

from collectors.fetching import Fetched
from collectors.recording.event_log import ToldEvent, ToldLog, merge_logs
from collectors.recording.jobs import Job
from collectors.recording.looks import SEEN
from metrics.facts import CaseKind
from metrics.law_days import law_day
from store.insert import insert_new
from store.models import Case, CaseEvent, CollectorRun, Site
from store.models.facts import REVIEW_AT_ONCE

BOARD: Final = "question_board"
_ASKED: Final = frozenset({"asked"})
_BOTH: Final = frozenset({"asked", "answered"})
_MOST_OPEN: Final = 200


class Seen(Protocol):
    """A question as a page shows it, see `question_boards.reading.Question`."""

    @property
    def number(self) -> str: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def asked_on(self) -> date: ...  # noqa: D102
    @property
    def answered_on(self) -> date | None: ...  # noqa: D102
    @property
    def is_answered(self) -> bool: ...  # noqa: D102


@dataclass(frozen=True)
class OpenedPage:
    """The page of a question that had been seen open, and whether an answer stands on it; `on`: its day, if told."""

    number: str
    page: Fetched
    is_answered: bool
    on: date | None


def open_questions(session: Session, source_id: int) -> tuple[str, ...]:
    """Numbers of a board's questions that no look has seen answered, the oldest first."""
    query = select(Case.number).where(Case.source_id == source_id, ~_has_answer()).order_by(Case.id).limit(_MOST_OPEN)
    return tuple(session.scalars(query))


def record_questions(
    session: Session, run: CollectorRun, job: Job, seen: Sequence[Seen], pages: Sequence[OpenedPage], now: datetime
) -> int:
    """Record what a look saw; returns how many questions brought something new.

    An answer without a day counts from the day of the look before, and only of a question that was seen open by then:
    longer it is not known to have waited, and of any other it is not known when it came.
    """
    agency_id = job.agency_id or session.scalar(select(Site.agency_id).where(Site.id == job.site_id))
    if agency_id is None:
        return 0
    answers = [page for page in pages if page.is_answered]
    numbers = [*(question.number for question in seen), *(answer.number for answer in answers)]
    before = _stored(session, agency_id, numbers)
    closed = set(session.scalars(select(Case.id).where(Case.id.in_(before.values()), _has_answer())))
    kept = [
        question for question in seen if question.answered_on or not question.is_answered or question.number in before
    ]
    new = set(insert_new(session, Case, [_row(question, job, agency_id) for question in kept]))
    stored = _stored(session, agency_id, numbers)
    today = law_day(now)
    told = dict(_told(kept, answers, stored, closed, _seen_before(session, run) or today))
    changed = merge_logs(session, CaseEvent, told, run, now, today, new=new)
    for_review = list(changed - new)
    if for_review:
        session.execute(update(Case).where(Case.id.in_(for_review)).values(next_review_on=REVIEW_AT_ONCE))
    return len(changed | new)


def _told(
    seen: Sequence[Seen], answers: Sequence[OpenedPage], stored: dict[str, int], closed: set[int], still_open: date
) -> Iterator[tuple[int, ToldLog]]:
    for question in seen:
        case_id = stored[question.number]
        asked = ToldEvent("asked", question.asked_on, {})
        untold = max(still_open, question.asked_on) if question.is_answered and case_id not in closed else None
        on = question.answered_on or untold
        yield case_id, ToldLog([asked, ToldEvent("answered", on, {})], _BOTH) if on else ToldLog([asked], _ASKED)
    for answer in answers:
        case_id = stored.get(answer.number, 0)
        if case_id and case_id not in closed:
            yield case_id, ToldLog([ToldEvent("answered", answer.on or still_open, {})], frozenset({"answered"}))


def _seen_before(session: Session, run: CollectorRun) -> date | None:
    """The day of the last look before this one that showed the board."""
    earlier = (CollectorRun.source_id == run.source_id, CollectorRun.id < run.id, CollectorRun.outcome.in_(SEEN))
    moment = session.scalar(select(func.max(CollectorRun.started_at)).where(*earlier))
    return law_day(moment) if moment else None


def _row(question: Seen, job: Job, agency_id: int) -> dict[str, object]:
    return {
        "kind": CaseKind.MESSAGE.value,
        "agency_id": agency_id,
        "source_id": job.source_id,
        "site_id": job.site_id,
        "number": question.number,
        "title": question.title or None,
        "next_review_on": REVIEW_AT_ONCE,
    }


def _stored(session: Session, agency_id: int, numbers: Sequence[str]) -> dict[str, int]:
    query = select(Case.number, Case.id).where(
        Case.kind == CaseKind.MESSAGE.value, Case.agency_id == agency_id, Case.number.in_(numbers)
    )
    return {number: id_ for number, id_ in session.execute(query)}


def _has_answer() -> ColumnElement[bool]:
    return exists().where(CaseEvent.case_id == Case.id, CaseEvent.kind == "answered")
