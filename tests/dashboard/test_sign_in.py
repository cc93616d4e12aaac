from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from dashboard.application import create_application
from dashboard.security.throttle import FAILURES_PER_NAME, WINDOW
from dashboard.services import Services
from store import Database
from store.models import AuditEntry, SignInAttempt
from tests.dashboard.browsing import Visitor
from tests.dashboard.small_world import NOW, PASSWORD

Visit = Callable[[str | None], Visitor]


def test_a_wrong_password_is_refused_in_the_same_words_as_a_wrong_name(visit: Visit) -> None:
    answers = [visit(None).sign_in("region", "wrong"), visit(None).sign_in("unknown", "wrong")]
    assert [answer.status_code for answer in answers] == [401, 401]
    assert all("用户名或密码不正确" in answer.text for answer in answers)


def test_after_five_failures_even_the_right_password_has_to_wait(services: Services) -> None:
    moments = [NOW]
    app = create_application(replace(services, clock=lambda: moments[0]))
    for _ in range(FAILURES_PER_NAME):
        assert Visitor(app, None).sign_in("region", "wrong").status_code == 401
    assert Visitor(app, None).sign_in("region", PASSWORD).status_code == 429
    assert Visitor(app, None).sign_in("hohhot", PASSWORD).status_code == 302, "others are not held up"
    moments[0] = NOW + WINDOW + timedelta(seconds=1)
    assert Visitor(app, None).sign_in("region", PASSWORD).status_code == 302


def test_four_failures_are_forgotten_once_the_password_was_right(services: Services) -> None:
    moments: list[datetime] = [NOW]

    def clock() -> datetime:
        moments[0] += timedelta(seconds=1)
        return moments[0]

    app = create_application(replace(services, clock=clock))
    for _ in range(3):
        for _ in range(FAILURES_PER_NAME - 1):
            assert Visitor(app, None).sign_in("region", "wrong").status_code == 401
        assert Visitor(app, None).sign_in("region", PASSWORD).status_code == 302


def test_sign_ins_failures_and_sign_outs_are_written_down(visit: Visit, kept: Database) -> None:
    visit(None).sign_in("region", "wrong")
    visitor = visit("region")
    answer = visitor.client.post("/logout", data={"csrf_token": visitor.token()})
    assert answer.headers["Location"] == "/login"
    assert visitor.get("/").status_code == 302
    with kept.read() as session:
        lines = session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
        tries = session.scalars(select(SignInAttempt.success).order_by(SignInAttempt.id)).all()
    assert lines == ["user.sign_in_failed", "user.sign_in", "user.sign_out"]
    assert tries == [False, True]


def test_a_link_cannot_sign_anybody_out(visit: Visit) -> None:
    visitor = visit("region")
    assert visitor.get("/logout").status_code == 404
    assert visitor.get("/").status_code == 200


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/cards?colour=red", "/cards?colour=red"),
        ("//elsewhere.invalid", "/"),
        ("/\\elsewhere.invalid", "/"),
        ("https://elsewhere.invalid/", "/"),
        ("/\t/elsewhere.invalid", "/"),
        ("/logout", "/"),
    ],
)
def test_after_sign_in_one_stays_on_this_site(visit: Visit, wanted: str, reached: str) -> None:
    stranger = visit(None)
    token = stranger.client.get("/login").text.split('name="csrf_token" value="')[1].split('"')[0]
    form = {"username": "region", "password": PASSWORD, "csrf_token": token}
    answer = stranger.client.post("/login", query_string={"next": wanted}, data=form)
    assert answer.headers["Location"] == reached


def test_a_sign_in_without_a_token_is_refused(visit: Visit) -> None:
    answer = visit(None).client.post("/login", data={"username": "region", "password": PASSWORD})
    assert answer.status_code == 400


def test_the_session_cookie_is_kept_from_scripts_and_other_sites(visit: Visit) -> None:
    cookie = next(value for value in visit(None).sign_in("region", PASSWORD).headers.getlist("Set-Cookie"))
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_behind_https_cookies_are_marked_secure(services: Services) -> None:
    app = create_application(replace(services, secure_cookies=True))
    cookies = app.server.test_client().get("/login", base_url="https://localhost").headers.getlist("Set-Cookie")
    assert cookies
    assert all("Secure" in cookie for cookie in cookies)


def test_every_answer_carries_the_protective_headers(visit: Visit) -> None:
    for address in ("/", "/login", "/_dash-layout", "/nowhere"):
        headers = visit("region").get(address).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe-eval" not in policy
        assert "'unsafe-inline'" not in policy.split("style-src")[0]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"


def test_the_demo_says_so_before_and_after_sign_in(visit: Visit) -> None:
    assert "演示数据（合成）· 截至 2026-11-20" in visit(None).get("/login").text
    assert "演示数据（合成）· 截至 2026-11-20" in visit("region").get("/_dash-layout").json.__str__()


def test_a_hint_stands_below_the_form_as_text_only(services: Services) -> None:
    app = create_application(replace(services, sign_in_hint="officer <b>口令</b>"))
    page = Visitor(app, None).get("/login").text
    assert "officer &lt;b&gt;口令" in page


def test_a_real_installation_has_no_demo_banner(services: Services) -> None:
    app = create_application(replace(services, demo=False))
    assert "演示" not in Visitor(app, None).get("/login").text
    assert "演示" not in str(Visitor(app, "region").get("/_dash-layout").json)
