"""Notices of days off that were imported: kept version by version, and merged into the calendar of the rulebook."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from rulebook import Calendar, RegionalNotice, Rulebook, YearNotice
from rulebook.calendar_content import notice_content, notice_from_content
from store.models import CalendarNotice
from store.models.base import fingerprint

NATIONAL = "national"


def area_of(notice: YearNotice) -> str:
    """Whose days off the notice sets: the whole country's, or those of the region with this code."""
    return notice.region if isinstance(notice, RegionalNotice) else NATIONAL


def keep_notice(
    session: Session, notice: YearNotice, *, file: str, content: bytes, now: datetime
) -> CalendarNotice | None:
    """Keep ``notice``, read from ``content``, as the newest version of its area and year; none where it is no news.

    The unique key keeps versions apart: of two imports at one moment the second fails and can be tried again.
    """
    kept = notice_content(notice)
    same = fingerprint(kept)
    known = versions(session, area_of(notice), notice.year)
    standing = in_force(known)
    if standing is not None and standing.fingerprint == same:
        return None
    row = CalendarNotice(
        area=area_of(notice),
        year=notice.year,
        version=known[0].version + 1 if known else 1,
        content=kept,
        fingerprint=same,
        file=file,
        file_hash=hashlib.sha256(content).hexdigest(),
        imported_at=now,
    )
    session.add(row)
    session.flush()
    return row


def withdraw_notice(
    session: Session, area: str, year: int, *, reason: str, now: datetime
) -> tuple[CalendarNotice, CalendarNotice | None] | None:
    """Take back the notice in force, imported by mistake: return it and the one that is in force again, if any.

    Nothing is deleted: the withdrawal is a version of its own. None where no imported notice is in force.
    """
    known = versions(session, area, year)
    mistaken = in_force(known)
    if mistaken is None:
        return None
    content = {"number": mistaken.content["number"], "reason": reason}
    row = CalendarNotice(
        area=area,
        year=year,
        version=known[0].version + 1,
        content=content,
        fingerprint=fingerprint(content),
        file=mistaken.file,
        file_hash=mistaken.file_hash,
        imported_at=now,
        withdraws=mistaken.version,
    )
    session.add(row)
    session.flush()
    return mistaken, in_force([row, *known])


def in_force(rows: Iterable[CalendarNotice]) -> CalendarNotice | None:
    """Of the versions of one area and year, the newest that is a notice and that none of them withdraws."""
    all_rows = list(rows)
    gone = {row.withdraws for row in all_rows}
    notices = (row for row in all_rows if row.withdraws is None and row.version not in gone)
    return max(notices, key=lambda row: row.version, default=None)


def versions(session: Session, area: str, year: int) -> Sequence[CalendarNotice]:
    """Every version of the notice of one area and year, withdrawals among them, the newest first."""
    of_year = (CalendarNotice.area == area, CalendarNotice.year == year)
    return session.scalars(select(CalendarNotice).where(*of_year).order_by(CalendarNotice.version.desc())).all()


def newest_notice_id(session: Session) -> int | None:
    """What tells one state of the imported notices from another: they are only ever appended."""
    return session.scalar(select(func.max(CalendarNotice.id)))


def notices_in_force(session: Session) -> list[CalendarNotice]:
    """The version in force for each area and year; none where all were withdrawn."""
    of_area: dict[tuple[int, str], list[CalendarNotice]] = defaultdict(list)
    for row in session.scalars(select(CalendarNotice)):
        of_area[row.year, row.area].append(row)
    standing = (in_force(rows) for _, rows in sorted(of_area.items()))
    return [row for row in standing if row is not None]


def with_imported_notices(rulebook: Rulebook, session: Session) -> Rulebook:
    """The rulebook with the imported notices in its calendar; its own where there are none.

    An imported notice takes the place of the rulebook's own for that year. The version of the calendar names the
    newest notice in it, such as 2026.1+notice-3.
    """
    newest = newest_notice_id(session)
    if newest is None:
        return rulebook
    notices = [notice_from_content(row.content) for row in notices_in_force(session)]
    return replace(rulebook, calendar=merged(rulebook.calendar, f"notice-{newest}", notices))


def merged(calendar: Calendar, label: str, notices: Sequence[YearNotice | RegionalNotice]) -> Calendar:
    """``calendar`` with ``notices`` in place of its own for their years; ``label`` tells its version apart."""
    regional = [notice for notice in notices if isinstance(notice, RegionalNotice)]
    national = {notice.year: notice for notice in notices if not isinstance(notice, RegionalNotice)}
    years = {**calendar.years, **national}
    return Calendar.from_notices(f"{calendar.version}+{label}", years.values(), regional)
