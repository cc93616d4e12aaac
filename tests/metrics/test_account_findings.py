import pytest

from metrics.account_findings import account_findings
from metrics.working_days import WorkingDays
from rulebook import Rulebook
from tests.metrics.make import account, day, message, told


@pytest.fixture
def judge(rulebook: Rulebook, working_days: WorkingDays):
    return lambda facts, as_of="2026-12-31": account_findings(facts, rulebook, working_days, day(as_of))


@pytest.mark.parametrize(
    ("looked", "expected"),
    [
        ("2026-03-10", []),
        ("2026-03-11", ["NM-B"]),
        ("2026-03-13", ["NM-B", "NM-Y"]),
        ("2026-03-15", ["NM-B", "NM-Y", "NM-R"]),
        ("2026-05-01", ["NM-B", "NM-Y", "NM-R"]),
    ],
)
def test_silence_climbs_from_blue_to_red(judge, looked: str, expected: list[str]) -> None:
    found = told(judge(account((looked, "2026-03-01"))))
    assert [line[0] for line in found] == expected
    assert [line[1:] for line in found] == [
        ("silent:2026-03-01", on) for on in ("2026-03-11", "2026-03-13", "2026-03-15")
    ][: len(found)]


def test_a_missed_look_does_not_accuse_an_account_that_posted_again(judge) -> None:
    assert told(judge(account(("2026-03-05", "2026-03-01"), ("2026-04-01", "2026-03-30")))) == []


def test_an_account_that_never_posted_counts_from_the_first_look(judge) -> None:
    found = told(judge(account(("2026-03-01", None), ("2026-03-11", None))))
    assert found == [("NM-B", "silent:never", "2026-03-11")]


def test_no_answer_to_any_of_three_late_messages_is_no_interaction(judge) -> None:
    asked = ["2026-03-02", "2026-03-03", "2026-03-04"]  # limit: 5 working days for a main account
    facts = account(messages=[message(on, site_id=None) for on in asked])
    assert judge(facts, "2026-03-11").next_change == day("2026-03-12")
    assert told(judge(facts, "2026-03-11")) == []
    assert told(judge(facts, "2026-03-12")) == [("NM-R", "no-interaction:2026Q1", "2026-03-12")]
    assert judge(facts, "2026-03-12").next_change == day("2026-04-01")
    assert [line[2] for line in told(judge(facts, "2026-07-01"))] == ["2026-03-12", "2026-04-01", "2026-07-01"]


def test_one_answer_is_interaction(judge) -> None:
    asked = [message("2026-03-02", "2026-03-12"), message("2026-03-03"), message("2026-03-04")]
    assert told(judge(account(messages=asked))) == []


def test_two_late_messages_are_too_few(judge) -> None:
    assert told(judge(account(messages=[message("2026-03-02"), message("2026-03-03")]))) == []


def test_an_answer_ends_it_for_the_next_quarter(judge) -> None:
    asked = [message("2026-03-02", "2026-03-20"), message("2026-03-03"), message("2026-03-04")]
    assert [line[1] for line in told(judge(account(messages=asked)))] == ["no-interaction:2026Q1"]
