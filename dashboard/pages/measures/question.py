"""What the page is asked: of which place, for which period, as known on which day. It is the address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from metrics.law_days import first_day_of_quarter
from metrics.request_measures import Period

PATH = "/measures"
_REGION, _AGENCY = re.compile(r"\d{6}"), re.compile(r"[1-9]\d{0,8}")


@dataclass(frozen=True)
class Question:
    """``region``: code of a place, with its banners; ``agency``: an id; neither: all that the user sees."""

    period: Period
    as_of: date
    region: str | None = None
    agency: int | None = None

    @classmethod
    def read(cls, given: Mapping[str, Any], today: date) -> Question:
        """Return the question of a query string; what makes no sense is left out. Without days: this year to date."""
        as_of = min(_day(given.get("as_of")) or today, today)
        first, last = _day(given.get("from")), _day(given.get("to"))
        last = last or as_of
        first = first or date(last.year, 1, 1)
        region, agency = str(given.get("region") or ""), str(given.get("agency") or "")
        return cls(
            Period(min(first, last), last),
            as_of,
            region if _REGION.fullmatch(region) else None,
            int(agency) if _AGENCY.fullmatch(agency) else None,
        )

    def parameters(self) -> dict[str, str]:
        """Return it as an address says it."""
        days = {"from": self.period.first, "to": self.period.last, "as_of": self.as_of}
        place = {"region": self.region, "agency": self.agency}
        return {name: str(value) for name, value in (days | place).items() if value}

    def href(self) -> str:
        """Return its address."""
        return f"{PATH}?{urlencode(self.parameters())}"

    def of(self, *, region: str | None = None, agency: int | None = None) -> Question:
        """Return the same question about another place."""
        return replace(self, region=region, agency=agency)

    def usual_periods(self) -> Iterator[tuple[str, Question]]:
        """Return the periods people ask for most, as seen from the day of the question."""
        day = self.as_of
        quarter = first_day_of_quarter(day)
        before = quarter - timedelta(days=1)
        year_before = date(day.year - 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)
        for name, first, last in (
            ("本年", date(day.year, 1, 1), day),
            ("上年", date(day.year - 1, 1, 1), date(day.year - 1, 12, 31)),
            ("本季度", quarter, day),
            ("上季度", first_day_of_quarter(before), before),
            ("近12个月", year_before + timedelta(days=1), day),
        ):
            yield name, replace(self, period=Period(first, last))


def _day(text: Any) -> date | None:
    try:
        found = date.fromisoformat(str(text or ""))
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2100 else None
