"""The working days of each region: the national ones without the days off that it or a region above it added."""

from functools import lru_cache

from metrics.working_days import WorkingDays
from rulebook import Calendar


class RegionalDays:
    """Working days by region, counted out once for each set of added days and kept."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self._made: dict[tuple[str, ...], WorkingDays] = {}

    def of(self, path: str) -> WorkingDays:
        """The working days of the region whose chain of codes from the province down is ``path`` ("150000/150100/")."""
        adding = tuple(code for code in path.split("/") if code in self.calendar.regional)
        if adding not in self._made:
            self._made[adding] = WorkingDays(self.calendar.overlay(*adding))
        return self._made[adding]

    @property
    def national(self) -> WorkingDays:
        """The working days of regions that added none."""
        return self.of("")


@lru_cache(maxsize=16)
def regional_days(calendar: Calendar) -> RegionalDays:
    """The working days of every region under ``calendar``, made once for each calendar."""
    return RegionalDays(calendar)
