"""The rows that name kept copies of what was seen, one per content."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from collectors.fetching import Fetched
from collectors.recording.kept_files import told_address
from store.evidence_lock import hold_evidence
from store.insert import add_or_renew
from store.models import Evidence


@dataclass(frozen=True)
class NewCopy:
    """A copy that has been put on disk: hash and file of its content, where it came from and when.

    ``status``: of an answer that did not show its page, else none.
    """

    digest: str
    file: str
    fetched: Fetched
    at: datetime
    status: int | None = None


def name_copies(session: Session, copies: Sequence[NewCopy]) -> None:
    """The rows that name copies, once per content; of a copy that is known, when it was seen last.

    Within the transaction call ``keep_copy`` once more behind it: retention may have removed a file in between.
    """
    if not copies:
        return
    hold_evidence(session)
    rows = [
        {
            "content_hash": copy.digest,
            "url": told_address(copy.fetched),
            "media_type": (copy.fetched.content_type or "application/octet-stream")[:120],
            "size": len(copy.fetched.body),
            "status": copy.status,
            "file": copy.file,
            "fetched_at": copy.at,
            "last_seen_at": copy.at,
        }
        for copy in copies
    ]
    add_or_renew(session, Evidence, rows, "content_hash", "last_seen_at")
