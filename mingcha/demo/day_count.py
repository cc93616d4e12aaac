"""Working days, counted one by one. The generator's own arithmetic: it shares the lists of holidays, but no code."""

from __future__ import annotations

from datetime import date, timedelta

from rulebook import Calendar

ONE_DAY = timedelta(days=1)


class DayCount:
    """Walks the calendar day by day."""

    def __init__(self, calendar: Calendar) -> None:
        self._off = calendar.off_days
        self._working_weekends = calendar.working_weekends

    def works(self, day: date) -> bool:
        """Whether offices work on that day."""
        if day.weekday() >= 5:
            return day in self._working_weekends
        return day not in self._off

    def after(self, day: date, count: int) -> date:
        """The ``count``-th working day after ``day``; ``day`` itself for 0."""
        while count > 0:
            day += ONE_DAY
            if self.works(day):
                count -= 1
        return day

    def on_or_after(self, day: date) -> date:
        """The first working day from ``day`` on."""
        while not self.works(day):
            day += ONE_DAY
        return day
