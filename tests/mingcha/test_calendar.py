"""``mingcha calendar`` takes in a year's notice, keeps every version, and everything counts by it at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingcha.house import open_house
from tests.mingcha.conftest import CommandLine

HEAD = "title,2027年通知\n文号,国办发明电〔2026〕9号\nyear,2027\ndate,kind,holiday\n"
NEW_YEAR = HEAD + "2027-01-01..2027-01-03,off,元旦\n"
NADAM = "title,那达慕放假\nnumber,锡署发1号\nyear,2026\ndate,kind,holiday\n2026-07-07,off,那达慕\n"


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "2027.csv"
    path.write_text(NEW_YEAR, "utf-8")
    return path


@pytest.fixture
def nadam(tmp_path: Path) -> Path:
    path = tmp_path / "nadam.csv"
    path.write_text(NADAM, "utf-8")
    return path


def test_an_imported_notice_makes_a_provisional_day_firm(command_line: CommandLine, notice: Path) -> None:
    command_line.json("init")
    before = command_line.json("due", "2026-12-04")
    assert (before["due"], before["provisional"]) == ("2027-01-01", True)
    done = command_line.json("calendar", "import", notice)
    assert (done["outcome"], done["area"], done["year"], done["version"]) == ("accepted", "national", 2027, 1)
    assert done["changes"][0] == {"date": "2027-01-01", "was": None, "now": "off"}
    after = command_line.json("due", "2026-12-04")
    assert (after["due"], after["provisional"]) == ("2027-01-04", False)
    assert "放假（元旦，国办发明电〔2026〕9号）" in [day["why"] for day in after["days"]]


def test_the_same_notice_again_is_unchanged_and_a_later_one_supersedes_it(
    command_line: CommandLine, notice: Path
) -> None:
    command_line.json("init")
    first = command_line.json("calendar", "import", notice)
    assert command_line.json("calendar", "import", notice)["outcome"] == "unchanged"
    notice.write_text(HEAD + "2027-01-01..2027-01-02,off,元旦\n", "utf-8")
    later = command_line.json("calendar", "import", notice)
    assert (later["version"], later["changes"]) == (2, [{"date": "2027-01-03", "was": "off", "now": None}])
    assert later["calendar"] != first["calendar"]
    (year,) = command_line.json("calendar", "show", "--year", "2027")["years"]
    assert [(line["version"], line["number"]) for line in year["versions"]] == [
        (1, year["number"]),
        (2, year["number"]),
    ]
    assert [day["date"] for day in year["days"]] == ["2027-01-01", "2027-01-02"]
    notice.write_text(NEW_YEAR, "utf-8")
    assert command_line.json("calendar", "import", notice)["version"] == 3


def test_a_notice_imported_by_mistake_is_withdrawn_and_the_one_before_it_is_in_force_again(
    command_line: CommandLine, notice: Path
) -> None:
    command_line.json("init")
    command_line.json("calendar", "import", notice)
    notice.write_text(HEAD + "2027-01-01..2027-01-30,off,元旦\n", "utf-8")
    command_line.json("calendar", "import", notice)
    assert command_line.json("due", "2026-12-04")["due"] == "2027-02-01"
    done = command_line.json("calendar", "withdraw", "2027", "--reason", "年份看错")
    assert (done["withdrawn"], done["in_force"]) == (2, 1)
    assert command_line.json("due", "2026-12-04")["due"] == "2027-01-04"
    done = command_line.json("calendar", "withdraw", "2027", "--reason", "尚未公布")
    assert (done["withdrawn"], done["in_force"]) == (1, None)
    again = command_line.json("due", "2026-12-04")
    assert (again["due"], again["provisional"]) == ("2027-01-01", True)
    assert command_line("calendar", "withdraw", "2027", "--reason", "没有了").exit_code == 2
    (year,) = command_line.json("calendar", "show", "--year", "2027")["years"]
    assert [(line["version"], line.get("withdraws"), line.get("reason")) for line in year["versions"]] == [
        (1, None, None),
        (2, None, None),
        (3, 2, "年份看错"),
        (4, 1, "尚未公布"),
    ]
    assert (year["version"], year["number"]) == (None, None)
    notice.write_text(NEW_YEAR, "utf-8")
    assert command_line.json("calendar", "import", notice)["version"] == 5, "what was withdrawn can come again"
    assert command_line.json("due", "2026-12-04")["due"] == "2027-01-04"


def test_the_days_a_region_added_by_mistake_are_withdrawn_alone(command_line: CommandLine, nadam: Path) -> None:
    command_line.json("init")
    command_line.json("calendar", "import", nadam, "--region", "152500")
    command_line.json("calendar", "withdraw", "2026", "--region", "152500", "--reason", "登记错误")
    assert command_line.json("due", "2026-06-29", "--region", "152500")["due"] == "2026-07-27"
    (year,) = command_line.json("calendar", "show", "--year", "2026")["years"]
    assert year["regional"] == []
    assert command_line("calendar", "withdraw", "2026", "--reason", "规则库自带的不能撤").exit_code == 2


def test_a_dry_run_tells_and_keeps_nothing_even_before_there_is_a_database(
    command_line: CommandLine, notice: Path
) -> None:
    tried = command_line.json("calendar", "import", notice, "--dry-run")
    assert (tried["outcome"], tried["days"], tried["version"]) == ("dry_run", 3, None)
    assert command_line("calendar", "import", notice).exit_code == 2
    assert not (command_line.folder / "data" / "mingcha.sqlite3").exists()
    assert command_line.json("calendar", "show", "--year", "2027")["years"][0]["number"] is None


def test_a_mistake_is_one_line_with_file_row_field_and_reason(command_line: CommandLine, notice: Path) -> None:
    command_line.json("init")
    notice.write_text(NEW_YEAR + "2027-02-30,off,春节\n2027-02-22,上班,春节\n", "utf-8")
    result = command_line("calendar", "import", notice)
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert "2027.csv:6: field 'date': '2027-02-30' is not a day of the calendar" in result.stderr
    assert command_line("calendar", "import", notice.parent / "none.csv").exit_code == 2
    assert command_line.json("calendar", "show")["calendar"] == open_house().shipped_rulebook.calendar.version


def test_days_of_a_region_count_there_and_below_it_only(command_line: CommandLine, nadam: Path) -> None:
    command_line.json("init")
    assert command_line.json("calendar", "import", nadam, "--region", "152500")["area"] == "152500"
    due = {
        region: command_line.json("due", "2026-06-29", *(("--region", region) if region else ()))["due"]
        for region in ("152500", "152501", "150100", "150000", "")
    }
    assert due == {
        "152500": "2026-07-28",
        "152501": "2026-07-28",
        "150100": "2026-07-27",
        "150000": "2026-07-27",
        "": "2026-07-27",
    }
    lines = command_line.json("due", "2026-06-29", "--region", "152501")["days"]
    assert "放假（那达慕，锡署发1号）" in [line["why"] for line in lines]
    (year,) = command_line.json("calendar", "show", "--year", "2026")["years"]
    assert [(one["region"], one["number"]) for one in year["regional"]] == [("152500", "锡署发1号")]
    assert "锡林郭勒盟（152500）增加放假：2026-07-07" in command_line("calendar", "show").stdout


def test_a_region_nobody_knows_is_wrong_use(command_line: CommandLine, nadam: Path) -> None:
    assert command_line("calendar", "import", nadam, "--region", "999999", "--dry-run").exit_code == 2
    assert command_line("due", "2026-06-29", "--region", "999999").exit_code == 2


def test_a_process_that_runs_learns_of_a_calendar_that_another_imported(
    command_line: CommandLine, notice: Path
) -> None:
    command_line.json("init")
    running = open_house()
    before, page = running.rulebook, running.law.recent()
    assert 2027 not in before.calendar.years and page is before
    command_line.json("calendar", "import", notice)
    assert 2027 in running.rulebook.calendar.years
    assert running.rulebook is running.rulebook
    assert running.law.recent() is running.rulebook


def test_each_import_is_in_the_audit_trail(command_line: CommandLine, notice: Path) -> None:
    from sqlalchemy import select

    from store.models import AuditEntry

    command_line.json("init")
    command_line.json("calendar", "import", notice)
    with open_house().database.read() as session:
        (entry,) = session.scalars(select(AuditEntry)).all()
    assert (entry.action, entry.subject, entry.detail["version"]) == ("calendar.import", "calendar:national:2027", 1)
