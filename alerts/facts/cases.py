"""Facts of cases: messages (留言), hotline orders (12345 工单), approvals (办件)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from alerts.facts.log import LoadedLog, by_matter, effective, up_to
from metrics.facts import CaseFacts, CaseKind
from store.models import Case, CaseEvent

ASKED = "asked"
ANSWERED = "answered"


def load_cases(session: Session, cases: Sequence[Case], as_of: date) -> dict[int, LoadedLog[CaseFacts | None]]:
    """Facts of ``cases`` by their id; none for a case whose log does not say yet when it was asked."""
    wanted = [case.id for case in cases]
    rows = session.scalars(select(CaseEvent).where(CaseEvent.case_id.in_(wanted)).order_by(CaseEvent.id))
    logs = by_matter((row.case_id, row) for row in rows)
    return {case.id: _loaded(case, logs.get(case.id, []), as_of) for case in cases}


def _loaded(case: Case, log: Sequence[CaseEvent], as_of: date) -> LoadedLog[CaseFacts | None]:
    known, next_entry_on = up_to(effective(log), as_of)
    asked_on = min((entry.happened_on for entry in known if entry.kind == ASKED), default=None)
    answered_on = min((entry.happened_on for entry in known if entry.kind == ANSWERED), default=None)
    if asked_on is None:
        return LoadedLog(None, next_entry_on)
    facts = CaseFacts(
        id=case.id,
        agency_id=case.agency_id,
        kind=CaseKind(case.kind),
        site_id=case.site_id,
        account_id=case.account_id,
        asked_on=asked_on,
        answered_on=answered_on,
    )
    return LoadedLog(facts, next_entry_on)
