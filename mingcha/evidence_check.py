"""Whether every kept copy is there, and whether what is in it has the hash it is known by."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from collectors.recording.kept_files import answer_hash, content_hash, read_copy
from collectors.recording.warc_records import BrokenCopy
from store.models import Evidence

_READ_AT_MOST = 1000
"""Copies whose content is read, spread evenly over all of them; that a file is there is asked of each."""


def check_evidence(session: Session, folder: Path) -> tuple[bool, str]:
    """Return whether all is well, and what was found (Chinese)."""
    total = session.scalar(select(func.count()).select_from(Evidence)) or 0
    step = max(1, -(-total // _READ_AT_MOST))
    missing, broken, read = [], [], 0
    for place, copy in enumerate(session.scalars(select(Evidence).order_by(Evidence.id)).yield_per(1000)):
        if not (folder / copy.file).is_file():
            missing.append(copy.content_hash)
        elif place % step == 0:
            read += 1
            if not _fits(folder, copy):
                broken.append(copy.content_hash)
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


def _fits(folder: Path, copy: Evidence) -> bool:
    try:
        content = read_copy(folder, copy.file).content
    except (OSError, BrokenCopy):
        return False
    if copy.status is None:
        return content_hash(content) == copy.content_hash
    return answer_hash(copy.status, copy.url, content) == copy.content_hash
