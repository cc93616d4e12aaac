"""Put the dashboard together: server, guard, Dash, pages. Call ``create_application(services)``."""

from __future__ import annotations

from pathlib import Path

from flask import Flask, Response
from flask_login import LoginManager

from dashboard.api.push import install_push
from dashboard.calendar_feed import install_calendar_feed
from dashboard.grid import keep_grid_out_of_other_pages
from dashboard.index import MingchaDash, scheme_hash
from dashboard.kept_copy import install_kept_copies
from dashboard.page import all_pages
from dashboard.problems import install_problems
from dashboard.quarantine_file import install_quarantine_files
from dashboard.routing import install_routing
from dashboard.security.guard import install_guard
from dashboard.security.headers import install_headers, page_policy
from dashboard.security.sign_in import install_sign_in
from dashboard.security.tokens import install_tokens
from dashboard.security.users import install_users
from dashboard.services import Services
from dashboard.shell import shell
from dashboard.static_files import install_static_files
from dashboard.uploads.receiving import allow_large_bodies, install_upload

_HERE = Path(__file__).parent
_FAVICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="14" cy="14" r="9" fill="none" '
    'stroke="#3b5bdb" stroke-width="4"/><path d="M21 21l8 8" stroke="#3b5bdb" stroke-width="4"/></svg>'
)


def create_application(services: Services) -> MingchaDash:
    """Return the Dash application, warmed up; its ``.server`` is what a WSGI server runs."""
    keep_grid_out_of_other_pages()
    server = _create_server(services)
    app = MingchaDash(
        "dashboard",
        server=server,  # type: ignore[arg-type]  # Dash takes a Flask application, its types do not say so
        assets_folder=str(_HERE / "assets"),
        assets_path_ignore=["vendor"],
        suppress_callback_exceptions=True,
        compress=False,
        enable_mcp=False,
        title="明察",
        update_title="",  # Dash would write "Updating..." over the title
    )
    pages = all_pages()
    app.pages_known = pages
    app.layout = lambda: shell(services, pages)
    install_routing(app, services, pages)
    for page in pages:
        page.register(app, services)
    warm_up(app)
    return app


def warm_up(app: MingchaDash) -> None:
    """Answer one request, because parallel first requests to a cold Dash can fail; then fix the script hashes."""
    with app.server.test_client() as client:
        client.get("/healthz")
    app.server.config["PAGE_POLICY"] = page_policy([*app.csp_hashes(), scheme_hash()])


def _create_server(services: Services) -> Flask:
    server = Flask("dashboard", root_path=str(_HERE), static_folder=None)
    server.config.update(
        SECRET_KEY=services.secret_key,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SECURE=services.secure_cookies,
        MAX_CONTENT_LENGTH=2_000_000,
    )
    install_problems(server)
    login_manager = LoginManager(server)
    install_guard(server)  # before anything else that looks at requests
    install_users(login_manager, services)
    install_headers(server)
    install_static_files(server, _HERE / "assets" / "vendor")
    allow_large_bodies(server, services)
    install_tokens(server, secure=services.secure_cookies)
    install_sign_in(server, services)
    install_kept_copies(server, services)
    install_quarantine_files(server, services)
    install_calendar_feed(server, services)
    install_push(server, services)
    install_upload(server, services)
    server.add_url_rule("/healthz", "health", lambda: Response("ok", mimetype="text/plain"))
    server.add_url_rule("/favicon.svg", "favicon", lambda: Response(_FAVICON, mimetype="image/svg+xml"))
    return server
