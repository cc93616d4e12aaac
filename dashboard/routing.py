"""From an address to a page: the one callback that draws pages, and honest 404s."""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import parse_qsl

from dash import Dash, Input, Output, html
from flask import Flask, abort, request
from flask_login import current_user
from werkzeug.exceptions import HTTPException

from dashboard.browser import in_browser
from dashboard.page import Page, Visit, find_page
from dashboard.scope import Scope
from dashboard.security.users import current_scope
from dashboard.services import Services

logger = logging.getLogger(__name__)

CONTENT = "page-content"
LOCATION = "page-location"
TITLE = "page-title"
NAVIGATION = "page-navigation"


def install_routing(app: Dash, services: Services, pages: tuple[Page, ...]) -> None:
    """Register the callback that draws the page of the present address, and the 404s of addresses without one."""

    @app.callback(
        Output(CONTENT, "children"),
        Output(TITLE, "data"),
        Input(LOCATION, "pathname"),
        Input(LOCATION, "search"),
    )
    def draw(path: str, search: str | None) -> tuple[Any, str]:
        scope = current_scope()
        page, argument = _page_or_404(services, scope, pages, path)
        filters = dict(parse_qsl((search or "").removeprefix("?")))
        return draw_page(page, Visit(services, scope, argument, filters)), _title(services, page, argument)

    in_browser(
        app,
        "function(title) { document.title = title + ' · 明察'; return window.dash_clientside.no_update; }",
        Output(CONTENT, "title"),
        Input(TITLE, "data"),
        prevent_initial_call=True,
    )
    _answer_404(app.server, services, pages)


def _title(services: Services, page: Page, argument: str | None) -> str:
    if argument is None:
        return page.title
    with services.database.read() as session:
        return f"{page.name(session, argument)} {page.title}".strip()


def draw_page(page: Page, visit: Visit) -> Any:
    """Return the page, or words that it could not be drawn: an error that is only logged would leave it blank."""
    try:
        return page.layout(visit)
    except HTTPException:
        raise
    except Exception:
        logger.exception("page %s failed for %s", page.path, visit.scope.username)
        return html.Div(
            [html.H1(page.title), html.P("页面出错，已记入日志。请稍后重试，或告知系统管理员。", role="alert")]
        )


def _page_or_404(services: Services, scope: Scope, pages: tuple[Page, ...], path: str) -> tuple[Page, str | None]:
    found = find_page(path, pages)
    if found is None:
        abort(404)
    page, argument = found
    if argument is not None:
        with services.database.read() as session:
            if not page.exists(session, scope, argument):
                abort(404)
    return found


def _answer_404(server: Flask, services: Services, pages: tuple[Page, ...]) -> None:
    """Dash answers 200 to any address; ours answers 404 where no page is, or none for this user."""

    def check() -> None:
        if request.endpoint in {"/", "/<path:path>"} and current_user.is_authenticated:
            _page_or_404(services, current_scope(), pages, request.path)

    server.before_request(check)
