"""Every way in which a look can end is of exactly one sort, and has its word."""

from __future__ import annotations

import pytest

from metrics.check_outcome import CheckOutcome


@pytest.mark.parametrize("outcome", CheckOutcome)
def test_each_outcome_is_seen_or_permanent_or_worth_a_retry(outcome: CheckOutcome) -> None:
    assert [outcome.seen, outcome.permanent, outcome.retryable].count(True) == 1


@pytest.mark.parametrize("outcome", CheckOutcome)
def test_each_outcome_has_a_word_for_people(outcome: CheckOutcome) -> None:
    assert outcome.words


@pytest.mark.parametrize("outcome", [outcome for outcome in CheckOutcome if outcome.no_answer_came])
def test_what_our_own_network_can_cause_is_a_failure_to_open_and_may_pass(outcome: CheckOutcome) -> None:
    assert outcome.site_did_not_open
    assert outcome.retryable


def test_what_we_ourselves_refused_is_no_visit() -> None:
    ours = {CheckOutcome.FORBIDDEN_ADDRESS, CheckOutcome.ROBOTS, CheckOutcome.ROBOTS_UNREACHABLE}
    assert not any(outcome.answers_access for outcome in ours)
