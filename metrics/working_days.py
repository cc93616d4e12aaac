"""Counting working days (工作日): a sorted list and bisect. The first day of a period is never counted."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

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
        self._known = frozenset(calendar.years)
        self._begin, self._end = date(first - YEARS_AROUND, 1, 1), date(last + YEARS_AROUND, 12, 31)
        every = (self._begin + timedelta(days=i) for i in range((self._end - self._begin).days + 1))
        self._days = [day for day in every if self._works(day)]

    def is_working(self, day: date) -> bool:
        """Whether offices work on ``day``."""
        return self._works(day)

    def nth_after(self, day: date, n: int) -> DueDay:
        """The ``n``-th working day after ``day`` (n ≥ 1); ``day`` itself never counts."""
        if n < 1:
            raise ValueError(f"n must be at least 1, not {n}")
        place = self._index(day) + n - 1
        if place >= len(self._days):
            raise ValueError(f"{day} 之后第 {n} 个工作日不在 {self._begin} 至 {self._end} 之间，日历无法计算")
        found = self._days[place]
        return DueDay(found, any(year not in self._known for year in range(day.year, found.year + 1)))

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
        return bisect_right(self._days, day)

    def _line(self, day: date, excluded: Mapping[date, str]) -> DayLine:
        name = self.calendar.names.get(day)
        notice = self.calendar.years.get(day.year)
        source = f"（{name}，{notice.number if notice else '地方放假'}）"
        if day in self.calendar.off_days:
            return DayLine(day, False, f"放假{source}", DayReason.HOLIDAY)
        if not self._works(day):
            return DayLine(day, False, "周末", DayReason.WEEKEND)
        if day in excluded:
            return DayLine(day, False, f"不计入：{excluded[day]}", DayReason.EXCLUDED)
        if day in self.calendar.working_weekends:
            return DayLine(day, True, f"计入：周末上班{source}", DayReason.WORKING_WEEKEND)
        return DayLine(day, True, "计入", DayReason.COUNTS)
