"""Fees by count and by pages (国办函〔2020〕109号): excess progressive, by the tiers of the rulebook."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.fees import FeeStep, fee_by_count, fee_by_pages
from rulebook import Rulebook

BY_COUNT = {0: 0, 1: 0, 10: 0, 11: 100, 30: 2000, 31: 2200, 40: 4000, 41: 4300, 50: 7000, 51: 7400}
BY_PAGES = {0: 0, 30: 0, 31: 10, 68: 380, 100: 700, 101: 720, 200: 2700, 201: 2740}


@pytest.mark.parametrize(("count", "yuan"), BY_COUNT.items())
def test_fees_by_count(rulebook: Rulebook, count: int, yuan: int) -> None:
    assert fee_by_count(count, rulebook).yuan == yuan


@pytest.mark.parametrize(("pages", "yuan"), BY_PAGES.items())
def test_fees_by_pages(rulebook: Rulebook, pages: int, yuan: int) -> None:
    assert fee_by_pages(pages, rulebook).yuan == yuan


def test_the_steps_tell_how_a_fee_comes_about(rulebook: Rulebook) -> None:
    assert fee_by_count(35, rulebook).steps == (FeeStep(1, 10, 0), FeeStep(11, 30, 100), FeeStep(31, 35, 200))
    assert fee_by_pages(250, rulebook).steps[-1] == FeeStep(201, 250, 40)
    assert fee_by_pages(0, rulebook).steps == ()


@pytest.mark.parametrize("fee", [fee_by_count, fee_by_pages])
def test_less_than_nothing_is_refused(rulebook: Rulebook, fee: type) -> None:
    with pytest.raises(ValueError, match="-1"):
        fee(-1, rulebook)


@given(pieces=st.integers(0, 3000))
@pytest.mark.parametrize("fee", [fee_by_count, fee_by_pages])
def test_one_more_never_costs_less_than_the_last_one_did(rulebook: Rulebook, fee: type, pieces: int) -> None:
    before, here, after = (fee(max(0, pieces + more), rulebook).yuan for more in (-1, 0, 1))
    assert after - here >= here - before >= 0
    assert sum(step.last - step.first + 1 for step in fee(pieces, rulebook).steps) == pieces
