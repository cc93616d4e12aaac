"""Cross-site request forgery: Dash sends the cookie ``_csrf_token`` back as the header ``X-CSRFToken``."""

from __future__ import annotations

from flask import Flask, Response, request
from flask_login import current_user
from flask_wtf.csrf import CSRFProtect, generate_csrf

COOKIE = "_csrf_token"


def install_tokens(server: Flask, *, secure: bool) -> None:
    """Ask a token of every request that is not a plain read, and hand it to signed-in pages."""
    server.config["WTF_CSRF_TIME_LIMIT"] = None  # as long as the session: a wall display stays on for days
    server.config["WTF_CSRF_SSL_STRICT"] = secure
    CSRFProtect(server)

    def give_token(response: Response) -> Response:
        # Not with a page that says what went wrong: it may be the database, which knows the user.
        page = response.mimetype == "text/html" and request.method == "GET" and response.status_code < 400
        if page and current_user.is_authenticated:
            # Dash's script must read it, so it cannot be HttpOnly; it is worth nothing without the session.
            response.set_cookie(COOKIE, generate_csrf(), samesite="Lax", secure=secure)
        return response

    server.after_request(give_token)
