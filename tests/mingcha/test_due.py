"""``mingcha due`` answers in the form of DESIGN section 6 and says what is wrong in one line."""

from __future__ import annotations

import pytest

from tests.mingcha.conftest import CommandLine


def test_a_plain_request_is_due_on_the_twentieth_working_day(command_line: CommandLine) -> None:
    answer = command_line.json("due", "2026-03-02")
    assert set(answer) == {"due", "provisional", "days"}
    assert answer["due"] == "2026-03-30"
    assert answer["provisional"] is False
    assert sum(day["counts"] for day in answer["days"]) == 20
    assert answer["days"][0]["date"] == "2026-03-03"
    assert answer["days"][-1] == {"date": "2026-03-30", "counts": True, "why": "计入"}


def test_a_consultation_is_excluded(command_line: CommandLine) -> None:
    events = ("--event", "third_party_asked=2026-03-09", "--event", "third_party_answered=2026-03-27")
    answer = command_line.json("due", "2026-03-02", *events)
    assert answer["due"] == "2026-04-20"
    assert sum("不计入" in day["why"] for day in answer["days"]) == 14


def test_a_silent_third_party_is_waited_for_fifteen_working_days(command_line: CommandLine) -> None:
    answer = command_line.json("due", "2026-03-02", "--event", "third_party_asked=2026-03-09")
    assert sum("不计入" in day["why"] for day in answer["days"]) == 15


def test_an_extension_told_in_time_adds_twenty_days(command_line: CommandLine) -> None:
    assert command_line.json("due", "2026-01-30", "--event", "extended=2026-02-20")["due"] == "2026-04-02"


def test_an_extension_nobody_approved_adds_nothing(command_line: CommandLine) -> None:
    answer = command_line.json("due", "2026-01-30", "--event", "extended=2026-02-20,approved=false")
    assert answer["due"] == "2026-03-05"


def test_a_due_day_in_a_year_without_a_calendar_is_provisional(command_line: CommandLine) -> None:
    assert command_line.json("due", "2026-12-04")["provisional"] is True
    assert command_line.json("due", "2026-12-03")["provisional"] is False


def test_a_detail_that_only_looks_like_a_number_ends_in_no_traceback(command_line: CommandLine) -> None:
    assert command_line.json("due", "2026-03-02", "--event", "extended=2026-03-10,working_days=²")["due"] is not None


def test_the_words_count_the_days_up_to_the_due_day(command_line: CommandLine) -> None:
    lines = command_line("due", "2026-03-02").stdout.splitlines()
    assert lines[-1] == "答复期限 2026-03-30"
    assert lines[-2].split() == ["2026-03-30", "20", "计入"]


def test_a_request_that_waits_for_a_correction_has_no_due_day(command_line: CommandLine) -> None:
    answer = command_line.json("due", "2026-03-02", "--event", "correction_asked=2026-03-05", "--as-of", "2026-03-10")
    assert answer == {"due": None, "provisional": False, "days": []}


@pytest.mark.parametrize(
    "words",
    [
        ("2026-02-30",),
        ("2026-03-02", "--event", "replied"),
        ("2026-03-02", "--event", "replied=2026-02-30"),
        ("2026-03-02", "--event", "eaten=2026-03-30"),
        ("2026-03-02", "--event", "extended=2026-03-20,approved"),
        ("9999-03-02",),
        ("2099-12-31",),
        ("2026-03-02", "--event", "volume_period_set=2026-03-10,working_days=999999999"),
        ("2026-03-02", "--event", "volume_period_set=2026-03-10,until=9999-12-31"),
    ],
)
def test_wrong_use_is_one_line_on_standard_error_and_code_2(command_line: CommandLine, words: tuple[str, ...]) -> None:
    result = command_line("due", *words)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith("Error: ")
