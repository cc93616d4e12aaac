"""One month in weeks, Monday first."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_FORM = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Month:
    """A month of a year."""

    year: int
    month: int

    @classmethod
    def read(cls, text: str | None, today: date) -> Month:
        """Return the month that ``text`` (YYYY-MM) names, or that of today."""
        found = _FORM.fullmatch(text or "")
        return cls(int(found[1]), int(found[2])) if found else cls(today.year, today.month)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    @property
    def before(self) -> Month:
        """The month before."""
        day = self.first - timedelta(days=1)
        return Month(day.year, day.month)

    @property
    def after(self) -> Month:
        """The month after."""
        day = self.last + timedelta(days=1)
        return Month(day.year, day.month)

    def weeks(self) -> list[list[date]]:
        """Its weeks, each of seven days; the first and the last reach into the months beside it."""
        monday = self.first - timedelta(days=self.first.weekday())
        number = ((self.last - monday).days // 7) + 1
        return [[monday + timedelta(days=7 * week + place) for place in range(7)] for week in range(number)]

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"
