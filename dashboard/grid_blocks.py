"""The callback behind every long table: the rows that are scrolled to, and how many there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dash import Dash, Input, Output, State, no_update
from sqlalchemy.orm import Session

from dashboard.scope import Scope
from dashboard.security.users import current_scope
from dashboard.services import Services

Chosen = Mapping[str, Any]
BlockOf = Callable[[Session, Scope, Chosen, Mapping[str, Any]], dict[str, Any]]
"""From session, scope, chosen filters and the grid's request to ``{"rowData", "rowCount"}``."""


def answer_blocks(
    app: Dash, services: Services, block_of: BlockOf, *, grid: str, chosen: str, count: str, unit: str
) -> None:
    """Give the table ``grid`` its rows under the filters kept in ``chosen``, and ``count`` their number in ``unit``."""

    @app.callback(
        Output(grid, "getRowsResponse"),
        Output(count, "children"),
        Input(grid, "getRowsRequest"),
        State(chosen, "data"),
    )
    def give_block(request: Mapping[str, Any] | None, filters: Chosen | None) -> tuple[Any, Any]:
        scope = current_scope()
        if request is None:
            return no_update, no_update
        with services.database.read() as session:
            block = block_of(session, scope, filters or {}, request)
        return block, f"共 {block['rowCount']:,} {unit}"
