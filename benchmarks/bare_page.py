"""Plain Dash with two charts. A module of its own: whatever else is imported, Dash would put into the page."""

from __future__ import annotations

import json
from pathlib import Path

from dash import Dash, dcc, html
from flask import Flask

FIGURES_FILE = "figures.json"


def bare(folder: str) -> Flask:
    """Return Dash as it comes, with the figures kept in ``folder`` and nothing else."""
    figures = json.loads((Path(folder) / FIGURES_FILE).read_text())
    app = Dash("bare")
    app.layout = html.Div([dcc.Graph(id=name, figure=figure) for name, figure in figures.items()])
    server: Flask = app.server
    with server.test_client() as client:
        client.get("/")
    return server
