from collections.abc import Callable, Iterable

import pytest

from metrics.facts import RequestFacts
from metrics.request_measures import Figure, Period, RequestTally, figures, tally_requests
from metrics.working_days import WorkingDays
from rulebook import Rulebook
from tests.metrics.make import day

Tally = Callable[..., RequestTally]
Measure = Callable[..., dict[str, Figure]]


@pytest.fixture(scope="session")
def tally(rulebook: Rulebook, working_days: WorkingDays) -> Tally:
    def count(
        requests: Iterable[RequestFacts], as_of: str, first: str = "2026-01-01", last: str = "2026-12-31"
    ) -> RequestTally:
        return tally_requests(requests, Period(day(first), day(last)), rulebook, working_days, day(as_of))

    return count


@pytest.fixture(scope="session")
def measure(tally: Tally) -> Measure:
    def judge(requests: Iterable[RequestFacts], as_of: str, **period: str) -> dict[str, Figure]:
        return figures(tally(requests, as_of, **period))

    return judge
