"""Kept copies and visits go when the rules say so: once a day, with a line in the audit trail."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from alerts.days import start_of
from alerts.held_copies import held_copies
from alerts.held_visits import first_unjudged_day, held_visit_copies, held_visit_days
from alerts.history import SYSTEM
from collectors.availability.forgetting import DAYS_AT_ONCE, Forgotten, days_to_forget, forget_visits
from collectors.recording.evidence_purge import count_copies, forget_copies, remove_unnamed_files
from metrics.law_days import law_day
from mingcha.house import House
from store.audit import append_audit
from store.models import AuditEntry

ACTION = "evidence.purge"
VISITS_ACTION = "visits.purge"


@dataclass(frozen=True)
class Purge:
    """``removed``: copies no longer kept; ``bytes``: their content, unpacked; ``files``: files removed; ``kept``: what
    stays."""

    removed: int
    bytes: int
    files: int
    kept: int


def purge_evidence(house: House) -> Purge:
    """Remove the copies that rule KEEP no longer asks for. Killed anywhere, the next purge goes on."""
    now, rulebook = house.clock(), house.rulebook
    ended_after = _first_moment(now, rulebook.limit("KEEP", "after_card_days"))
    unseen_since = _first_moment(now, rulebook.limit("KEEP", "unreferenced_days"))
    with house.database.write() as session:
        held = held_copies(session, ended_after)
        held |= held_visit_copies(session, ended_after, rulebook.limit("W2", "days"))
        removed = forget_copies(session, held, unseen_since)
        kept = count_copies(session)
        detail = {**asdict(removed), "kept": kept, "rulebook": rulebook.version}
        append_audit(session, at=now, actor=SYSTEM, action=ACTION, subject="evidence", detail=detail)
    files = remove_unnamed_files(house.database, house.settings.evidence_folder, now)
    return Purge(removed.rows, removed.bytes, files, kept)


def purge_visits(house: House) -> Forgotten:
    """Remove the visits and probes that rule KEEP-V no longer asks for, some days in each transaction.

    Nothing goes that no evaluation has judged, nor what rule KEEP holds for a card. Killed anywhere, the next purge
    goes on; what went stands in the audit trail.
    """
    now, rulebook = house.clock(), house.rulebook
    window = rulebook.limit("W2", "days")
    ended_after = _first_moment(now, rulebook.limit("KEEP", "after_card_days"))
    with house.database.read() as session:
        unjudged = first_unjudged_day(session)
        if unjudged is None:
            return Forgotten(0, 0)
        # The next evaluation counts its first week from days that were judged already.
        oldest = law_day(now) - timedelta(days=rulebook.limit("KEEP-V", "days"))
        before = min(oldest, unjudged - timedelta(days=window))
        held = held_visit_days(session, ended_after, window)
        days = days_to_forget(session, before, held)
    visits = probes = 0
    for start in range(0, len(days), DAYS_AT_ONCE):
        some = days[start : start + DAYS_AT_ONCE]
        with house.database.write() as session:
            held = held_visit_days(session, ended_after, window)
            removed = forget_visits(session, some, held)
            detail = {**asdict(removed), "from": str(some[0]), "to": str(some[-1]), "rulebook": rulebook.version}
            append_audit(session, at=now, actor=SYSTEM, action=VISITS_ACTION, subject="visits", detail=detail)
        visits, probes = visits + removed.visits, probes + removed.probes
    return Forgotten(visits, probes)


def _first_moment(now: datetime, days: int) -> datetime:
    """When the day began that lies ``days`` before today: whole days count, in Asia/Shanghai."""
    return start_of(law_day(now) - timedelta(days=days))


def purge_is_due(house: House, now: datetime) -> bool:
    """Whether no purge was made yet on this day (Asia/Shanghai)."""
    with house.database.read() as session:
        last = session.scalar(select(func.max(AuditEntry.at)).where(AuditEntry.action == ACTION))
    return last is None or law_day(last) < law_day(now)
