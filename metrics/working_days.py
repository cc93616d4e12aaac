"""Counting working days (工作日) by a table made once for each calendar. The first day of a period is never counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import accumulate

from rulebook import Calendar

ONE_DAY = timedelta(days=1)
YEARS_AROUND = 75  # how far from the known notices days can still be counted, provisionally


class DayReason(StrEnum):
    """Why a day counts or does not."""

    COUNTS = "counts"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    WORKING_WEEKEND = "working_weekend"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class DueDay:
    """A day reached by counting. ``provisional``: a year on the way has no notice yet, so the day may still move."""

    day: date
    provisional: bool


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day of a count. ``why``: Chinese words for people; ``code``: the same for programs."""

    date: date
    counts: bool
    why: str
    code: DayReason


class WorkingDays:
    """The working days of one calendar, from long before its first notice to long after its last.

    Years without a notice count Monday to Friday and make what is counted through them provisional.
    """

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        first, last = min(calendar.years), max(calendar.years)
        self._begin, self._end = date(first - YEARS_AROUND, 1, 1), date(last + YEARS_AROUND, 12, 31)
        self._first = self._begin.toordinal()
        every = [date.fromordinal(ordinal) for ordinal in range(self._first, self._end.toordinal() + 1)]
        self._days = [day for day in every if self._works(day)]
        self._provisional = [DueDay(day, True) for day in self._days]
        self._firm = [DueDay(due.day, False) if due.day.year in calendar.years else due for due in self._provisional]
        # Of each day: how many working days there are through it, and how many of them can be reached firmly.
        self._counts = list(accumulate(map(self._works, every)))
        through = self._firm_through()
        self._firm_counts = [through.get(day.year, 0) for day in every]

    def is_working(self, day: date) -> bool:
        """Whether offices work on ``day``."""
        return self._works(day)

    def nth_after(self, day: date, n: int) -> DueDay:
        """The ``n``-th working day after ``day`` (n ≥ 1); ``day`` itself never counts."""
        if n < 1:
            raise ValueError(f"n must be at least 1, not {n}")
        place = day.toordinal() - self._first
        if not 0 <= place < len(self._counts):
            raise ValueError(f"{day} 不在 {self._begin} 至 {self._end} 之间，日历无法计算")
        count = self._counts[place] + n
        try:
            return self._firm[count - 1] if count <= self._firm_counts[place] else self._provisional[count - 1]
        except IndexError:
            text = f"{day} 之后第 {n} 个工作日不在 {self._begin} 至 {self._end} 之间，日历无法计算"
            raise ValueError(text) from None

    def previous(self, day: date, n: int) -> date:
        """The ``n``-th working day before ``day`` (n ≥ 1)."""
        if n < 1:
            raise ValueError(f"n must be at least 1, not {n}")
        place = self._index(day - ONE_DAY) - n
        if place < 0:
            raise ValueError(f"{day} 往前第 {n} 个工作日早于 {self._begin}，没有工作日安排可查")
        return self._days[place]

    def count_between(self, after: date, through: date) -> int:
        """How many working days d there are with after < d ≤ through; 0 when the span is empty."""
        return max(0, self._index(through) - self._index(after))

    def on_or_after(self, day: date) -> date:
        """``day`` if it is a working day, else the next one."""
        return self.nth_after(day - ONE_DAY, 1).day

    def explain(self, after: date, through: date, excluded: Mapping[date, str] | None = None) -> list[DayLine]:
        """Every day d with after < d ≤ through and why it counts or not. ``excluded``: day → why it is taken out."""
        days = (after + timedelta(days=i) for i in range(1, (through - after).days + 1))
        return [self._line(day, excluded or {}) for day in days]

    def _works(self, day: date) -> bool:
        if day in self.calendar.off_days:
            return False
        return day.weekday() < 5 or day in self.calendar.working_weekends

    def _index(self, day: date) -> int:
        """Number of known working days up to and including ``day``."""
        if not self._begin <= day <= self._end:
            raise ValueError(f"{day} 不在 {self._begin} 至 {self._end} 之间，日历无法计算")
        return self._counts[day.toordinal() - self._first]

    def _firm_through(self) -> dict[int, int]:
        """Of each known year: the working days through the end of the last year that is known without a gap from it."""
        counts: dict[int, int] = {}
        for year in sorted(self.calendar.years, reverse=True):
            counts[year] = counts.get(year + 1, self._index(date(year, 12, 31)))
        return counts

    def _line(self, day: date, excluded: Mapping[date, str]) -> DayLine:
        source = f"（{self.calendar.names.get(day)}，{self.calendar.sources.get(day)}）"
        if day in self.calendar.off_days:
            return DayLine(day, False, f"放假{source}", DayReason.HOLIDAY)
        if not self._works(day):
            return DayLine(day, False, "周末", DayReason.WEEKEND)
        if day in excluded:
            return DayLine(day, False, f"不计入：{excluded[day]}", DayReason.EXCLUDED)
        if day in self.calendar.working_weekends:
            return DayLine(day, True, f"计入：周末上班{source}", DayReason.WORKING_WEEKEND)
        return DayLine(day, True, "计入", DayReason.COUNTS)
