"""Kept copies of what was seen, once per content."""

import gzip
import hashlib
import os
import tempfile
from datetime import datetime
from pathlib import Path

from sqlalchemy import update
from sqlalchemy.orm import Session

from store.insert import insert_new
from store.models import Evidence


def content_hash(body: bytes) -> str:
    """SHA-256 of the content, 64 hex digits."""
    return hashlib.sha256(body).hexdigest()


def keep_copy(folder: Path, body: bytes) -> tuple[str, str]:
    """Write the packed copy unless it is there; returns the hash and the file's name below the folder.

    The file comes before the row that names it and appears whole or not at all: a kill in between leaves a copy that
    nobody names yet, never a name without a copy.
    """
    digest = content_hash(body)
    name = f"{digest[:2]}/{digest}.gz"
    target = folder / name
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent, suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(gzip.compress(body, compresslevel=6, mtime=0))
        os.replace(temporary, target)
    return digest, name


def name_copy(
    session: Session, digest: str, file: str, url: str, media_type: str, size: int, fetched_at: datetime
) -> None:
    """The row that names a copy, once per content."""
    row = {
        "content_hash": digest,
        "url": url[:2000],
        "media_type": media_type[:120],
        "size": size,
        "file": file,
        "fetched_at": fetched_at,
        "last_seen_at": fetched_at,
    }
    if not insert_new(session, Evidence, [row]):
        session.execute(update(Evidence).where(Evidence.content_hash == digest).values(last_seen_at=fetched_at))
