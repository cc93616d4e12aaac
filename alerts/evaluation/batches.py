"""The frame of every review: ids in batches, each judged in a transaction of its own, counted and told."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy.orm import Session

from alerts.evaluation.context import Evaluation, Progress, Tally, in_batches
from store import Database

ReviewBatch = Callable[[Session, Evaluation, Sequence[int], Tally], int]
"""Judges the matters with these ids and returns how many it visited."""


def review_in_batches(
    database: Database,
    evaluation: Evaluation,
    tally: Tally,
    progress: Progress | None,
    *,
    ids: Sequence[int],
    size: int,
    review: ReviewBatch,
) -> None:
    """Review ``ids``, at most ``size`` in one transaction: what was finished stays when the next one breaks off."""
    for batch in in_batches(ids, size):
        with database.write() as session:
            visited = review(session, evaluation, batch, tally)
        tally.visited += visited
        if progress is not None:
            progress(visited)
