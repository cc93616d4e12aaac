"""The forms of the annual report are complete, and a mistake in them stops the load where it stands."""

from pathlib import Path

import pytest

from rulebook import Rulebook, RulebookError, load_rulebook


def test_the_forms_have_the_rows_and_cells_of_the_law(rulebook: Rulebook) -> None:
    old, new = rulebook.report_forms["2019"], rulebook.report_forms["2021"]
    assert (len(old.rows), len(new.rows)) == (23, 25)
    assert (len(old.columns), len(new.columns)) == (7, 7)
    assert sum(len(row.cells) for row in new.disclosures) == 10
    assert len(new.blocks) * len(new.results) == len(old.blocks) * len(old.results) == 15
    assert [row.label for row in old.rows if row.label.startswith("(六)")] == ["(六)其他处理"]


def test_rows_of_the_form_of_2021_carry_the_numbers_of_the_reply_kinds(rulebook: Rulebook) -> None:
    rows = {row.number: row.label for row in rulebook.report_forms["2021"].outcomes}
    for kind in rulebook.reply_kinds.values():
        assert rows[kind.row_number].startswith(kind.row)


@pytest.mark.parametrize(("year", "form"), [(2019, "2019"), (2020, "2019"), (2021, "2021"), (2030, "2021")])
def test_each_year_has_its_form(rulebook: Rulebook, year: int, form: str) -> None:
    assert rulebook.report_form(year).code == form


def test_there_is_no_form_before_2019(rulebook: Rulebook) -> None:
    with pytest.raises(LookupError, match="2018"):
        rulebook.report_form(2018)


def test_the_eleven_checks_are_there_with_their_severity(rulebook: Rulebook) -> None:
    warnings = {check.id for check in rulebook.report_checks.values() if check.severity == "warning"}
    assert list(rulebook.report_checks) == [f"AR{number}" for number in range(1, 12)]
    assert warnings == {"AR6", "AR7", "AR8", "AR10"}
    assert {check.status for check in rulebook.report_checks.values()} == {"official"}


@pytest.mark.parametrize(
    ("name", "old", "new", "key", "reason"),
    [
        ("form_2021.toml", "number = 9\n", "number = 10\n", "number", "rows are numbered in order, this is 9"),
        ("form_2021.toml", "reply_rows = [9]\n", "", "reply_rows", "rows of outcomes have them"),
        ("form_2021.toml", 'role = "total"', 'role = "sum"', "role", "must be 'new', 'carried_in'"),
        ("form_2021.toml", 'applicant = "research"', 'applicant = "school"', "applicant", "must be"),
        ("form_2021.toml", 'codes = ["total"]', 'codes = ["sum"]', "codes", "the last cell is"),
        ("form_2019.toml", 'row = "结转下年度"', 'row = "结转"', "row", "no row is labelled '结转'"),
        ("checks.toml", 'severity = "error"', 'severity = "grave"', "severity", "must be 'error' or 'warning'"),
        ("checks.toml", 'id = "AR2"', 'id = "AR1"', "id", "'AR1' is defined twice"),
    ],
)
def test_a_mistake_is_told_with_file_line_and_key(
    copy: Path, name: str, old: str, new: str, key: str, reason: str
) -> None:
    path = copy / "annual_report" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(RulebookError) as caught:
        load_rulebook(copy)
    told = [problem for problem in caught.value.problems if f"key '{key}': {reason}" in problem]
    assert told, caught.value.problems
    assert told[0].startswith(f"annual_report/{name}:")


def test_a_missing_check_and_a_missing_form_are_told(copy: Path) -> None:
    path = copy / "annual_report" / "checks.toml"
    path.write_text(path.read_text("utf-8").replace('id = "AR9"', 'id = "AR99"'), "utf-8")
    for form in copy.glob("annual_report/form_*.toml"):
        form.unlink()
    with pytest.raises(RulebookError) as caught:
        load_rulebook(copy)
    assert "annual_report/form_*.toml: missing" in caught.value.problems
    assert "checks: 'AR9' is missing, and the audit of reports needs it" in caught.value.problems


def test_every_kind_of_reply_needs_its_row_in_each_form(copy: Path) -> None:
    path = copy / "annual_report" / "form_2019.toml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("reply_rows = [21, 22, 23]", "reply_rows = [21, 22]"), "utf-8")
    with pytest.raises(RulebookError) as caught:
        load_rulebook(copy)
    (problem,) = caught.value.problems
    assert problem.startswith("reply_kinds.toml:")
    assert problem.endswith("row 23 must be counted in exactly one row of form 2019")
