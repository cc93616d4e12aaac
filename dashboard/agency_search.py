"""The list of agencies to filter by, searched by the database: a province has more of them than a list can hold."""

from __future__ import annotations

from typing import Any

from dash import Dash, Input, Output, State, no_update

from dashboard.places import agencies_in_scope
from dashboard.security.users import current_scope
from dashboard.services import Services

LONGEST = 40


def register_agency_search(app: Dash, services: Services, agency: str, region: str) -> None:
    """Let what is typed into the list with the id ``agency`` be looked for in the place chosen in ``region``."""

    @app.callback(
        Output(agency, "data"),
        Input(agency, "searchValue"),
        State(agency, "value"),
        State(region, "value"),
        prevent_initial_call=True,
    )
    def find_agencies(typed: str | None, chosen: str | None, place: str | None) -> Any:
        scope = current_scope()
        if typed is None:
            return no_update
        known = int(chosen) if chosen and chosen.isascii() and chosen.isdigit() else None
        with services.database.read() as session:
            found = agencies_in_scope(session, scope, place, known, typed.strip()[:LONGEST])
        return [{"value": str(id_), "label": name} for id_, name in found]
