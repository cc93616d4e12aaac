"""Kept copies go when the rule says so: once a day, with a line in the audit trail."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from alerts.days import start_of
from alerts.held_copies import held_copies
from alerts.history import SYSTEM
from collectors.recording.evidence_purge import count_copies, forget_copies, remove_unnamed_files
from metrics.law_days import law_day
from mingcha.house import House
from store.audit import append_audit
from store.models import AuditEntry

ACTION = "evidence.purge"


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
        removed = forget_copies(session, held_copies(session, ended_after), unseen_since)
        kept = count_copies(session)
        detail = {**asdict(removed), "kept": kept, "rulebook": rulebook.version}
        append_audit(session, at=now, actor=SYSTEM, action=ACTION, subject="evidence", detail=detail)
    files = remove_unnamed_files(house.database, house.settings.evidence_folder, now)
    return Purge(removed.rows, removed.bytes, files, kept)


def _first_moment(now: datetime, days: int) -> datetime:
    """When the day began that lies ``days`` before today: whole days count, in Asia/Shanghai."""
    return start_of(law_day(now) - timedelta(days=days))


def purge_is_due(house: House, now: datetime) -> bool:
    """Whether no purge was made yet on this day (Asia/Shanghai)."""
    with house.database.read() as session:
        last = session.scalar(select(func.max(AuditEntry.at)).where(AuditEntry.action == ACTION))
    return last is None or law_day(last) < law_day(now)
