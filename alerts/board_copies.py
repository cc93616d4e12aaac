"""The page of a question board as the last look before a finding had seen it: that a question stood open then."""

from __future__ import annotations

from sqlalchemy import Select, select

from store.models import Case, CollectorRun, Finding, QuestionPage, Source

BOARD = "question_board"
_SEEN = ("ok", "not_modified")


def board_copies() -> Select[int, int, str | None]:
    """Finding, board (the id of its source) and content hash, for every finding on a question of a board."""
    seen = (
        select(CollectorRun.evidence_hash)
        .where(
            CollectorRun.source_id == Source.id,
            CollectorRun.started_at <= Finding.recorded_at,
            CollectorRun.outcome.in_(_SEEN),
            CollectorRun.evidence_hash.is_not(None),
        )
        .order_by(CollectorRun.started_at.desc(), CollectorRun.id.desc())
        .limit(1)
        .correlate(Source, Finding)
        .scalar_subquery()
    )
    return (
        select(Finding.id, Source.id, seen)
        .join(Case, (Finding.subject_kind == "case") & (Case.id == Finding.subject_id))
        .join(Source, (Source.id == Case.source_id) & (Source.kind == BOARD))
    )


def question_copies() -> Select[str]:
    """Content hashes of the pages of questions, by the ``Finding`` on each."""
    of_finding = (Finding.subject_kind == "case") & (Finding.subject_id == QuestionPage.case_id)
    return select(QuestionPage.evidence_hash).join(Finding, of_finding)
