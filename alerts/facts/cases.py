"""Facts of cases: messages (留言), hotline orders (12345 工单), approvals (办件)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from alerts.facts.log import LoadedLog, by_matter, effective, up_to
from metrics.facts import CaseFacts, CaseKind
from store.models import Case, CaseEvent, CollectorRun, Source

ASKED = "asked"
ANSWERED = "answered"


def load_cases(session: Session, cases: Sequence[Case], as_of: date) -> dict[int, LoadedLog[CaseFacts | None]]:
    """Facts of ``cases`` by their id; none for a case whose log does not say yet when it was asked."""
    wanted = [case.id for case in cases]
    rows = session.scalars(select(CaseEvent).where(CaseEvent.case_id.in_(wanted)).order_by(CaseEvent.id))
    logs = by_matter((row.case_id, row) for row in rows)
    pages = _pages_seen(session, {row.run_id for log in logs.values() for row in log if row.run_id is not None})
    retired = _retired_boards(session, {case.source_id for case in cases if case.source_id is not None})
    return {
        case.id: _loaded(case, logs.get(case.id, []), as_of, pages, retired.get(case.source_id or 0)) for case in cases
    }


def _retired_boards(session: Session, sources: set[int]) -> dict[int, date]:
    """The day since which boards are looked at no more."""
    retired = select(Source.id, Source.retired_on).where(Source.id.in_(sources), Source.retired_on.is_not(None))
    return {id_: day for id_, day in session.execute(retired) if day}


def _pages_seen(session: Session, runs: set[int]) -> dict[int, str]:
    """The kept page of each run that looked at a board."""
    seen = select(CollectorRun.id, CollectorRun.evidence_hash).where(
        CollectorRun.id.in_(runs), CollectorRun.evidence_hash.is_not(None)
    )
    return {id_: digest for id_, digest in session.execute(seen) if digest}


def _loaded(
    case: Case, log: Sequence[CaseEvent], as_of: date, pages: Mapping[int, str], watched_until: date | None
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
        watched_until=watched_until,
    )
    return LoadedLog(facts, next_entry_on)
