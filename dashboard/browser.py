"""Callbacks that run in the browser alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from dash import Dash, Input, Output

_FILTERS_TO_ADDRESS = """function(...values) {
  const names = %s, tied = %s;
  const before = new URLSearchParams(window.location.search), chosen = new URLSearchParams();
  names.forEach((name, place) => { if (values[place]) chosen.set(name, values[place]); });
  for (const [name, holder] of Object.entries(tied)) {
    const same = holder === null || before.get(holder) === chosen.get(holder);
    if (same && before.get(name)) chosen.set(name, before.get(name));
  }
  const search = chosen.toString() ? "?" + chosen.toString() : "";
  return search === window.location.search ? window.dash_clientside.no_update : search;
}"""


def in_browser(app: Dash, script: str, *connections: Any, **options: Any) -> None:
    """Register ``script``, a JavaScript function, between outputs, inputs and states."""
    app.clientside_callback(script, *connections, **options)  # type: ignore[no-untyped-call]  # Dash leaves it untyped


def filters_to_address(
    app: Dash, location: str, filters: Mapping[str, str], tied: Mapping[str, str | None] | None = None
) -> None:
    """Make the query string of what is chosen. ``filters``: name in the address → id of its input.

    ``tied``: a name without an input, kept only as long as the filter it belongs to stays the same, or always.
    """
    script = _FILTERS_TO_ADDRESS % (json.dumps(list(filters)), json.dumps(dict(tied or {})))
    target = Output(location, "search", allow_duplicate=True)
    in_browser(
        app, script, target, *(Input(identity, "value") for identity in filters.values()), prevent_initial_call=True
    )
