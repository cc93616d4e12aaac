from pathlib import Path

import pytest

from rulebook import RulebookError, load_rulebook


def problems(folder: Path) -> tuple[str, ...]:
    with pytest.raises(RulebookError) as caught:
        load_rulebook(folder)
    return caught.value.problems


def change(folder: Path, name: str, old: str, new: str) -> int:
    """Replaces the first ``old`` in a file and says on which line (from 1) it stood."""
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_a_syntax_error_names_file_and_line(copy: Path) -> None:
    line = change(copy, "columns.toml", 'code = "policy"', 'code = = "policy"')
    assert problems(copy)[0].startswith(f"columns.toml:{line}: not valid TOML")


def test_a_file_that_ends_too_early_names_its_last_line(copy: Path) -> None:
    path = copy / "accounts.toml"
    path.write_text(path.read_text("utf-8") + 'note = "never closed', "utf-8")
    assert problems(copy)[0].startswith(f"accounts.toml:{len(path.read_text('utf-8').splitlines())}: not valid TOML")


def test_a_file_in_another_encoding_is_refused_by_name(copy: Path) -> None:
    path = copy / "accounts.toml"
    path.write_bytes(path.read_text("utf-8").encode("gb18030"))
    assert problems(copy)[0].startswith("accounts.toml: not UTF-8")


def test_a_byte_order_mark_is_no_mistake(copy: Path) -> None:
    path = copy / "accounts.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load_rulebook(copy).account_classes


def test_an_unknown_key_is_refused_where_it_stands(copy: Path) -> None:
    line = change(copy, "columns.toml", 'name = "政策文件"', 'nmae = "政策文件"')
    assert f"columns.toml:{line}: key 'nmae': unknown key" in problems(copy)


def test_an_unknown_key_at_the_top_of_a_file_is_refused(copy: Path) -> None:
    line = change(copy, "law/policy.toml", 'status = "policy"', 'status = "policy"\nstate = "new"')
    assert problems(copy) == (f"law/policy.toml:{line + 1}: key 'state': unknown key",)


@pytest.mark.parametrize(
    ("name", "old", "new", "key", "reason"),
    [
        ("columns.toml", "limit_days = 14", "limit_days = 0", "limit_days", "must be ≥ 1"),
        ("columns.toml", "limit_days = 14", 'limit_days = "14"', "limit_days", "must be a whole number"),
        (
            "columns.toml",
            'counts_as = "news"',
            'counts_as = "novelty"',
            "counts_as",
            "must be 'news', 'notice_policy', 'other' or 'none'",
        ),
        (
            "law/websites.toml",
            "in_force_from = 2022-04-01",
            'in_force_from = "2022-04-01"',
            "in_force_from",
            "must be a date",
        ),
        (
            "law/websites.toml",
            "parameters = { months = 3 }",
            "parameters = { months = [3] }",
            "months",
            "must be a number or text",
        ),
        ("cards/default_pack.toml", "points = -2.0", "points = 2.0", "points", "must be ≤ 0"),
        ("cards/default_pack.toml", 'colour = "blue"', 'colour = "green"', "colour", "'blue', 'yellow' or 'red'"),
        ("scoring.toml", "start = 100.0", 'start = "full"', "start", "must be a number"),
        ("calendars/2024.toml", 'kind = "in_lieu_off"', 'kind = "holiday"', "kind", "'off', 'in_lieu_off'"),
        ("calendars/2024.toml", "year = 2024", "year = 24", "year", "must be ≥ 2019"),
    ],
)
def test_a_wrong_value_names_file_line_key_and_reason(
    copy: Path, name: str, old: str, new: str, key: str, reason: str
) -> None:
    line = change(copy, name, old, new)
    found = [problem for problem in problems(copy) if problem.startswith(f"{name}:{line}: key '{key}': ")]
    assert found and reason in found[0]


def test_a_missing_key_points_at_its_entry(copy: Path) -> None:
    line = change(copy, "columns.toml", 'code = "policy"\nname = "政策文件"\n', 'code = "policy"\n')
    assert f"columns.toml:{line - 1}: key 'name': missing" in problems(copy)


def test_a_name_used_twice_is_refused_in_one_file_and_across_files(copy: Path) -> None:
    columns = change(copy, "columns.toml", 'code = "policy"', 'code = "notice"')
    rules = change(copy, "law/policy.toml", 'id = "NM-REPLY"', 'id = "A26"')
    found = problems(copy)
    assert f"columns.toml:{columns}: key 'code': 'notice' is defined twice" in found
    assert f"law/policy.toml:{rules}: key 'id': 'A26' is defined twice" in found


def test_a_basis_that_does_not_exist_is_refused(copy: Path) -> None:
    line = change(copy, "cards/default_pack.toml", 'basis = ["A30-1"]', 'basis = ["A30-9"]')
    assert problems(copy) == (f"cards/default_pack.toml:{line}: key 'basis': rule 'A30-9' does not exist",)


def test_a_column_under_a_rule_that_does_not_exist_is_refused(copy: Path) -> None:
    line = change(copy, "columns.toml", 'rule = "W-YEAR"', 'rule = "W-TEN"')
    assert problems(copy) == (f"columns.toml:{line}: key 'rule': rule 'W-TEN' does not exist",)


def test_a_number_that_the_metrics_need_must_be_there(copy: Path) -> None:
    line = change(copy, "law/policy.toml", "look_days = 7", "seen_days = 7")
    found = problems(copy)
    assert len(found) == 1 and found[0].startswith("law/policy.toml:") and "key 'look_days'" in found[0]
    assert abs(int(found[0].split(":")[1]) - line) <= 5  # the entry it belongs to


def test_a_card_that_the_metrics_need_must_be_there(copy: Path) -> None:
    change(copy, "cards/default_pack.toml", 'code = "NM-Y"', 'code = "NM-X"')
    assert "cards: 'NM-Y' is missing, and metrics needs it" in problems(copy)


def test_a_missing_file_is_named(copy: Path) -> None:
    (copy / "scoring.toml").unlink()
    assert problems(copy) == ("scoring.toml: missing",)


def test_grades_must_fall(copy: Path) -> None:
    line = change(copy, "scoring.toml", "from_score = 80.0", "from_score = 95.0")
    reason = "grades must fall from the highest limit to the lowest"
    assert problems(copy) == (f"scoring.toml:{line}: key 'from_score': {reason}",)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("date = 2026-05-09", "date = 2026-05-11", "is no weekend"),
        ("date = 2026-05-02", "date = 2026-05-01", "is listed twice"),
        ("date = 2026-05-02", "date = 2025-05-02", "is not a day of 2026"),
    ],
)
def test_a_calendar_that_contradicts_itself_is_refused(copy: Path, old: str, new: str, reason: str) -> None:
    line = change(copy, "calendars/2026.toml", old, new)
    day = new.removeprefix("date = ")
    assert problems(copy) == (f"calendars/2026.toml:{line}: key 'date': {day} {reason}",)


def test_two_calendars_of_one_year_are_refused(copy: Path) -> None:
    shipped = (copy / "calendars" / "2026.toml").read_text("utf-8")
    (copy / "calendars" / "2027.toml").write_text(shipped, "utf-8")
    assert problems(copy) == ("calendars/2027.toml:1: key 'year': 2026 is defined twice",)


def test_all_mistakes_of_one_load_are_told_at_once(copy: Path) -> None:
    change(copy, "columns.toml", "limit_days = 14", "limit_days = 0")
    change(copy, "columns.toml", 'counts_as = "news"', 'counts_as = "novelty"')
    change(copy, "accounts.toml", 'code = "main"', 'cod = "main"')
    change(copy, "calendars/2020.toml", "year = 2020", 'year = "2020"')
    files = {problem.split(":")[0] for problem in problems(copy)}
    assert {"columns.toml", "accounts.toml", "calendars/2020.toml"} <= files
    assert len([problem for problem in problems(copy) if problem.startswith("columns.toml")]) == 2


def test_a_wrong_default_is_told_once_and_where_it_stands(copy: Path) -> None:
    line = change(copy, "law/websites.toml", "in_force_from = 2019-04-01", 'in_force_from = "2019"')
    reason = "must be a date, such as 2026-01-31 without quotes"
    assert problems(copy) == (f"law/websites.toml:{line}: key 'in_force_from': {reason}",)


def test_what_follows_from_a_mistake_is_not_told_beside_it(copy: Path) -> None:
    change(copy, "law/websites.toml", 'id = "W1"', "id = W1")
    assert len(problems(copy)) == 1


def test_one_table_where_a_list_belongs_is_refused(copy: Path) -> None:
    (copy / "accounts.toml").write_text('[account_classes]\ncode = "main"\n', "utf-8")
    assert problems(copy)[0] == "accounts.toml:1: key 'account_classes': must be a list of [[account_classes]]"
