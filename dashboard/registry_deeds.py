"""What officers do to a site or a column: role and scope are asked again on the server, whatever the page showed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dash import Dash, Input, Output, State, no_update
from flask import abort
from sqlalchemy.orm import Session

from alerts.upkeep import UpkeepError
from dashboard.page import Visit
from dashboard.registry_forms import day_of, retiring_ids
from dashboard.routing import CONTENT
from dashboard.scope import Scope
from dashboard.security.users import current_scope
from dashboard.services import Services


@dataclass(frozen=True)
class DeedPage:
    """A page of one site or column, as its deeds need it.

    ``name``: site or column; ``subject``: the store that holds its number; ``message``: where a refusal is said;
    ``exists``: whether a scope sees it; ``layout`` draws it.
    """

    name: str
    subject: str
    message: str
    exists: Callable[[Session, Scope, str], bool]
    layout: Callable[[Visit], Any]

    def drawn(self, message: str | None = None) -> tuple[Output, Output]:
        """Return the outputs of a deed: the page anew, and what is said."""
        said = Output(message or self.message, "children", allow_duplicate=True)
        return Output(CONTENT, "children", allow_duplicate=True), said

    def done(self, services: Services, scope: Scope, id_: int, deed: Callable[[int], object]) -> tuple[Any, Any]:
        """Do it and draw the page anew, or say why it was refused."""
        with services.database.read() as session:
            if not self.exists(session, scope, str(id_)):
                abort(404)
        if not scope.is_officer:
            abort(403)
        try:
            deed(int(id_))
        except UpkeepError as refused:
            return no_update, f"{refused}。"
        return self.layout(Visit(services, scope, str(id_))), ""


def register_retiring(
    app: Dash, services: Services, page: DeedPage, retire: Callable[..., object], restore: Callable[..., object]
) -> None:
    """Register the callbacks of the form that retires or restores; see ``alerts.upkeep`` for the deeds."""
    retire_button, restore_button, since_input, reason_input = retiring_ids(page.name)

    @app.callback(
        *page.drawn(),
        Input(retire_button, "n_clicks"),
        State(since_input, "value"),
        State(reason_input, "value"),
        State(page.subject, "data"),
        prevent_initial_call=True,
    )
    def retired(clicks: int | None, since: str | None, reason: str | None, id_: int) -> tuple[Any, Any]:
        scope = current_scope()
        if not clicks:
            return no_update, no_update
        day = day_of(since)
        if day is None:
            return no_update, "请填写停用日期。"
        who, now = scope.username, services.clock()
        return page.done(services, scope, id_, lambda one: retire(services.database, one, reason or "", day, who, now))

    @app.callback(
        *page.drawn(),
        Input(restore_button, "n_clicks"),
        State(reason_input, "value"),
        State(page.subject, "data"),
        prevent_initial_call=True,
    )
    def restored(clicks: int | None, reason: str | None, id_: int) -> tuple[Any, Any]:
        scope = current_scope()
        if not clicks:
            return no_update, no_update
        who, now = scope.username, services.clock()
        return page.done(services, scope, id_, lambda one: restore(services.database, one, reason or "", who, now))
