"""Removing kept copies whose time is over: the row first, then the file, so that no row ever lacks its file."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from store import Database
from store.evidence_lock import hold_evidence
from store.models import Evidence, Source

_AT_ONCE = 500
_MOST_ROWS = 50_000
"""In one purge, so that others do not wait long for the database; the next one goes on."""
_BUCKET = re.compile(r"[0-9a-f]{2}")
_UNFINISHED = timedelta(days=1)


@dataclass(frozen=True)
class Removed:
    """``rows``: copies no longer kept; ``bytes``: their content, unpacked."""

    rows: int
    bytes: int


def forget_copies(session: Session, held: Collection[str], unseen_since: datetime) -> Removed:
    """Delete the rows of copies last seen before ``unseen_since`` that are neither ``held`` nor the newest of a source.

    Part of the caller's writing transaction; the files go by ``remove_unnamed_files`` once it is committed.
    """
    hold_evidence(session, alone=True)
    newest = select(Source.id).where(Source.evidence_hash == Evidence.content_hash).exists()
    query = select(Evidence.id, Evidence.content_hash, Evidence.size).where(
        Evidence.last_seen_at < unseen_since, ~newest
    )
    due = [(id_, size) for id_, digest, size in session.execute(query.order_by(Evidence.id)) if digest not in held]
    due = due[:_MOST_ROWS]
    for start in range(0, len(due), _AT_ONCE):
        ids = [id_ for id_, _ in due[start : start + _AT_ONCE]]
        session.execute(delete(Evidence).where(Evidence.id.in_(ids)))
    return Removed(len(due), sum(size for _, size in due))


def remove_unnamed_files(database: Database, folder: Path, now: datetime) -> int:
    """Remove files that no row names, whatever broke off the work that left them; returns how many.

    A look that is being recorded meanwhile may have written its file and not yet its row: it looks after its file
    again when it names it.
    """
    removed = 0
    for bucket in sorted(path for path in _entries(folder) if _BUCKET.fullmatch(path.name) and path.is_dir()):
        files = {path.relative_to(folder).as_posix(): path for path in bucket.rglob("*") if path.is_file()}
        finished = {name: path for name, path in files.items() if not name.endswith(".part") or _is_old(path, now)}
        with database.read() as session:
            suspects = finished.keys() - _named(session, bucket.name)
        if suspects:
            with database.write() as session:
                hold_evidence(session, alone=True)
                for name in suspects - _named(session, bucket.name):
                    finished[name].unlink(missing_ok=True)
                    removed += 1
    return removed


def count_copies(session: Session) -> int:
    """How many copies are kept."""
    return session.scalar(select(func.count()).select_from(Evidence)) or 0


def _entries(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []


def _named(session: Session, bucket: str) -> set[str]:
    between = Evidence.content_hash.between(bucket, f"{bucket}g")  # hexadecimal digits end with f
    return set(session.scalars(select(Evidence.file).where(between)))


def _is_old(path: Path, now: datetime) -> bool:
    """An unfinished file that nobody is writing any more."""
    return now.timestamp() - path.stat().st_mtime > _UNFINISHED.total_seconds()
