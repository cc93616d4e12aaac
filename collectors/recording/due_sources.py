"""What a round has to look at: ids by host, so that even 700,000 columns are a few megabytes."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from collectors.fetching.answers import pacing_key
from collectors.recording.host_rests import rests_of
from collectors.recording.jobs import FILE_KINDS, GONE_FOR, Job, job_of
from collectors.recording.questions import BOARD, open_questions
from store.models import SiteColumn, Source

IDS_AT_ONCE = 1000
CLOCKS_DIFFER = timedelta(days=1)
"""Less than this is no clock that went wrong: one of a frozen day begins its morning anew with each process."""


@dataclass
class LookPlan:
    """The sources to ask over HTTP, by the host (name and port) of their address.

    ``due_at``: only what is still due then is loaded later; None where sources were named. ``rests``: for how many
    seconds hosts have asked to be left alone. ``held_back``: looks that were put off for that while the plan was
    worked on; they stay due.
    """

    due_at: datetime | None
    hosts: dict[str, array[int]] = field(default_factory=dict)
    rests: dict[str, float] = field(default_factory=dict)
    held_back: int = 0

    @property
    def total(self) -> int:
        """How many sources there are."""
        return sum(len(ids) for ids in self.hosts.values())


def due_files(session: Session, sources: Sequence[int] | None, now: datetime) -> list[int]:
    """The ids of the sources that read files, among those named or (None) all that are due."""
    # What is uploaded, pushed or imported by hand comes by itself.
    gone_for = Source.kind.in_(FILE_KINDS) & or_(Source.way.is_(None), Source.way.in_(GONE_FOR))
    rests = rests_of(session, now)
    return [id_ for id_, place in _chosen(session, gone_for, sources, now) if pacing_key(place) not in rests]


def plan_looks(session: Session, sources: Sequence[int] | None, now: datetime) -> LookPlan:
    """The sources asked over HTTP, among those named or (None) all that are due; the longest due ones first."""
    plan = LookPlan(due_at=now if sources is None else None, rests=rests_of(session, now))
    for id_, location in _chosen(session, Source.kind.not_in(FILE_KINDS), sources, now):
        plan.hosts.setdefault(pacing_key(location), array("q")).append(id_)
    return plan


def load_jobs_of(session: Session, ids: Sequence[int], due_at: datetime | None) -> list[Job]:
    """The jobs of a few planned sources in the order of ``ids``, without those that another process did meanwhile."""
    of_column = (SiteColumn.selector, SiteColumn.category, SiteColumn.limit_days)
    query = select(Source, *of_column).outerjoin(SiteColumn, SiteColumn.id == Source.site_column_id)
    query = query.where(Source.id.in_(list(ids)))
    if due_at is not None:
        query = query.where(_due(due_at))
    found = {
        source.id: replace(job_of(source, selector), category=category, limit_days=limit_days)
        for source, selector, category, limit_days in session.execute(query)
    }
    for job in [job for job in found.values() if job.kind == BOARD]:
        found[job.source_id] = replace(job, open_questions=open_questions(session, job.source_id))
    return [found[id_] for id_ in ids if id_ in found]


def _due(now: datetime) -> ColumnElement[bool]:
    # A look from days to come was made by a clock that went wrong; its next time would be as far away.
    misdated = Source.last_run_at > now + CLOCKS_DIFFER
    return Source.enabled & or_(Source.next_run_at.is_(None), Source.next_run_at <= now, misdated)


def _chosen(
    session: Session, which: ColumnElement[bool], sources: Sequence[int] | None, now: datetime
) -> Iterator[tuple[int, str]]:
    query = select(Source.id, Source.location).where(which)
    if sources is None:
        due = query.where(_due(now)).order_by(Source.next_run_at, Source.id)
        yield from _pairs(session, due)
        return
    for start in range(0, len(sources), IDS_AT_ONCE):
        named = query.where(Source.id.in_(sources[start : start + IDS_AT_ONCE])).order_by(Source.id)
        yield from _pairs(session, named)


def _pairs(session: Session, query: Select[int, str]) -> Iterator[tuple[int, str]]:
    for row in session.execute(query).yield_per(IDS_AT_ONCE):
        yield row.id, row.location
