"""What servers answered to visits that did not open: kept as proof, a kind of failure once a week for each site."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectors.availability.recording import Visit
from collectors.fetching import Fetched
from collectors.recording.evidence import NewCopy
from collectors.recording.failure_copies import AGAIN, KeptFailures, failure_kind, keep_answer
from metrics.facts import CheckOutcome
from store import Database
from store.models import SiteVisit

_LONGEST_DETAIL = 300
_LONGEST_ADDRESS = 1000


def told(visit: Visit, address: str, answer: Fetched) -> Visit:
    """The visit; where it did not open, with what was asked for and how it failed."""
    if answer.outcome.seen:
        return visit
    return replace(
        visit,
        address=address[:_LONGEST_ADDRESS],
        status=answer.status,
        detail=(answer.detail or answer.outcome.words)[:_LONGEST_DETAIL],
    )


def keep_failed(
    database: Database, folder: Path | None, made: list[tuple[Visit, Fetched]]
) -> tuple[list[Visit], list[NewCopy]]:
    """Put the answers of failed visits on disk; the visits, naming them, and the copies to be named with them."""
    failed = [visit for visit, answer in made if not answer.outcome.seen and answer.status is not None]
    if folder is None or not failed:
        return [visit for visit, _ in made], []
    with database.read() as session:
        kept = _kept_lately(session, {visit.site_id for visit in failed}, max(visit.day for visit in failed))
    visits: list[Visit] = []
    copies: list[NewCopy] = []
    for visit, answer in made:
        of_site = kept.get(visit.site_id, {})
        copy = None
        if not answer.outcome.seen:
            with suppress(OSError):  # a disk that is full takes the proof, not the fact: the visits go on
                copy = keep_answer(folder, answer, visit.outcome, visit.visited_at, of_site)
        visits.append(replace(visit, evidence_hash=copy[0]) if copy else visit)
        if copy:
            copies.append(NewCopy(*copy, answer, visit.visited_at, answer.status))
    return visits, copies


def _kept_lately(session: Session, site_ids: Iterable[int], day: date) -> dict[int, KeptFailures]:
    """By site the answers that failed visits of the week up to ``day`` named last."""
    rows = (
        select(SiteVisit)
        .where(SiteVisit.site_id.in_(list(site_ids)), SiteVisit.day > day - AGAIN, SiteVisit.day <= day)
        .where(SiteVisit.evidence_hash.is_not(None))
        .order_by(SiteVisit.id)
    )
    found: defaultdict[int, dict[str, dict[str, Any]]] = defaultdict(dict)
    for visit in session.scalars(rows):
        kind = failure_kind(CheckOutcome(visit.outcome), visit.status)
        found[visit.site_id][kind] = {"at": visit.visited_at.isoformat(), "hash": visit.evidence_hash}
    return dict(found)
