"""Beginning a discovery, watching it, stopping it. The process that fetches does the work; here is only the wish."""

from __future__ import annotations

from typing import Any

from dash import ALL, Dash, Input, Output, State, ctx, no_update
from flask import abort
from sqlalchemy.orm import Session

from collectors.discovery import BUDGET, UnknownSite, stop_discovery, wish_discovery
from dashboard.page import Visit
from dashboard.pages.discovery.layout import BUDGET_INPUT, EMPTY, FILTER, MESSAGE, RUNS, SITE, START, WATCH, draw
from dashboard.pages.discovery.queries import sites_to_choose, wanted_site
from dashboard.pages.discovery.runs import (
    PROGRESS,
    SEEN,
    STOP,
    is_open,
    mark_of,
    progress_words,
    runs_block,
    runs_in_scope,
)
from dashboard.routing import CONTENT
from dashboard.scope import Scope
from dashboard.security.users import current_scope
from dashboard.services import Services
from store.models import Site

_LONGEST = 60
_PAGE = Output(CONTENT, "children", allow_duplicate=True)
_MESSAGE = Output(MESSAGE, "children", allow_duplicate=True)


def register_search(app: Dash, services: Services) -> None:
    """Register what begins, watches and stops discoveries."""
    _choosing(app, services)
    _starting(app, services)
    _stopping(app, services)
    _watching(app, services)


def shown(services: Services, scope: Scope, site: object) -> Visit:
    """The visit of the page as it is shown: of one site, or of all."""
    return Visit(services, scope, None, {"site": str(site)} if site else {})


def _choosing(app: Dash, services: Services) -> None:
    @app.callback(Output(SITE, "data"), Input(SITE, "searchValue"), State(SITE, "value"), prevent_initial_call=True)
    def find_sites(typed: str | None, chosen: str | None) -> Any:
        scope = current_scope()
        if typed is None:
            return no_update
        with services.database.read() as session:
            known = wanted_site(session, scope, chosen)
            # Once a site is chosen, its whole line stands there as what was typed.
            return sites_to_choose(session, scope, known, typed.split("（")[0].strip()[:_LONGEST])


def _starting(app: Dash, services: Services) -> None:
    @app.callback(
        _PAGE,
        _MESSAGE,
        Input(START, "n_clicks"),
        State(SITE, "value"),
        State(BUDGET_INPUT, "value"),
        State(FILTER, "data"),
        prevent_initial_call=True,
    )
    def start(clicks: int | None, site: str | None, budget: object, filtered: int | None) -> tuple[Any, Any]:
        scope = current_scope()
        if not clicks:
            return no_update, no_update
        if not site:
            return no_update, "请先选择网站。"
        most = budget if isinstance(budget, int) and not isinstance(budget, bool) else BUDGET
        with services.database.write() as session:
            known = _site_or_404(session, scope, site)
            try:
                new = wish_discovery(session, known.id, scope.username, services.clock(), most)
            except UnknownSite as gone:
                return no_update, f"{gone}。"
        words = "已要求查找，进展见上。" if new else "该网站已在查找中。"
        return draw(shown(services, scope, filtered), words), no_update


def _stopping(app: Dash, services: Services) -> None:
    @app.callback(
        _PAGE,
        Input({"type": STOP, "site": ALL}, "n_clicks"),
        State(FILTER, "data"),
        prevent_initial_call=True,
    )
    def stop(clicks: list[int | None], filtered: int | None) -> Any:
        scope = current_scope()
        if not isinstance(ctx.triggered_id, dict) or not any(clicks):
            return no_update
        with services.database.write() as session:
            known = _site_or_404(session, scope, ctx.triggered_id["site"])
            stop_discovery(session, known.id, scope.username, services.clock())
        return draw(shown(services, scope, filtered), "已要求停止；已找到的保留待确认。")


def _watching(app: Dash, services: Services) -> None:
    @app.callback(
        _PAGE,
        Output(RUNS, "children"),
        Output(WATCH, "disabled"),
        Output({"type": PROGRESS, "run": ALL}, "children"),
        Input(WATCH, "n_intervals"),
        State(FILTER, "data"),
        State(SEEN, "data"),
        State(EMPTY, "data"),
        State({"type": PROGRESS, "run": ALL}, "id"),
        prevent_initial_call=True,
    )
    def watch(
        _times: int | None, filtered: int | None, seen: str, empty: bool, drawn: list[dict[str, Any]]
    ) -> tuple[Any, Any, Any, list[Any]]:
        scope = current_scope()
        if not scope.is_officer:
            abort(403)
        with services.database.read() as session:
            site = wanted_site(session, scope, filtered)
            lines = runs_in_scope(session, scope, site.id if site is not None else None)
        if mark_of(lines) == seen:
            words = {run.id: progress_words(run) for run, _ in lines}
            return no_update, no_update, False, [words.get(one["run"], no_update) for one in drawn]
        nothing = [no_update] * len(drawn)
        if empty and any(run.new for run, _ in lines):
            # Nobody has chosen rows yet, so nothing is lost by drawing all anew.
            return draw(shown(services, scope, filtered), ""), no_update, no_update, nothing
        return no_update, runs_block(lines), not is_open(lines), nothing


def _site_or_404(session: Session, scope: Scope, argument: object) -> Site:
    """The site, for an officer in whose scope it lies."""
    if not scope.is_officer:
        abort(403)
    site = wanted_site(session, scope, argument)
    if site is None:
        abort(404)
    return site
