"""Filters that become the address; the secret of the feed, made and revoked."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from dash import Dash, Input, Output, State, ctx, no_update
from flask import url_for

from dashboard.agency_search import register_agency_search
from dashboard.browser import filters_to_address
from dashboard.pages.request_month.feed import AGENCY, FEED, MAKE, REVOKE, feed_state
from dashboard.pages.request_month.layout import INPUTS
from dashboard.request_filter import RequestFilter
from dashboard.routing import LOCATION
from dashboard.security.calendar_tokens import new_token, revoke_token
from dashboard.security.users import current_scope
from dashboard.services import Services


def register(app: Dash, services: Services) -> None:
    """Register the callbacks of this page."""

    @app.callback(
        Output(FEED, "children"),
        Input(MAKE, "n_clicks"),
        Input(REVOKE, "n_clicks"),
        State(AGENCY, "data"),
        prevent_initial_call=True,
    )
    def change_feed(made: int | None, revoked: int | None, agency: str | None) -> Any:
        scope = current_scope()
        address = None
        with services.database.write() as session:
            if ctx.triggered_id == MAKE and made:
                address = _address(new_token(session, scope, services.clock()), agency)
            elif ctx.triggered_id == REVOKE and revoked:
                revoke_token(session, scope, services.clock())
            else:
                return no_update
            return feed_state(session, scope, address)

    filters_to_address(app, LOCATION, INPUTS, tied={"month": None})
    register_agency_search(app, services, INPUTS["agency"], INPUTS["region"])


def _address(token: str, agency: str | None) -> str:
    chosen = RequestFilter.read({"agency": agency})
    only = f"?{urlencode({'agency': chosen.agency})}" if chosen.agency else ""
    return url_for("calendar_feed", token=token, _external=True) + only
