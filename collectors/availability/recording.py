"""Keeping visits and probes: one row each, a visit once per site, day and slot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectors.availability.plan import DueVisit, due_slot
from collectors.fetching import Fetched
from collectors.recording.evidence import NewCopy, name_copies
from collectors.recording.host_rests import keep_rests
from collectors.recording.kept_files import keep_copy
from metrics.facts import CheckOutcome
from store import Database
from store.insert import insert_new
from store.models import ReferenceProbe, Site, SiteVisit


@dataclass(frozen=True, slots=True)
class Visit:
    """How one visit ended. Field by field a row of ``SiteVisit``; from ``address`` on only where it did not open."""

    site_id: int
    day: date
    slot: int
    visited_at: datetime
    outcome: CheckOutcome
    elapsed_ms: int
    own_network: bool = False
    address: str | None = None
    status: int | None = None
    detail: str | None = None
    evidence_hash: str | None = None


@dataclass(frozen=True, slots=True)
class Probe:
    """How a try of a reference address ended. Field by field a row of ``ReferenceProbe``."""

    address: str
    probed_at: datetime
    outcome: CheckOutcome
    elapsed_ms: int


def record_visits(
    database: Database,
    visits: Iterable[Visit],
    probes: Iterable[Probe] = (),
    folder: Path | None = None,
    answers: Sequence[NewCopy] = (),
    told: Iterable[tuple[Visit, Fetched]] = (),
) -> int:
    """Append visits and probes in one transaction; returns how many visits were new.

    ``answers``: kept copies of failed visits in ``folder``, which are named with them. ``told``: what came; a host
    that asked to be left alone is left alone by the rounds, also after a restart.
    """
    with database.write() as session:
        insert_new(session, ReferenceProbe, map(asdict, probes))
        name_copies(session, answers)
        for answer in answers:
            if folder is not None:  # a purge may have removed the file meanwhile
                keep_copy(folder, answer.fetched, answer.at, failed=True)
        for visit, came in told:
            if came.retry_after:
                keep_rests(session, [came], visit.visited_at)
        return len(insert_new(session, SiteVisit, map(asdict, visits)))


def due_visits(session: Session, now: datetime, per_day: int) -> list[DueVisit]:
    """The visits whose time has come and that nobody has made, in the order of the sites."""
    sites = session.execute(select(Site.id, Site.home_url).where(Site.active).order_by(Site.id))
    planned = [
        DueVisit(site_id, address, *slot)
        for site_id, address in sites
        if (slot := due_slot(site_id, now, per_day)) is not None
    ]
    made = _made(session, planned)
    return [visit for visit in planned if (visit.site_id, visit.slot) not in made]


def _made(session: Session, planned: Sequence[DueVisit]) -> set[tuple[int, int]]:
    slots = {visit.slot for visit in planned}
    days = {visit.day for visit in planned}
    rows = select(SiteVisit.site_id, SiteVisit.slot).where(SiteVisit.day.in_(days), SiteVisit.slot.in_(slots))
    return {(site, slot) for site, slot in session.execute(rows)}
