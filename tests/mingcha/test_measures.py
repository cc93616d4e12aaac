"""``mingcha measures`` says the figures with their places, and refuses a period that is none."""

from __future__ import annotations

from datetime import date

import pytest

from store import Database
from tests import factories as make
from tests.mingcha.conftest import CommandLine

DAYS = ("--from", "2026-03-01", "--to", "2026-03-31", "--as-of", "2026-06-30")


@pytest.fixture
def world(command_line: CommandLine) -> CommandLine:
    """Two agencies: one answers in time, one is overdue with two of seven."""
    assert command_line("init").exit_code == 0
    came, in_time = date(2026, 3, 2), ("replied", date(2026, 3, 10))
    database = Database(f"sqlite:///{command_line.folder / 'mingcha.sqlite3'}")
    with database.write() as session:
        good = make.make_agency(session, "甲局")
        slow = make.make_agency(session, "乙局")
        for number in range(5):
            make.make_request(session, good, str(number), ("received", came), in_time)
            make.make_request(session, slow, str(number), ("received", came), in_time)
        for number in range(5, 7):
            make.make_request(session, slow, str(number), ("received", came))
    database.dispose()
    return command_line


def test_the_answer_names_period_day_formulas_and_lines(world: CommandLine) -> None:
    answer = world.json("measures", *DAYS, "--by", "agency")
    assert (answer["from"], answer["to"], answer["as_of"]) == ("2026-03-01", "2026-03-31", "2026-06-30")
    good, slow = (next(line for line in answer["lines"] if line["name"] == name) for name in ("甲局", "乙局"))
    assert good["figures"]["request_on_time_rate"] == 100
    assert slow["figures"]["request_overdue"] == 2
    assert slow["places"]["request_on_time_rate"] == {"place": 2, "reason": None}
    assert slow["reply_time"] == [{"days": 6, "at_risk": 7, "replied": 5, "left": 0.2857}]
    assert answer["total"]["figures"]["request_received"] == 12
    assert answer["measures"]["request_reply_time"]["name"] == "答复用时中位数"
    assert answer["measures"].keys() == answer["total"]["figures"].keys() | {"request_outcomes"}


def test_people_read_a_table_with_places(world: CommandLine) -> None:
    lines = world("measures", *DAYS, "--by", "agency").stdout.splitlines()
    assert "2026-03-01 至 2026-03-31" in lines[0]
    assert next(line for line in lines if line.startswith("甲局")).split()[1:] == (
        "5 5 0 0 0 0 100% 第1 0% 0% 6天 第1 0 0".split()
    )


def test_without_days_it_is_this_year_up_to_today_by_league(world: CommandLine) -> None:
    answer = world.json("measures")
    assert (answer["from"], answer["to"], answer["as_of"]) == ("2026-01-01", "2026-11-20", "2026-11-20")
    assert [line["name"] for line in answer["lines"]] == ["鄂尔多斯市"]


def test_a_period_that_ends_before_it_begins_is_wrong_use(world: CommandLine) -> None:
    answer = world("measures", "--from", "2026-04-01", "--to", "2026-03-01")
    assert (answer.exit_code, len(answer.stderr.splitlines())) == (2, 1)
    assert "早于起始日" in answer.stderr


def test_a_region_alone_and_a_workbook(world: CommandLine) -> None:
    out = world.folder / "measures.xlsx"
    answer = world.json("measures", *DAYS, "--by", "agency", "--region", "150600", "--out", out)
    assert (len(answer["lines"]), out.exists()) == (2, True)
    assert world.json("measures", *DAYS, "--region", "150000")["total"] == answer["total"]
    assert world("measures", "--region", "999999").exit_code == 2
    assert world("measures", "--out", world.folder / "measures.csv").exit_code == 2
