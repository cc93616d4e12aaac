"""The entry that the page reader took for the newest on a kept page."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectors.websites.inspect import inspect_page
from dashboard.kept_copy import CHECKS
from store.models import Evidence, Finding, SiteColumn

LARGEST_READ_BYTES = 2_000_000
"""A larger page is not read again while somebody waits; the day that was recorded is shown without its title."""


@dataclass(frozen=True)
class NewestItem:
    """``day``: as recorded when the page was looked at, none where no entry had a date. ``title``: read again."""

    day: date | None
    items: int
    title: str | None


def newest_item(session: Session, finding: Finding, evidence: Evidence, folder: Path) -> NewestItem | None:
    """Return what the first look that kept ``evidence`` saw as newest; none where no look of this matter kept it."""
    checks, subject = CHECKS[finding.subject_kind]
    look = session.scalar(
        select(checks)
        .where(subject == finding.subject_id, checks.evidence_hash == evidence.content_hash)
        .order_by(checks.id)
        .limit(1)
    )
    if look is None:
        return None
    titles = _titles_of(session, finding, evidence, folder, look.newest) if look.newest else []
    return NewestItem(look.newest, look.items, titles[0] if titles else None)


def _titles_of(session: Session, finding: Finding, evidence: Evidence, folder: Path, day: date) -> Sequence[str]:
    file = folder / evidence.file
    if evidence.size > LARGEST_READ_BYTES or not file.is_file():
        return []
    column = session.get(SiteColumn, finding.subject_id) if finding.subject_kind == "column" else None
    view = inspect_page(
        gzip.decompress(file.read_bytes()),
        evidence.url,
        evidence.fetched_at,
        evidence.media_type,
        selector=column.selector if column is not None else None,
        whole_page=finding.subject_kind == "site",
    )
    return [item.title for item in view.items if item.date == day and item.title]
