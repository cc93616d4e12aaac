"""Carry out an action: role and scope are asked again on the server, whatever the page showed."""

from __future__ import annotations

from typing import Any

from dash import ALL, Dash, Input, Output, State, ctx, no_update
from flask import abort

from alerts.rectification import RectificationError
from dashboard.page import Visit
from dashboard.pages.card.actions import ACTIONS, MESSAGE, NOTE, Action
from dashboard.pages.card.layout import CARD_ID, layout
from dashboard.pages.card.progress import SEEN, WATCH, state_of
from dashboard.pages.card.queries import card_exists
from dashboard.routing import CONTENT
from dashboard.scope import Scope
from dashboard.security.users import current_scope
from dashboard.services import Services
from store.models import Card


def register(app: Dash, services: Services) -> None:
    """Register the callback of the buttons, and the one that asks whether an awaited look has come."""
    _watch(app, services)

    @app.callback(
        Output(CONTENT, "children", allow_duplicate=True),
        Output(MESSAGE, "children"),
        Input({"type": "card-action", "name": ALL}, "n_clicks"),
        State(NOTE, "value"),
        State(CARD_ID, "data"),
        prevent_initial_call=True,
    )
    def act(clicks: list[int | None], note: str | None, card_id: int) -> tuple[Any, Any]:
        scope = current_scope()
        if not isinstance(ctx.triggered_id, dict) or not any(clicks):
            return no_update, no_update
        action = _permitted(services, scope, str(card_id), ctx.triggered_id["name"])
        text = (note or "").strip()
        if action.needs_text and not text:
            return no_update, "请先填写文字说明。"
        try:
            action.run(services, int(card_id), scope.username, text)
        except RectificationError as refused:
            return no_update, str(refused)
        return layout(Visit(services, scope, str(card_id))), no_update


def _watch(app: Dash, services: Services) -> None:
    @app.callback(
        Output(CONTENT, "children", allow_duplicate=True),
        Input(WATCH, "n_intervals"),
        State(CARD_ID, "data"),
        State(SEEN, "data"),
        prevent_initial_call=True,
    )
    def watch(_times: int | None, card_id: int, seen: str) -> Any:
        scope = current_scope()
        with services.database.read() as session:
            if not card_exists(session, scope, str(card_id)):
                abort(404)
            if state_of(session, int(card_id)) == seen:
                return no_update
        return layout(Visit(services, scope, str(card_id)))


def _permitted(services: Services, scope: Scope, card_id: str, name: str) -> Action:
    """Return the action, or 404 outside the scope, 403 for the other side's actions."""
    action = next((action for action in ACTIONS if action.name == name), None)
    with services.database.read() as session:
        if action is None or not card_exists(session, scope, card_id):
            abort(404)
        card = session.get_one(Card, int(card_id))
        side = action.is_for(scope, card)
    if not side:
        abort(403)
    return action
