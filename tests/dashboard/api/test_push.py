"""Requests pushed by programs: within what their token may tell of, each row accounted for, twice harmless."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dashboard.api.callers import CallRate
from dashboard.api.push import LARGEST_PUSH
from store import Database
from store.api_tokens import revoke_token
from store.models import ApiToken, AuditEntry, CollectorRun, QuarantineRow, Request, Source
from tests.dashboard.api.conftest import Push
from tests.dashboard.small_world import NOW, SmallWorld

Token = Callable[..., str]
HOHHOT, BAOTOU = "呼和浩特市人民政府", "包头市人民政府"


def row(number: str, agency: str = HOHHOT, **more: Any) -> dict[str, Any]:
    return {"申请编号": number, "承办单位": agency, "收到日期": "2026-11-02", "答复日期": None, **more}


def numbers(database: Database) -> set[str]:
    with database.read() as session:
        return {request.number for request in session.query(Request).filter(Request.number.like("API-%"))}


def test_json_rows_are_taken_in_and_the_same_again_is_unchanged(push: Push, token: Token, kept: Database) -> None:
    secret = token(region_code="150100")
    body = [row("API-1"), row("API-2"), row("", HOHHOT)]
    answer = push(secret, body)
    assert answer.status_code == 200
    account = answer.get_json()
    assert (account["rows"], account["accepted"], account["unchanged"], account["quarantined"]) == (3, 2, 0, 1)
    assert account["reasons"] == {"number_missing": 1}
    assert [(problem["row"], problem["field"]) for problem in account["problems"]] == [(4, "申请编号")]
    assert numbers(kept) == {"API-1", "API-2"}
    again = push(secret, body).get_json()
    assert (again["rows"], again["accepted"], again["unchanged"], again["quarantined"]) == (3, 0, 3, 0)


def test_csv_is_taken_in_too(push: Push, token: Token, kept: Database) -> None:
    body = f"申请编号,承办单位,收到日期,答复日期\nAPI-7,{HOHHOT},2026-11-02,\n".encode("gb18030")
    answer = push(token(region_code="150100"), body, **{"Content-Type": "text/csv"})
    assert answer.get_json()["accepted"] == 1
    assert numbers(kept) == {"API-7"}


@pytest.mark.parametrize("of_agency", [True, False])
def test_rows_of_agencies_beyond_the_token_are_refused_with_their_reason(
    push: Push, token: Token, kept: Database, world: SmallWorld, of_agency: bool
) -> None:
    secret = token(agency_id=world.agency_ids["150100"]) if of_agency else token(region_code="150100")
    account = push(secret, [row("API-1"), row("API-2", BAOTOU), row("API-3", "无此单位")]).get_json()
    assert account["reasons"] == {"out_of_scope": 1, "unknown_agency": 1}
    assert BAOTOU in account["problems"][0]["explanation"]
    assert numbers(kept) == {"API-1"}


def test_rows_without_an_agency_belong_to_the_agency_of_the_token_or_to_nobody(
    push: Push, token: Token, kept: Database, world: SmallWorld
) -> None:
    bare = [{"申请编号": "API-1", "收到日期": "2026-11-02", "答复日期": None}]
    assert push(token(region_code="150100"), bare).get_json()["reasons"] == {"unknown_agency": 1}
    assert push(token(agency_id=world.agency_ids["150100"]), bare).get_json()["accepted"] == 1
    assert numbers(kept) == {"API-1"}


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic YTpi"}])
def test_a_stranger_is_refused_and_nothing_is_kept(push: Push, kept: Database, header: dict[str, str]) -> None:
    answer = push(None, [row("API-1")], **header)
    assert answer.status_code == 401
    assert answer.get_json()["error"].startswith("令牌")
    assert numbers(kept) == set()


def test_a_session_is_no_token(visit: Any) -> None:
    visitor = visit("admin")
    headers = {"X-CSRFToken": visitor.token()}
    assert visitor.client.post("/api/requests", json=[row("API-1")], headers=headers).status_code == 401


def test_a_token_opens_nothing_but_the_push(app: Any, token: Token) -> None:
    client = app.server.test_client()
    headers = {"Authorization": f"Bearer {token(region_code='150000')}"}
    assert client.get("/api/requests", headers=headers).status_code == 302
    assert client.get("/cards", headers=headers).status_code == 302
    assert client.post("/_dash-update-component", json={}, headers=headers).status_code in (400, 401)


def test_a_revoked_token_opens_nothing(push: Push, token: Token, kept: Database) -> None:
    secret = token(region_code="150100")
    with kept.write() as session:
        assert revoke_token(session, session.query(ApiToken).one(), "admin", NOW)
    assert push(secret, [row("API-1")]).status_code == 401


def test_only_the_hash_of_a_token_is_kept(push: Push, token: Token, kept: Database) -> None:
    secret = token(region_code="150100")
    push(secret, [row("API-1")])
    with kept.read() as session:
        lines = [vars(line) for table in (ApiToken, AuditEntry, Source, CollectorRun) for line in session.query(table)]
        assert session.query(ApiToken).one().last_used_at == NOW
    assert secret not in str(lines)


@pytest.mark.parametrize("body", [b"", b"{}", b"[1, 2]", b"{not json", b"\x00\xff\xfe", b"a,b\n1,2\n"])
def test_a_body_that_is_no_log_is_refused_in_words_and_leaves_a_failed_run(
    push: Push, token: Token, kept: Database, body: bytes
) -> None:
    answer = push(token(region_code="150100"), body)
    assert answer.status_code == 422
    assert answer.get_json()["error"]
    with kept.read() as session:
        assert session.query(Source).filter(Source.way == "api").one().health == "failing"


def test_a_body_that_is_too_large_is_refused(push: Push, token: Token) -> None:
    answer = push(token(region_code="150100"), b" " * (LARGEST_PUSH + 1))
    assert answer.status_code == 413
    assert "内容过大" in answer.get_json()["error"]


def test_personal_columns_are_hidden_in_quarantine(push: Push, token: Token, kept: Database) -> None:
    push(token(region_code="150100"), [row("", 申请人姓名="张三")])
    with kept.read() as session:
        (kept_row,) = session.query(QuarantineRow).filter(QuarantineRow.reason == "number_missing")
        assert "张三" not in str(kept_row.raw)


def test_who_calls_too_often_has_to_wait() -> None:
    rate = CallRate(per_minute=2)
    assert [rate.seconds_to_wait(1, moment) for moment in (0.0, 10.0, 20.0)] == [0, 0, 40]
    assert rate.seconds_to_wait(2, 20.0) == 0
    assert rate.seconds_to_wait(1, 60.5) == 0


def test_the_sixty_first_call_of_a_minute_is_told_when_to_come_again(push: Push, token: Token) -> None:
    secret = token(region_code="150100")
    answers = [push(secret, b"") for _ in range(61)]
    assert {answer.status_code for answer in answers[:60]} == {422}
    assert answers[60].status_code == 429
    assert int(answers[60].headers["Retry-After"]) > 0
