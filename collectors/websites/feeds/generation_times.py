"""Times at which a file was made, put there as if its pages had changed at them: they tell nothing of any page."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Final

_LEAST: Final = 5
"""Pages that are not changed by hand within one minute."""
_MINUTE: Final = len("2026-09-16T09:30")
_MIDNIGHTS: Final = ("00:00", "16:00")
"""A day alone, as it is written with its time; the second is Shanghai's midnight in UTC."""


def stamps_of_generation(written: Sequence[str], today: str) -> frozenset[str]:
    """Those of the times written in a sitemap (ISO 8601, as written) that are when it was made.

    All pages at once, to the minute or on `today` (ISO): never. Some pages in one minute of today: not yet; if they
    were published together, their time still stands there tomorrow.
    """
    if all_at_once(written, today):
        return frozenset(written)
    shared = Counter(text[:_MINUTE] for text in written)
    at_once = {minute for minute, count in shared.items() if count >= _LEAST and _has_clock(minute, today)}
    return frozenset(text for text in written if text[:_MINUTE] in at_once)


def all_at_once(written: Sequence[str], today: str) -> bool:
    """Whether all of at least five times are of one minute (or of two that follow each other), or all are `today`."""
    minutes = {text[:_MINUTE] for text in written}
    if len(written) < _LEAST or len(minutes) > 2:
        return False
    if minutes == {today}:
        return True
    if not all(_has_clock(minute, "") for minute in minutes):
        return False
    moments = sorted(_moment(minute) for minute in minutes)
    return (moments[-1] - moments[0]).total_seconds() <= 60


def _has_clock(minute: str, day: str) -> bool:
    """Whether it is a time of (any, or that) day, and not a day alone."""
    if not minute.startswith(day) or minute[11:] in _MIDNIGHTS:
        return False
    try:
        return len(minute) == _MINUTE and _moment(minute) is not None
    except ValueError:
        return False


def _moment(minute: str) -> datetime:
    return datetime.fromisoformat(minute)
