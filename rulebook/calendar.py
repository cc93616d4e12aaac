"""Days off and working weekends, year by year, as the State Council's notices set them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, NamedTuple

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


class RegionalNotice(YearNotice):
    """Days off that a minority area adds (全国年节及纪念日放假办法 第四条), there and everywhere below it."""

    region: str = Field(pattern="^[0-9]{6}$", description="code of the region (GB/T 2260)")

    @model_validator(mode="after")
    def _only_days_off(self) -> "RegionalNotice":
        for place, day in enumerate(self.days):
            if day.kind != "off":
                raise misplaced("days", place, "kind", "a region can only add days off")
        return self


class LocalDay(NamedTuple):
    """A day off that a region added. ``source``: 文号 of the notice."""

    holiday: str
    source: str


@dataclass(frozen=True, eq=False)
class Calendar:
    """All known years. A year that is not in ``years`` has no notice yet: its due days are provisional.

    ``names`` and ``sources``: of each special day its holiday and the 文号 of the notice that set it. ``regional``:
    what regions added; it counts only in their ``overlay``. A calendar equals only itself: counts are kept by it.
    """

    version: str
    years: Mapping[int, YearNotice]
    off_days: frozenset[date]
    working_weekends: frozenset[date]
    names: Mapping[date, str]
    sources: Mapping[date, str] = field(default_factory=dict)
    regional: Mapping[str, Mapping[date, LocalDay]] = field(default_factory=dict)

    @classmethod
    def from_notices(
        cls, version: str, notices: Iterable[YearNotice], regional: Iterable[RegionalNotice] = ()
    ) -> "Calendar":
        """The calendar made of these notices, one a year, and of what regions added to them."""
        years = {notice.year: notice for notice in sorted(notices, key=lambda notice: notice.year)}
        days = [day for notice in years.values() for day in notice.days]
        calendar = cls(
            version=version,
            years=years,
            off_days=frozenset(day.date for day in days if day.kind != "working_weekend"),
            working_weekends=frozenset(day.date for day in days if day.kind == "working_weekend"),
            names={day.date: day.holiday for day in days},
            sources={day.date: day.amended_by or one.number for one in years.values() for day in one.days},
        )
        for notice in regional:
            own = {day.date: day.holiday for day in notice.days}
            calendar = calendar.with_regional_days(notice.region, own, notice.number)
        return calendar

    def with_regional_days(self, region_code: str, days: Mapping[date, str], source: str = "地方放假") -> "Calendar":
        """This calendar knowing further days off that a minority area added (全国年节及纪念日放假办法 第四条)."""
        added = {day: LocalDay(holiday, source) for day, holiday in days.items()}
        known = self.regional.get(region_code, {})
        return replace(self, regional={**self.regional, region_code: {**known, **added}})

    def overlay(self, *region_codes: str) -> "Calendar":
        """The calendar of a region, named by the codes of the regions above it and its own, the outermost first.

        The national days and what each of these regions added; where none of them added any, this calendar itself.
        """
        adding = [code for code in region_codes if self.regional.get(code)]
        own = {day: local for code in adding for day, local in self.regional[code].items() if day not in self.off_days}
        if not own:
            return self
        return replace(
            self,
            version="+".join((self.version, *adding)),
            off_days=self.off_days | own.keys(),
            working_weekends=self.working_weekends - own.keys(),
            names={**self.names, **{day: local.holiday for day, local in own.items()}},
            sources={**self.sources, **{day: local.source for day, local in own.items()}},
        )
