"""Rows that cannot be used, kept once each."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectors.tables.accounting import RowProblem
from store.insert import insert_new
from store.models import CollectorRun, QuarantineRow
from store.models.base import fingerprint

_AT_ONCE: Final = 500


def keep_problems(
    session: Session, run: CollectorRun, problems: Iterable[RowProblem], now: datetime
) -> list[RowProblem]:
    """Put rows into quarantine; the same content with the same fault from the same source is there already.

    The place in the file is no part of what makes a row the same: a line added above moves all rows below it.
    Returns the problems that are new.
    """
    by_fingerprint: dict[str, RowProblem] = {}
    for problem in problems:
        mark = fingerprint(run.source_id, problem.field, problem.reason, problem.raw)
        by_fingerprint.setdefault(mark, problem)
    new = insert_new(
        session, QuarantineRow, [_row(run, problem, mark, now) for mark, problem in by_fingerprint.items()]
    )
    found: list[RowProblem] = []
    for start in range(0, len(new), _AT_ONCE):
        query = select(QuarantineRow.fingerprint).where(QuarantineRow.id.in_(new[start : start + _AT_ONCE]))
        found += [by_fingerprint[mark] for mark in session.scalars(query)]
    return found


def _row(run: CollectorRun, problem: RowProblem, mark: str, now: datetime) -> dict[str, object]:
    return {
        "source_id": run.source_id,
        "run_id": run.id,
        "file": problem.file[:500],
        "row": problem.row,
        "field": problem.field[:120],
        "reason": problem.reason,
        "explanation": problem.explanation,
        "raw": problem.raw,
        "fingerprint": mark,
        "recorded_at": now,
    }
