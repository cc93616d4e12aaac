"""Whether every kept copy is there, and whether what is in it has the hash it is known by."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from collectors.recording.evidence import content_hash, read_copy
from collectors.recording.warc_records import BrokenCopy
from store.models import Evidence

_READ_AT_MOST = 1000
"""Copies whose content is read, spread evenly over all of them; that a file is there is asked of each."""


def check_evidence(session: Session, folder: Path) -> tuple[bool, str]:
    """Return whether all is well, and what was found (Chinese)."""
    total = session.scalar(select(func.count()).select_from(Evidence)) or 0
    step = max(1, -(-total // _READ_AT_MOST))
    missing, broken, read = [], [], 0
    rows = session.execute(select(Evidence.content_hash, Evidence.file).order_by(Evidence.id)).yield_per(1000)
    for place, (digest, file) in enumerate(rows):
        if not (folder / file).is_file():
            missing.append(digest)
        elif place % step == 0:
            read += 1
            if not _fits(folder, file, digest):
                broken.append(digest)
    faults = [
        f"{words} {len(found)} 份（如 {found[0][:16]}）"
        for words, found in (("缺失", missing), ("内容与指纹不符", broken))
        if found
    ]
    if not total:
        return True, "没有留存页面"
    if faults:
        return False, "，".join([f"共 {total:,} 份", *faults])
    return True, f"共 {total:,} 份，已读 {read:,} 份，指纹相符"


def _fits(folder: Path, file: str, digest: str) -> bool:
    try:
        return content_hash(read_copy(folder, file).content) == digest
    except (OSError, BrokenCopy):
        return False
