"""The next time of a page, from what its look has shown; kept in the database, so that a restart goes on with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from collectors.recording.jobs import Job
from collectors.recording.looks import Sight
from collectors.recording.source_states import SourceState
from metrics.column_rhythm import column_rhythm
from metrics.facts import CheckOutcome
from metrics.look_times import LookPolicy, interval_after_failure, interval_of, jittered, share_of

HOME = "site_home"
"""The key of home pages among the limits by category."""


def next_look_at(
    source: SourceState, job: Job, sight: Sight, finished_at: datetime, times: LookPolicy, limits: Mapping[str, int]
) -> datetime:
    """When to look again at a page whose look has just been counted in `source`; `limits`: days by category.

    `sight`: what this look saw, or for an unchanged page (304) what the last full look saw.
    """
    usual = timedelta(minutes=source.every_minutes)
    if sight.outcome.seen:
        interval = interval_of(times, usual, source.rhythm_days, _days_left(job, sight, limits))
    else:
        interval = interval_after_failure(times, usual, source.failures_in_a_row, sight.outcome.retryable)
    share = share_of(source.id, finished_at.isoformat())
    return times.hours.move(finished_at + jittered(interval, share), share)


def remember_rhythm(source: SourceState, sight: Sight) -> None:
    """Keep the rhythm that the items of a page show; one update or none says nothing new of it."""
    gap = column_rhythm(sight.days, sight.day).median_gap if sight.outcome is CheckOutcome.OK else None
    if gap is not None:
        source.rhythm_days = gap


def _days_left(job: Job, sight: Sight, limits: Mapping[str, int]) -> int | None:
    limit = job.limit_days or limits.get(HOME if job.kind == HOME else job.category or "")
    if limit is None or sight.newest is None:
        return None
    return limit - (sight.day - sight.newest).days
