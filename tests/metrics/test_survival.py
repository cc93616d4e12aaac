from collections import Counter
from fractions import Fraction
from statistics import median

from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.survival import Step, Survival, kaplan_meier

DAYS = st.lists(st.integers(0, 40), max_size=30)


def survival(ended: list[int], still_open: list[int]) -> Survival:
    return kaplan_meier(Counter(ended), Counter(still_open))


def test_the_textbook_example_of_remission_after_treatment() -> None:
    # Freireich et al. 1963, 6-MP group: weeks of remission, 12 of 21 still in remission when last seen.
    ended = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    still_open = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    found = survival(ended, still_open)
    assert [(step.days, step.at_risk) for step in found.steps] == [
        (6, 21),
        (7, 17),
        (10, 15),
        (13, 12),
        (16, 11),
        (22, 7),
        (23, 6),
    ]
    shares = [round(float(step.left), 4) for step in found.steps]
    assert shares == [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482]
    assert (found.median, found.ended, found.open, found.observed_through) == (23, 9, 12, 35)


def test_of_nothing_there_is_no_median() -> None:
    assert survival([], []) == Survival((), 0, 0, None)
    assert survival([], []).median is None


def test_a_median_that_half_has_not_reached_is_not_reached() -> None:
    assert survival([4, 4], [9, 9]).median is None
    assert survival([], [3]).median is None
    assert survival([4, 4, 4], [9, 9]).median == 4


def test_one_still_open_on_the_day_another_ends_stands_in_its_count() -> None:
    assert survival([5], [5]).steps == (Step(5, 2, 1, Fraction(1, 2)),)


@given(DAYS.filter(bool))
def test_it_is_the_plain_median_when_nothing_is_open(ended: list[int]) -> None:
    assert survival(ended, []).median == median(ended)


@given(DAYS, DAYS, st.integers(0, 40))
def test_one_more_open_never_lowers_the_median(ended: list[int], still_open: list[int], more: int) -> None:
    before, after = survival(ended, still_open).median, survival(ended, [*still_open, more]).median
    assert after is None or (before is not None and after >= before)


@given(DAYS, DAYS)
def test_it_is_never_below_the_median_that_leaves_the_open_ones_out(ended: list[int], still_open: list[int]) -> None:
    found = survival(ended, still_open).median
    assert found is None or found >= median(ended)


@settings(max_examples=200)
@given(DAYS, DAYS)
def test_each_count_is_of_those_that_lasted_so_long_and_nobody_is_left_out(
    ended: list[int], still_open: list[int]
) -> None:
    found = survival(ended, still_open)
    for step in found.steps:
        assert step.at_risk == sum(days >= step.days for days in (*ended, *still_open))
        assert step.ended == ended.count(step.days) > 0
    assert (found.ended, found.open) == (len(ended), len(still_open))
