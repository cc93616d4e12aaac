"""From nothing to a database with accounts; ``doctor`` says what is missing on the way."""

from __future__ import annotations

import json
import socket
import stat
from pathlib import Path

import pytest
from sqlalchemy import func, select

from mingcha.house import House
from mingcha.settings import Settings
from store import Database
from store.models import Region
from tests.mingcha.conftest import CommandLine


def _database(command_line: CommandLine) -> Database:
    return Database(f"sqlite:///{command_line.folder}/mingcha.sqlite3")


def test_init_twice_ends_in_the_same_database(command_line: CommandLine) -> None:
    first = command_line.json("init")
    assert command_line.json("init") == first
    assert first["regions"] == 116
    with _database(command_line).read() as session:
        assert session.scalar(select(func.count()).select_from(Region)) == 116


def test_doctor_tells_what_is_missing_with_code_1(command_line: CommandLine) -> None:
    result = command_line("doctor", "--json")
    assert result.exit_code == 1
    answer = json.loads(result.stdout)
    assert answer["ok"] is False
    assert {check["name"] for check in answer["checks"] if not check["ok"]} == {"data folder", "database"}


def test_doctor_finds_a_changed_audit_trail(command_line: CommandLine) -> None:
    command_line.json("init")
    command_line("user", "add", "a", "--name", "甲", "--role", "officer", "--region", "150000", "--password", "secret")
    with _database(command_line).engine.begin() as connection:
        connection.exec_driver_sql("UPDATE audit_entries SET actor = 'somebody'")
    checks = json.loads(command_line("doctor", "--json").stdout)["checks"]
    assert {"name": "audit trail", "ok": False, "found": "自第 1 条起不连续"} in checks


def test_a_broken_rulebook_is_one_line_with_file_line_and_key(command_line: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "law").mkdir()
    result = command_line("init", MINGCHA_RULEBOOK_FOLDER=str(tmp_path))
    assert result.exit_code == 2
    assert "rulebook.toml" in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("words", [(), ("user",)])
def test_without_a_verb_the_help_is_shown_as_it_is_laid_out(command_line: CommandLine, words: tuple[str, ...]) -> None:
    result = command_line(*words)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) > 5
    assert "Error" not in result.stderr


def test_a_verb_before_init_says_so(command_line: CommandLine) -> None:
    result = command_line("user", "list")
    assert result.exit_code == 2
    assert "mingcha init" in result.stderr


def test_an_account_has_a_scope(command_line: CommandLine) -> None:
    command_line.json("init")
    add = ("user", "add", "a", "--name", "甲", "--password", "secret")
    assert command_line(*add, "--role", "officer").exit_code == 2
    assert command_line(*add, "--role", "contact", "--region", "150100").exit_code == 2
    assert command_line(*add, "--role", "officer", "--region", "999999").exit_code == 2
    assert command_line(*add, "--role", "officer", "--region", "150100").exit_code == 0
    assert command_line(*add, "--role", "officer", "--region", "150100").exit_code == 2
    (user,) = command_line.json("user", "list")["users"]
    assert (user["username"], user["region_code"], user["active"]) == ("a", "150100", True)


def test_a_locked_account_is_listed_as_such(command_line: CommandLine) -> None:
    command_line.json("init")
    command_line("user", "add", "a", "--name", "甲", "--role", "officer", "--region", "150100", "--password", "secret")
    assert command_line("user", "lock", "a").exit_code == 0
    assert command_line.json("user", "list")["users"][0]["active"] is False
    assert command_line("user", "lock", "b").exit_code == 2


def test_the_session_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    settings = Settings(data_folder=tmp_path)
    key = settings.session_key()
    assert len(key) >= 40
    assert House(settings).settings.session_key() == key
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_a_setting_of_the_wrong_kind_is_wrong_use_and_named(command_line: CommandLine) -> None:
    result = command_line("init", MINGCHA_PORT="many", MINGCHA_AS_OF="yesterday")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert "MINGCHA_PORT" in result.stderr
    assert "MINGCHA_AS_OF" in result.stderr


def test_doctor_tells_when_sites_are_visited_less_often_than_the_rule_asks(command_line: CommandLine) -> None:
    command_line("init")
    enough, too_few = command_line("doctor"), command_line("doctor", MINGCHA_VISITS_PER_DAY="12")
    assert "每个网站每天 24 次，未设置参照地址" in enough.stdout
    assert "少于规则要求的 20 次" in too_few.stdout
    assert too_few.exit_code == 1


def test_a_range_that_is_none_is_wrong_use_and_named(command_line: CommandLine) -> None:
    answer = command_line("doctor", MINGCHA_ALLOWED_NETWORKS="10.8.0.0/16, 10.9.0.1/16")
    assert answer.exit_code == 2
    assert "ALLOWED_NETWORKS" in answer.stderr.upper()
    assert "10.9.0.1/16" in answer.stderr


def test_a_reference_address_that_is_none_is_wrong_use_and_named(command_line: CommandLine) -> None:
    answer = command_line("doctor", MINGCHA_REFERENCE_ADDRESSES="https://a.example/, www.b.example")
    assert answer.exit_code == 2
    assert "REFERENCE_ADDRESSES" in answer.stderr
    assert "www.b.example" in answer.stderr


@pytest.mark.parametrize("address", ["nonsense", "mysql://user:hidden@host/x", "postgresql+psycopg://127.0.0.1:1/x"])
def test_a_database_that_cannot_be_used_is_one_line_without_its_password(
    command_line: CommandLine, address: str
) -> None:
    result = command_line("init", MINGCHA_DATABASE_URL=address)
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert "hidden" not in result.stderr


@pytest.mark.parametrize("verb", [("init",), ("evaluate",), ("serve",), ("collect",)])
def test_a_file_that_is_no_database_is_one_line(command_line: CommandLine, tmp_path: Path, verb: tuple[str]) -> None:
    (tmp_path / "x.sqlite3").write_text("this is a letter, not a database, and it is long enough")
    result = command_line(*verb, MINGCHA_DATABASE_URL=f"sqlite:///{tmp_path}/x.sqlite3")
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)


def test_a_port_that_is_taken_is_told_before_any_work(command_line: CommandLine, tmp_path: Path) -> None:
    command_line.json("init")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        for words in (("serve",), ("demo", "--folder", tmp_path / "demo")):
            result = command_line(*words, "--port", port)
            assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)
            assert str(port) in result.stderr
    assert not (tmp_path / "demo").exists()


@pytest.mark.parametrize(("username", "password"), [("a", ""), ("a", "  "), ("", "secret"), ("a" * 61, "secret")])
def test_an_account_needs_a_name_that_fits_and_a_password(
    command_line: CommandLine, username: str, password: str
) -> None:
    command_line.json("init")
    add = ("user", "add", username, "--name", "甲", "--role", "officer", "--region", "150100")
    assert command_line(*add, "--password", password).exit_code == 2
    assert command_line.json("user", "list") == {"users": []}


def test_the_assessment_of_an_unknown_region_is_wrong_use(command_line: CommandLine, tmp_path: Path) -> None:
    command_line.json("init")
    out = tmp_path / "x.xlsx"
    result = command_line("export", "assessment", "--year", "2026", "--out", out, "--region", "banana")
    assert (result.exit_code, len(result.stderr.splitlines()), out.exists()) == (2, 1, False)
