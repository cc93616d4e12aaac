"""The versions of rulebook and calendar that evaluations have used, kept so that none is ever lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from rulebook import Calendar, Rulebook
from rulebook.calendar_content import calendar_content, calendar_from_content
from store.insert import insert_new
from store.models import LawVersion
from store.models.base import fingerprint

_HASH_LENGTH = 12


@dataclass(frozen=True, slots=True)
class UsedCalendar:
    """A calendar that was in use and how evaluations name it."""

    label: str
    calendar: Calendar


def labels(rulebook: Rulebook) -> tuple[str, str]:
    """Version and hash of the rulebook, and of its calendar."""
    return (
        _label(rulebook.version, rulebook.fingerprint),
        _label(rulebook.calendar.version, _calendar_hash(rulebook.calendar)),
    )


def keep_law(session: Session, rulebook: Rulebook, now: datetime) -> int:
    """Keep the rulebook's version and all of its calendar, unless they are kept already; return the calendar's id."""
    calendar = rulebook.calendar
    hash_ = _calendar_hash(calendar)
    rows = (
        ("rulebook", rulebook.version, rulebook.fingerprint, None),
        ("calendar", calendar.version, hash_, calendar_content(calendar)),
    )
    names = ("kind", "version", "fingerprint", "content")
    insert_new(session, LawVersion, [{**dict(zip(names, row, strict=True)), "first_used_at": now} for row in rows])
    kept = select(LawVersion.id).where(LawVersion.kind == "calendar", LawVersion.fingerprint == hash_)
    return session.scalars(kept).one()


class UsedCalendars:
    """The kept versions of the calendar, each read once. ``current``: the id of the one in force."""

    def __init__(self, current: int) -> None:
        self.current = current
        self._read: dict[int, UsedCalendar | None] = {}

    def before(self, session: Session, calendar_id: int | None) -> UsedCalendar | None:
        """The calendar kept under that id; none for the one in force, and for one of which nothing is kept."""
        if calendar_id is None or calendar_id == self.current:
            return None
        if calendar_id not in self._read:
            version = session.get_one(LawVersion, calendar_id)
            calendar = calendar_from_content(version.content) if version.content else None
            label = _label(version.version, version.fingerprint)
            self._read[calendar_id] = UsedCalendar(label, calendar) if calendar is not None else None
        return self._read[calendar_id]


def _calendar_hash(calendar: Calendar) -> str:
    return fingerprint(calendar_content(calendar))


def _label(version: str, hash_: str) -> str:
    return f"{version}+{hash_[:_HASH_LENGTH]}"
