"""What the page reader made of a kept page: its entries, and the one it took for the newest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectors.websites.inspect import inspect_page
from collectors.websites.page_view import PageView
from dashboard.kept_copy import CHECKS, CopyKey, load_copy
from metrics.facts import CheckOutcome
from store.models import Evidence, SiteColumn

LARGEST_READ_BYTES = 2_000_000
"""A larger page is not read again while somebody waits; the day that was recorded is shown without its title."""


@dataclass(frozen=True)
class NewestItem:
    """``day``: as recorded when the page was looked at, none where no entry had a date. ``title``: read again.

    ``failure``: why the look did not see the page, in words; none where it did.
    """

    day: date | None
    items: int
    title: str | None
    failure: str | None = None


def newest_item(session: Session, key: CopyKey, evidence: Evidence, folder: Path) -> NewestItem | None:
    """Return what the first look that kept ``evidence`` saw as newest; none where no look of this matter kept it.

    A question board, a question and a visit have no newest item: they are not judged by it.
    """
    if key.kind in ("board", "question", "visit"):
        return None
    checks, subject = CHECKS[key.kind]
    look = session.scalar(
        select(checks)
        .where(subject == key.subject_id, checks.evidence_hash == evidence.content_hash)
        .order_by(checks.id)
        .limit(1)
    )
    if look is None:
        return None
    outcome = CheckOutcome(look.outcome)
    if not outcome.seen:
        status = f"（状态码 {look.status}）" if look.status else ""
        return NewestItem(None, 0, None, f"{outcome.words}{status}")
    view = read_again(session, key, evidence, folder) if look.newest else None
    titles = [item.title for item in view.items if item.date == look.newest and item.title] if view else []
    return NewestItem(look.newest, look.items, titles[0] if titles else None)


def read_again(session: Session, key: CopyKey, evidence: Evidence, folder: Path) -> PageView | None:
    """Return what today's reader sees on the kept page as of its time; none for a large page or one that is gone."""
    copy = load_copy(folder, evidence) if evidence.size <= LARGEST_READ_BYTES else None
    if copy is None:
        return None
    column = session.get(SiteColumn, key.subject_id) if key.kind == "column" else None
    return inspect_page(
        copy.content,
        evidence.url,
        evidence.fetched_at,
        evidence.media_type,
        selector=column.selector if column is not None else None,
        whole_page=key.kind == "site",
    )
