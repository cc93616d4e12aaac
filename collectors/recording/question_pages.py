"""The pages of single questions, kept as proof: when first opened, when an answer is seen, and once a week between.

Such pages count their readers, so that each look would be another content.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectors.recording.evidence import NewCopy, name_copies
from collectors.recording.failure_copies import AGAIN
from collectors.recording.kept_files import keep_copy
from collectors.recording.questions import OpenedPage
from store.insert import insert_new
from store.models import Case, CollectorRun, QuestionPage


def keep_question_pages(
    session: Session, folder: Path, run: CollectorRun, pages: Sequence[OpenedPage], now: datetime
) -> None:
    """Keep the pages that a look opened, where they prove something new; part of the transaction of that look."""
    cases = select(Case.number, Case.id).where(
        Case.source_id == run.source_id, Case.number.in_([page.number for page in pages])
    )
    by_number = {number: id_ for number, id_ in session.execute(cases)}
    last = _last_pages(session, list(by_number.values()))
    copies: list[NewCopy] = []
    rows: list[dict[str, object]] = []
    for page in pages:
        case_id = by_number.get(page.number)
        if case_id is None or not _proves(last.get(case_id), page, now):
            continue
        digest, file = keep_copy(folder, page.page, now)
        copies.append(NewCopy(digest, file, page.page, now))
        told = {"seen_at": now, "is_answered": page.is_answered, "evidence_hash": digest}
        rows.append({"case_id": case_id, "run_id": run.id, **told})
    name_copies(session, copies)
    for copy in copies:
        keep_copy(folder, copy.fetched, now)  # a purge may have removed its file meanwhile
    insert_new(session, QuestionPage, rows)


def _last_pages(session: Session, cases: Sequence[int]) -> dict[int, QuestionPage]:
    """By question the page that was kept last."""
    rows = select(QuestionPage).where(QuestionPage.case_id.in_(cases)).order_by(QuestionPage.id)
    return {row.case_id: row for row in session.scalars(rows)}


def _proves(last: QuestionPage | None, page: OpenedPage, now: datetime) -> bool:
    return last is None or last.is_answered != page.is_answered or now - last.seen_at >= AGAIN
