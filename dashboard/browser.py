"""Callbacks that run in the browser alone."""

from __future__ import annotations

from typing import Any

from dash import Dash


def in_browser(app: Dash, script: str, *connections: Any, **options: Any) -> None:
    """Register ``script``, a JavaScript function, between outputs, inputs and states."""
    app.clientside_callback(script, *connections, **options)  # type: ignore[no-untyped-call]  # Dash leaves it untyped
