"""W2: the share of visits in a week that did not open in time."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from metrics.facts import SiteCheck
from metrics.law_days import law_day
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


def access_by_day(checks: Sequence[SiteCheck], rulebook: Rulebook, as_of: date) -> Iterator[Access]:
    """A window for each day on which it is complete. Fewer visits than the rule asks for on any day: nothing is said.

    Visits that we ourselves refused, or that the site asked us to put off (429), are no visits.
    """
    length, least = rulebook.limit("W2", "days"), rulebook.limit("W2", "visits_per_day")
    longest = rulebook.limit("W2", "open_within_seconds") * 1000
    visits: dict[date, int] = defaultdict(int)
    failed: dict[date, int] = defaultdict(int)
    for check in checks:
        day = law_day(check.checked_at)
        if day > as_of or not check.outcome.answers_access:
            continue
        visits[day] += 1
        failed[day] += check.outcome.site_did_not_open or check.elapsed_ms > longest
    for day in sorted(visits):
        window = [day - timedelta(days=i) for i in range(length)]
        if all(visits.get(d, 0) >= least for d in window):
            yield Access(day, sum(visits[d] for d in window), sum(failed[d] for d in window))
