"""Which requests are behind a figure: as many as were counted."""

from collections.abc import Sequence

import pytest

from metrics.facts import RequestFacts
from metrics.request_measures import OUTCOMES, Figure, is_behind
from metrics.request_measures.figures import COUNTED
from rulebook import Rulebook
from tests.metrics.make import event
from tests.metrics.request_measures.conftest import Measure, Tally
from tests.metrics.request_measures.test_figures import received, replied

DAY = "2026-04-01"
FOUR: Sequence[RequestFacts] = (
    replied("2026-03-02", "2026-03-30"),
    replied("2026-03-02", "2026-03-31"),
    received("2026-03-02", event("withdrawn", "2026-03-10")),
    received("2026-03-02"),
)


def behind(tally: Tally, measure: str, outcome: str | None = None) -> list[int]:
    return [place for place, one in enumerate(FOUR) if is_behind(tally([one], DAY), measure, outcome)]


@pytest.mark.parametrize("name", sorted(COUNTED))
def test_as_many_requests_are_behind_a_count_as_it_says(name: str, tally: Tally, measure: Measure) -> None:
    figure = measure(FOUR, DAY)[name]
    assert figure == Figure(len(behind(tally, name)), figure.sample)


def test_behind_the_rate_of_replies_in_time_are_those_that_lower_it(tally: Tally) -> None:
    assert behind(tally, "request_on_time_rate") == [1, 3]


def test_behind_the_kinds_of_reply_is_what_was_closed(tally: Tally) -> None:
    assert behind(tally, OUTCOMES) == [0, 1, 2]
    whole = tally(FOUR, DAY).outcomes
    assert {kind: len(behind(tally, OUTCOMES, kind)) for kind in whole} == dict(whole)


def test_every_measure_of_the_rulebook_has_its_rows(tally: Tally, rulebook: Rulebook) -> None:
    for name in rulebook.measures:
        assert is_behind(tally([], DAY), name) is False
    with pytest.raises(KeyError):
        is_behind(tally([], DAY), "unknown")
