"""Default deny: whoever is not signed in gets nothing but the sign-in page."""

from __future__ import annotations

from flask import Flask, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

OPEN_ENDPOINTS = frozenset({"sign_in", "health", "favicon", "calendar_feed", "api_requests"})
"""``calendar_feed`` and ``api_requests`` ask for a secret of their own: programs cannot sign in."""
_DASH_PREFIXES = ("/_", "/assets/")


def install_guard(server: Flask) -> None:
    """Put the guard first in line. Call it before anything else registers a ``before_request``."""
    server.before_request(_refuse_strangers)


def _refuse_strangers() -> ResponseReturnValue | None:
    if request.endpoint in OPEN_ENDPOINTS or current_user.is_authenticated:
        return None
    if request.method == "GET" and not request.path.startswith(_DASH_PREFIXES):
        wanted = request.full_path.rstrip("?")
        return redirect(url_for("sign_in", next=wanted) if wanted != "/" else url_for("sign_in"))
    abort(401)
