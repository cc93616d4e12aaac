import pytest

from metrics.request_measures import Figure, Place, places
from rulebook import Rulebook

RATE, TIME = "request_on_time_rate", "request_reply_time"


def test_equal_figures_share_a_place_and_the_next_is_left_out(rulebook: Rulebook) -> None:
    found = {"a": Figure(100, 9), "b": Figure(90, 9), "c": Figure(90, 5), "d": Figure(80, 9)}
    assert places(found, rulebook.measures[RATE]) == {"a": Place(1), "b": Place(2), "c": Place(2), "d": Place(4)}


def test_a_ranking_is_not_won_by_one_record(rulebook: Rulebook) -> None:
    found = {"a": Figure(100, 1), "b": Figure(100, 4), "c": Figure(60, 5), "d": Figure(None, 0)}
    few = Place(None, "样本不足")
    assert places(found, rulebook.measures[RATE]) == {"a": few, "b": few, "c": Place(1), "d": few}


def test_the_shortest_time_is_the_best(rulebook: Rulebook) -> None:
    assert places({"a": Figure(12.5, 9), "b": Figure(3, 9)}, rulebook.measures[TIME]) == {"a": Place(2), "b": Place(1)}


def test_who_does_not_answer_comes_last_and_does_not_escape(rulebook: Rulebook) -> None:
    found = {"a": Figure(12, 9), "b": Figure(None, 9, more_than=40), "c": Figure(None, 9, more_than=12)}
    assert places(found, rulebook.measures[TIME]) == {"a": Place(1), "b": Place(2), "c": Place(2)}


def test_who_could_still_turn_out_faster_has_no_place_yet(rulebook: Rulebook) -> None:
    found = {"a": Figure(18, 9), "b": Figure(None, 9, more_than=10)}
    assert places(found, rulebook.measures[TIME]) == {"a": Place(1), "b": Place(None, "尚未达到中位数")}


def test_a_measure_that_is_not_ranked_is_refused(rulebook: Rulebook) -> None:
    with pytest.raises(KeyError, match="not ranked"):
        places({"a": Figure(1, 9)}, rulebook.measures["request_open"])
