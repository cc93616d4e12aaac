"""Filters of the list of sources become the address; rows in quarantine are read again."""

from __future__ import annotations

from typing import Any

from dash import Dash, Input, Output, State, no_update
from flask import abort
from sqlalchemy import select

from collectors.reading_again import read_quarantine_again
from collectors.recording.jobs import FILE_KINDS
from dashboard.browser import filters_to_address, in_browser
from dashboard.pages.sources import columns
from dashboard.pages.sources.listing import KIND, STATE, TEXT
from dashboard.pages.sources.quarantine import AGAIN, AGAIN_MESSAGE, SHOWN
from dashboard.routing import LOCATION
from dashboard.scope import Scope
from dashboard.security.users import current_scope
from dashboard.services import Services
from store.audit import append_audit
from store.models import Source

_FILTERS_TO_ADDRESS = """function(kind, health, text) {
  const now = new URLSearchParams(window.location.search);
  const values = { kind, health, text };
  const changed = Object.entries(values).some(([name, value]) => (value || "") !== (now.get(name) || ""));
  if (!changed) return window.dash_clientside.no_update;
  const chosen = new URLSearchParams({ list: "all" });
  for (const [name, value] of Object.entries(values)) if (value) chosen.set(name, value);
  return "?" + chosen.toString();
}"""


def register(app: Dash, services: Services) -> None:
    """Follow the filters in the browser alone; the router draws the list of the new address."""
    target = Output(LOCATION, "search", allow_duplicate=True)
    inputs = [Input(identity, "value") for identity in (KIND, STATE, TEXT)]
    in_browser(app, _FILTERS_TO_ADDRESS, target, *inputs, prevent_initial_call=True)
    filters_to_address(app, LOCATION, columns.INPUTS, tied={"answer": None})

    @app.callback(
        Output(AGAIN_MESSAGE, "children"), Input(AGAIN, "n_clicks"), State(SHOWN, "data"), prevent_initial_call=True
    )
    def read_again(clicks: int | None, source_id: int) -> Any:
        scope = current_scope()
        if not clicks:
            return no_update
        return f"重新读取完毕，{_read_again(services, scope, int(source_id)):,} 行已不在隔离区；刷新本页查看其余的行。"


def _read_again(services: Services, scope: Scope, source_id: int) -> int:
    """For officers, and sources of logs in their scope."""
    if not scope.is_officer or services.collecting is None:
        abort(403)
    with services.database.write() as session:
        query = select(Source.id).where(Source.id == source_id, Source.kind.in_(FILE_KINDS), scope.sees_source())
        if session.scalar(query) is None:
            abort(404)
        subject, now = f"source:{source_id}", services.clock()
        append_audit(session, at=now, actor=scope.username, action="quarantine.read_again", subject=subject)
    return read_quarantine_again(services.database, source_id, services.collecting)
