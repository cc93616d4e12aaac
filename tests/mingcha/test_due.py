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
    result = command_line("due", "2026-03-02", "--event", "extended=2026-03-10,working_days=²")
    assert result.exit_code == 2 and "Traceback" not in result.stderr


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


@pytest.mark.parametrize(
    ("events", "due"),
    [
        (("补正通知=2026-03-05", "补正=2026-03-16"), "2026-04-14"),
        (("correction-requested=2026-03-05", "Correction_Received=2026-03-16"), "2026-04-14"),
        (("延期=2026-03-20",), "2026-04-28"),
        (("extension=2026-03-20,working_days=10",), "2026-04-14"),
        (("extended=2026-03-20,applicant_told=否",), "2026-03-30"),
        (("extended=2026-03-31",), "2026-03-30"),
        (("other_agency_asked=2026-03-09", "co_producer_answered=2026-03-27"), "2026-04-20"),
        (("third_party_asked=2026-03-09", "agency_asked=2026-03-16", "agency_answered=2026-03-20"), "2026-04-21"),
        (("fee_notice=2026-03-10", "paid=2026-03-20"), "2026-04-20"),
        (("submitted=2026-02-27",), "2026-03-30"),
        (("submitted=2026-02-27,channel=internet", "confirmed=2026-03-04"), "2026-04-01"),
        (("received=2026-03-05",), "2026-03-30"),
        (("correction_asked=2026-04-01", "correction_received=2026-04-08"), "2026-03-30"),
        (("volume_period_set=2026-03-10,working_days=40",), "2026-04-28"),
        (
            ("third_party_asked=2026-03-09", "corrected_entry=2026-03-12,kind=third_party_asked,on=2026-03-09"),
            "2026-03-30",
        ),
    ],
)
def test_what_happened_since_decides_the_due_day(command_line: CommandLine, events: tuple[str, ...], due: str) -> None:
    words = [word for event in events for word in ("--event", event)]
    assert command_line.json("due", "2026-03-02", *words)["due"] == due


@pytest.mark.parametrize(
    "event",
    [
        "extended=2026-03-20,working_days=-5",
        "extended=2026-03-20,working_days=0",
        "extended=2026-03-20,working_days=ten",
        "extended=2026-03-20,approved=maybe",
        "correction_asked=2026-03-20,until=soon",
        "submitted=2026-03-01,channel=pigeon",
        "extended=1066-03-20",
        "extended",
        "=2026-03-20",
        "",
    ],
)
def test_what_an_event_cannot_say_is_refused_with_its_words(command_line: CommandLine, event: str) -> None:
    result = command_line("due", "2026-03-02", "--event", event)
    assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)
    assert repr(event) in result.stderr
