"""Whole days as an iCalendar text (RFC 5545), for the calendar programs of agencies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_LINE_OCTETS = 75  # RFC 5545, 3.1, without the line break
_HEAD = (
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Mingcha//Due days//ZH",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    "X-WR-TIMEZONE:Asia/Shanghai",
    "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
)


@dataclass(frozen=True)
class WholeDay:
    """Something on one day. ``uid`` stays the same when the day moves, so that programs move the entry."""

    uid: str
    day: date
    summary: str
    url: str


def calendar_text(name: str, days: Iterable[WholeDay], now: datetime) -> str:
    """Return the calendar, lines folded and ended as the standard asks. ``now``: the moment it was written."""
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = [*_HEAD, f"X-WR-CALNAME:{escaped(name)}"]
    for day in days:
        lines += _event(day, stamp)
    return "".join(f"{folded}\r\n" for line in (*lines, "END:VCALENDAR") for folded in _folded(line))


def _event(day: WholeDay, stamp: str) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{escaped(day.uid)}",
        f"DTSTAMP:{stamp}",
        # Dates without a clock belong to no zone, so no program can move them to the day before.
        f"DTSTART;VALUE=DATE:{day.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escaped(day.summary)}",
        f"URL:{day.url}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def escaped(text: str) -> str:
    """Return ``text`` as a TEXT value (RFC 5545, 3.3.11); control characters, which it cannot hold, become spaces."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    text = text.replace("\r\n", "\\n").replace("\n", "\\n")
    return "".join(" " if ord(sign) < 32 or ord(sign) == 127 else sign for sign in text)


def _folded(line: str) -> Iterator[str]:
    """Pieces of at most 75 octets, never through a character; each after the first begins with a space."""
    piece, size = "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > _LINE_OCTETS:
            yield piece
            piece, size = " ", 1
        piece += sign
        size += octets
    yield piece
