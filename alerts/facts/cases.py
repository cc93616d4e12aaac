"""Facts of cases: messages (留言), hotline orders (12345 工单), approvals (办件)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from alerts.days import end_of
from alerts.facts.log import LoadedLog, by_matter, effective, up_to
from alerts.facts.sites import SEEN
from metrics.facts import CaseFacts, CaseKind
from metrics.law_days import law_day
from store.models import Case, CaseEvent, CollectorRun, Source

ASKED = "asked"
ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class _Board:
    """The day on which a question board was retired, and that of the last look that showed it."""

    retired_on: date | None
    seen_on: date | None


_NO_BOARD = _Board(None, None)


def load_cases(session: Session, cases: Sequence[Case], as_of: date) -> dict[int, LoadedLog[CaseFacts | None]]:
    """Facts of ``cases`` by their id; none for a case whose log does not say yet when it was asked."""
    wanted = [case.id for case in cases]
    rows = session.scalars(select(CaseEvent).where(CaseEvent.case_id.in_(wanted)).order_by(CaseEvent.id))
    logs = by_matter((row.case_id, row) for row in rows)
    pages = _pages_seen(session, {row.run_id for log in logs.values() for row in log if row.run_id is not None})
    boards = _boards(session, {case.source_id for case in cases if case.source_id is not None}, as_of)
    return {
        case.id: _loaded(case, logs.get(case.id, []), as_of, pages, boards.get(case.source_id or 0, _NO_BOARD))
        for case in cases
    }


def _boards(session: Session, sources: set[int], as_of: date) -> dict[int, _Board]:
    """Those of these sources that are question boards."""
    boards = select(Source.id, Source.retired_on).where(Source.id.in_(sources), Source.kind == "question_board")
    retired = {id_: day for id_, day in session.execute(boards)}
    looks = (CollectorRun.outcome.in_(SEEN), CollectorRun.started_at < end_of(as_of))
    last = select(CollectorRun.source_id, func.max(CollectorRun.started_at)).where(
        CollectorRun.source_id.in_(retired), *looks
    )
    seen = {id_: law_day(moment) for id_, moment in session.execute(last.group_by(CollectorRun.source_id))}
    return {id_: _Board(day, seen.get(id_)) for id_, day in retired.items()}


def _pages_seen(session: Session, runs: set[int]) -> dict[int, str]:
    """The kept page of each run that looked at a board."""
    seen = select(CollectorRun.id, CollectorRun.evidence_hash).where(
        CollectorRun.id.in_(runs), CollectorRun.evidence_hash.is_not(None)
    )
    return {id_: digest for id_, digest in session.execute(seen) if digest}


def _loaded(
    case: Case, log: Sequence[CaseEvent], as_of: date, pages: Mapping[int, str], board: _Board
) -> LoadedLog[CaseFacts | None]:
    known, next_entry_on = up_to(effective(log), as_of)
    asked = min((entry for entry in known if entry.kind == ASKED), key=lambda entry: entry.happened_on, default=None)
    answered_on = min((entry.happened_on for entry in known if entry.kind == ANSWERED), default=None)
    if asked is None:
        return LoadedLog(None, next_entry_on)
    facts = CaseFacts(
        id=case.id,
        agency_id=case.agency_id,
        kind=CaseKind(case.kind),
        site_id=case.site_id,
        account_id=case.account_id,
        asked_on=asked.happened_on,
        answered_on=answered_on,
        evidence_hash=pages.get(asked.run_id or 0),
        watched_until=board.retired_on,
        seen_until=board.seen_on,
    )
    return LoadedLog(facts, next_entry_on)
