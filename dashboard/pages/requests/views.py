"""The user's saved views above the list: links, and a name for the filters of now."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import html
from sqlalchemy.orm import Session

from dashboard.components import aria, link
from dashboard.request_filter import LIST
from dashboard.saved_views import views_of
from dashboard.scope import Scope

VIEWS, NAME, SAVE, DROP = "requests-views", "requests-view-name", "requests-view-save", "requests-view-drop"


def views_row(session: Session, scope: Scope) -> Any:
    """Return the views, each a link, and the field to keep the present filters."""
    name = dmc.TextInput(id=NAME, placeholder="视图名称", size="xs", w=140, **aria(label="视图名称"))
    save = html.Button("保存当前条件", id=SAVE, type="button", className="plain-button")
    return html.Div([html.Div(view_links(session, scope), id=VIEWS, className="views"), name, save], className="views")


def view_links(session: Session, scope: Scope, problem: str | None = None) -> list[Any]:
    """Return the links with a button each to forget them; ``problem``: why the last one was not kept."""
    parts: list[Any] = [html.Span("我的视图", className="note")]
    for view in views_of(session, scope, LIST):
        drop = html.Button(
            "×",
            id={"type": DROP, "id": view.id},
            type="button",
            className="plain-button",
            **aria(label=f"删除视图 {view.name}"),
        )
        address = f"{LIST}?{view.query}" if view.query else LIST
        parts.append(html.Span([link(view.name, address), " ", drop], className="view"))
    if len(parts) == 1:
        parts.append(html.Span("尚未保存", className="note"))
    if problem:
        parts.append(html.Span(problem, role="alert"))
    return parts
