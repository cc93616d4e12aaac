"""W2: the share of visits in a week that did not open in time (国办秘函〔2019〕19号)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from metrics.facts import VisitDay
from rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Access:
    """The visits of one window that ends on ``day``."""

    day: date
    visits: int
    failed: int

    def reaches(self, percent: int) -> bool:
        """Whether the share of failed visits is at least ``percent``."""
        return self.failed * 100 >= percent * self.visits


def access_by_day(visits: Sequence[VisitDay], rulebook: Rulebook, as_of: date) -> Iterator[Access]:
    """A window for each day on which it is complete. Fewer visits than the rule asks for on any day: nothing is said.

    Only days that are over count, that is those before ``as_of``: the share of a day that goes on may still fall.
    """
    length, least = rulebook.limit("W2", "days"), rulebook.limit("W2", "visits_per_day")
    by_day = {of.day: of for of in visits if of.day < as_of}
    for day in sorted(by_day):
        window = [by_day.get(day - timedelta(days=i)) for i in range(length)]
        whole = [of for of in window if of is not None and of.visits >= least]
        if len(whole) == length:
            yield Access(day, sum(of.visits for of in whole), sum(of.failed for of in whole))
