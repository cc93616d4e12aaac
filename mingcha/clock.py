"""The one place that reads the wall clock. Everybody else is told what time it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day

from metrics.law_days import SHANGHAI

_FROZEN_MORNING = time_of_day(9, 0)
_LONGEST_MORNING = timedelta(hours=12)

Clock = Callable[[], datetime]


def make_clock(frozen_day: date | None) -> Clock:
    """Return a clock in UTC: the real one, or one whose day never leaves ``frozen_day`` (from 9:00 in Shanghai on)."""
    if frozen_day is None:
        return lambda: datetime.now(UTC)
    morning = datetime.combine(frozen_day, _FROZEN_MORNING, SHANGHAI).astimezone(UTC)
    started = datetime.now(UTC)
    return lambda: morning + min(datetime.now(UTC) - started, _LONGEST_MORNING)
