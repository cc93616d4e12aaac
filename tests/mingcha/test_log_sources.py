"""``mingcha source`` and ``mingcha token``: where logs come from, how they are read, who may push."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import select

from mingcha.house import open_house
from store.models import Agency, ApiToken, AuditEntry, Request, Source
from tests.collectors.web_server import WebServer, answer, serving
from tests.mingcha.conftest import CommandLine

ROWS = [{"申请编号": "1", "承办单位": "甲局", "收到日期": "2026-11-02", "答复日期": None, "办理状态": "办理中"}]
PRIVATE = {"MINGCHA_ALLOW_PRIVATE_ADDRESSES": "true", "MINGCHA_HOST_SPACING_SECONDS": "0"}


@pytest.fixture
def ready(command_line: CommandLine) -> CommandLine:
    command_line.json("init")
    with open_house().prepared_database().write() as session:
        session.add(Agency(code="a", name="甲局", region_code="150100", kind="department"))
    return command_line


@pytest.fixture
def platform() -> WebServer:  # type: ignore[misc]
    with serving({"/log": answer(body=json.dumps({"data": ROWS}).encode())}) as server:
        yield server


def numbers() -> list[str]:
    with open_house().prepared_database().read() as session:
        return list(session.scalars(select(Request.number).order_by(Request.number)))


def test_a_pulled_source_is_added_listed_and_collected_without_showing_its_token(
    ready: CommandLine, platform: WebServer
) -> None:
    added = ready.json(
        "source", "add", "requests", "--name", "市平台", "--pull", f"{platform.address}/log",
        "--token-env", "CITY_TOKEN", "--region", "150100",
    )  # fmt: skip
    assert (added["way"], added["enabled"]) == ("pull", True)
    collected = ready.json("collect", added["key"], **PRIVATE, CITY_TOKEN="secret-word")
    assert (collected["rows"], collected["accepted"]) == (1, 1)
    assert platform.asked[0][1]["authorization"] == "Bearer secret-word"
    listed = ready("source", "list", "--json").stdout
    assert json.loads(listed)["sources"][0]["health"] == "ok"
    assert "secret-word" not in listed
    with open_house().prepared_database().read() as session:
        kept = [vars(line) for table in (Source, AuditEntry) for line in session.scalars(select(table))]
    assert "secret-word" not in str(kept)


def test_mingchas_own_settings_are_no_secrets_for_a_source(ready: CommandLine, platform: WebServer) -> None:
    added = ready.json(
        "source", "add", "requests", "--name", "市平台", "--pull", f"{platform.address}/log",
        "--token-env", "MINGCHA_SECRET_KEY", "--region", "150100",
    )  # fmt: skip
    collected = ready.json("collect", added["key"], **PRIVATE, MINGCHA_SECRET_KEY="k" * 40)
    assert (collected["failing"], platform.asked) == (1, [])


def test_a_database_is_asked_by_its_reference(ready: CommandLine, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite3"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE log (number, agency, received, replied)")
        connection.execute("INSERT INTO log VALUES ('7', '甲局', '2026-11-02', NULL)")
    added = ready.json(
        "source", "add", "requests", "--name", "市业务库", "--database-env", "CITY_DATABASE",
        "--query", "SELECT number, agency, received, replied AS closed FROM log", "--region", "150100",
    )  # fmt: skip
    assert added["location"] == "env:CITY_DATABASE"
    ready.json("collect", added["key"], CITY_DATABASE=f"sqlite:///{other}")
    assert numbers() == ["7"]


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--folder", "a", "--api"],
        ["--pull", "ftp://a/"],
        ["--pull", "https://name:word@a/"],
        ["--database-env", "X"],
        ["--database-env", "X", "--query", "DELETE FROM a"],
        ["--folder", "../a"],
        ["--folder", "a", "--token-env", "X"],
        ["--folder", "a", "--region", "999999"],
    ],
)
def test_a_source_that_cannot_be_meant_is_wrong_use(ready: CommandLine, words: list[str]) -> None:
    place = [] if "--region" in words else ["--region", "150100"]
    refused = ready("source", "add", "requests", "--name", "x", *words, *place)
    assert refused.exit_code == 2
    assert len(refused.stderr.strip().splitlines()) == 1
    assert "name:word" not in refused.stderr


def test_a_source_needs_a_place_and_a_name_of_its_own(ready: CommandLine) -> None:
    assert ready("source", "add", "requests", "--name", "x", "--folder", "a").exit_code == 2
    words = ("source", "add", "requests", "--name", "x", "--folder", "a", "--region", "150100")
    assert ready(*words).exit_code == 0
    assert (ready.folder / "inbox" / "a").is_dir()
    assert ready(*words).exit_code == 2


def test_a_profile_is_said_shown_and_used_by_every_way(ready: CommandLine, tmp_path: Path) -> None:
    key = ready.json("source", "add", "requests", "--name", "x", "--folder", "a", "--region", "150100")["key"]
    said = ready.json(
        "source", "profile", key, "--heading", "单号=number", "--heading", "谁=agency", "--heading", "收=received",
        "--heading", "复=replied", "--word", "outcome:照准=granted", "--dates", "day-first",
    )  # fmt: skip
    assert (said["version"], said["dates"]) == (1, "day-first")
    assert said["headings"]["单号"] == "number"
    file = tmp_path / "log.csv"
    file.write_text("单号,谁,收,复,状态\n5,甲局,02/11/2026,,办理中\n", "utf-8")
    assert ready("import", "requests", file).exit_code == 2
    tried = ready.json("import", "requests", file, "--source", key, "--dry-run")
    assert (tried["accepted"], numbers()) == (1, [])
    (ready.folder / "inbox" / "a" / "log.csv").write_bytes(file.read_bytes())
    assert ready.json("collect", key)["accepted"] == 1
    assert ready.json("source", "profile", key, "--clear")["headings"] == {}
    assert ready.json("source", "profile", key)["version"] == 2


@pytest.mark.parametrize("words", [["--heading", "a=nonsense"], ["--heading", "a"], ["--word", "outcome:a=b"]])
def test_a_profile_that_cannot_be_meant_is_wrong_use(ready: CommandLine, words: list[str]) -> None:
    key = ready.json("source", "add", "requests", "--name", "x", "--folder", "a", "--region", "150100")["key"]
    assert ready("source", "profile", key, *words).exit_code == 2
    assert ready("source", "profile", "nowhere").exit_code == 2


def test_words_are_kept_listed_and_taken_back(ready: CommandLine) -> None:
    assert ready("source", "word", "照准", "--means", "granted", "--area", "150100").exit_code == 0
    (line,) = ready.json("source", "words")["words"]
    assert (line["word"], line["code"], line["area"], line["actor"]) == ("照准", "granted", "150100", "command line")
    assert ready("source", "word", "照准", "--area", "150100").exit_code == 0
    assert ready.json("source", "words")["words"] == []
    assert ready("source", "word", "照准", "--means", "nonsense").exit_code == 2


def test_a_token_is_shown_once_listed_without_its_secret_and_revoked(ready: CommandLine) -> None:
    made = ready.json("token", "add", "--name", "市平台", "--agency", "a")
    assert made["token"].startswith("mc_")
    second = ready.json("token", "add", "--source", made["source"])
    listed = ready("token", "list", "--json").stdout
    assert made["token"] not in listed
    assert len(json.loads(listed)["tokens"]) == 2
    assert ready("token", "revoke", second["id"]).exit_code == 0
    with open_house().prepared_database().read() as session:
        assert [token.revoked_at is None for token in session.scalars(select(ApiToken).order_by(ApiToken.id))] == [
            True,
            False,
        ]
        assert made["token"] not in str([vars(token) for token in session.scalars(select(ApiToken))])


@pytest.mark.parametrize(
    "words", [[], ["--name", "x"], ["--name", "x", "--region", "150100", "--agency", "a"], ["--source", "nowhere"]]
)
def test_a_token_without_a_scope_is_wrong_use(ready: CommandLine, words: list[str]) -> None:
    assert ready("token", "add", *words).exit_code == 2
