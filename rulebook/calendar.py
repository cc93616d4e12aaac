"""Days off and working weekends, year by year, as the State Council's notices set them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from rulebook.rules import Entry, Status, misplaced


class SpecialDay(Entry):
    """A day that is not what its weekday says, or a holiday on a weekend. ``amended_by``: 文号 of a mid-year change."""

    date: date
    kind: Literal["off", "in_lieu_off", "working_weekend"]
    holiday: str
    amended_by: str | None = None


class Amendment(Entry):
    """A notice that changed a calendar after it had been published."""

    title: str
    number: str
    status: Status
    note: str


class YearNotice(Entry):
    """One year's notice (节假日安排) and its days."""

    year: int = Field(ge=2019, le=2100)
    title: str
    number: str = Field(description="文号")
    status: Status = Field(description="of title and number")
    days_status: str = Field(description="how the days themselves were checked")
    amendments: list[Amendment] = []
    days: list[SpecialDay] = Field(min_length=1)

    @model_validator(mode="after")
    def _days_fit(self) -> "YearNotice":
        seen: set[date] = set()
        known = {amendment.number for amendment in self.amendments}
        for place, day in enumerate(self.days):
            if day.date.year != self.year:
                raise misplaced("days", place, "date", f"{day.date} is not a day of {self.year}")
            if day.date in seen:
                raise misplaced("days", place, "date", f"{day.date} is listed twice")
            if day.kind == "working_weekend" and day.date.weekday() < 5:
                raise misplaced("days", place, "date", f"{day.date} is no weekend")
            if day.amended_by is not None and day.amended_by not in known:
                raise misplaced("days", place, "amended_by", f"no amendment '{day.amended_by}' is named in this file")
            seen.add(day.date)
        return self


@dataclass(frozen=True)
class Calendar:
    """All known years. A year that is not in ``years`` has no notice yet: its due days are provisional."""

    version: str
    years: Mapping[int, YearNotice]
    off_days: frozenset[date]
    working_weekends: frozenset[date]
    names: Mapping[date, str]
    regional: Mapping[str, Mapping[date, str]] = field(default_factory=dict)

    @classmethod
    def from_notices(cls, version: str, notices: Iterable[YearNotice]) -> "Calendar":
        """The calendar made of these notices, one a year."""
        years = {notice.year: notice for notice in sorted(notices, key=lambda notice: notice.year)}
        days = [day for notice in years.values() for day in notice.days]
        return cls(
            version=version,
            years=years,
            off_days=frozenset(day.date for day in days if day.kind != "working_weekend"),
            working_weekends=frozenset(day.date for day in days if day.kind == "working_weekend"),
            names={day.date: day.holiday for day in days},
        )

    def with_regional_days(self, region_code: str, days: Mapping[date, str]) -> "Calendar":
        """This calendar knowing days off that a minority area added (全国年节及纪念日放假办法 第四条)."""
        return replace(self, regional={**self.regional, region_code: dict(days)})

    def overlay(self, region_code: str) -> "Calendar":
        """The calendar of a region: the national days and its own days off. Without own days, this calendar itself."""
        own = self.regional.get(region_code)
        if not own:
            return self
        return replace(
            self,
            version=f"{self.version}+{region_code}",
            off_days=self.off_days | own.keys(),
            working_weekends=self.working_weekends - own.keys(),
            names={**self.names, **own},
        )
