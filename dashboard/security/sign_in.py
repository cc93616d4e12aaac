"""The sign-in page, sign-out, and the audit line of each."""

from __future__ import annotations

from datetime import datetime

from flask import Flask, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_user, logout_user
from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.security.throttle import must_wait, record_attempt
from dashboard.security.users import SIGNED_IN_AT, SignedInUser, current_scope, scope_of
from dashboard.services import Services
from store.audit import append_audit
from store.models import User
from store.people import password_fits

WRONG = "用户名或密码不正确。"
WAIT = "登录失败次数过多，请 15 分钟后再试。"


def install_sign_in(server: Flask, services: Services) -> None:
    """Register ``/login`` and ``/logout``."""

    def sign_in() -> ResponseReturnValue:
        if request.method == "GET":
            return _page(services)
        username, password = request.form.get("username", "").strip()[:60], request.form.get("password", "")
        now, address = services.clock(), request.remote_addr or "-"
        with services.database.write() as database_session:
            if must_wait(database_session, username, address, now):
                return _page(services, WAIT, username), 429
            user = _verified(database_session, username, password)
            _write_down(database_session, user, username, address, now)
            if user is None:
                return _page(services, WRONG, username), 401
            signed_in = SignedInUser(scope_of(database_session, user))
        session.clear()  # a session begun before the sign-in is not carried over
        session[SIGNED_IN_AT] = now.isoformat()
        login_user(signed_in)
        return redirect(_safe_target(request.args.get("next", "/")))

    def sign_out() -> ResponseReturnValue:
        scope = current_scope()
        with services.database.write() as database_session:
            append_audit(
                database_session,
                at=services.clock(),
                actor=scope.username,
                action="user.sign_out",
                subject=f"user:{scope.user_id}",
            )
        logout_user()
        session.clear()
        return redirect(url_for("sign_in"))

    server.add_url_rule("/login", "sign_in", sign_in, methods=["GET", "POST"])
    server.add_url_rule("/logout", "sign_out", sign_out, methods=["POST"])


def _page(services: Services, problem: str | None = None, username: str = "") -> str:
    as_of = services.today().isoformat() if services.demo else None
    return render_template(
        "sign_in.html", problem=problem, username=username, demo_as_of=as_of, hint=services.sign_in_hint
    )


def _verified(database_session: Session, username: str, password: str) -> User | None:
    user = database_session.scalar(select(User).where(User.username == username))
    return user if password_fits(user, password) else None


def _write_down(database_session: Session, user: User | None, username: str, address: str, now: datetime) -> None:
    record_attempt(database_session, username, address, now, success=user is not None)
    append_audit(
        database_session,
        at=now,
        actor=username or "-",
        action="user.sign_in" if user else "user.sign_in_failed",
        subject=f"user:{user.id}" if user else "user:-",
        detail={"address": address},
    )


def _safe_target(wanted: str) -> str:
    """Only a path of this site: "//host" and "/\\host" would lead elsewhere."""
    inside = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and not wanted.startswith("/log")
    return wanted if inside and wanted.isprintable() else "/"
