"""The fields above the figures: place, period, day; and the way back up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import dash_mantine_components as dmc
from dash import html
from sqlalchemy.orm import Session

from dashboard.components import link
from dashboard.filter_fields import region_field
from dashboard.page import Visit
from dashboard.pages.measures.question import Question

INPUTS = {"region": "measures-region", "from": "measures-from", "to": "measures-to", "as_of": "measures-as-of"}


def filter_row(session: Session, visit: Visit, asked: Question) -> Any:
    """Return the fields, filled with what was asked, and links to the periods people ask for most."""
    periods = [link(name, question.href()) for name, question in asked.usual_periods()]
    return html.Div(
        [
            region_field(session, visit.scope, INPUTS["region"], asked.region),
            _day(visit, "from", "收到日自", asked.period.first),
            _day(visit, "to", "至", asked.period.last),
            _day(visit, "as_of", "截至日", asked.as_of),
            html.Div(periods, className="pages"),
        ],
        className="filters",
    )


def trail_row(trail: Sequence[tuple[str, Question]]) -> Any:
    """Return the way from the whole down to the place shown."""
    parts: list[Any] = []
    for place, (name, question) in enumerate(trail):
        here = place == len(trail) - 1
        parts += [html.B(name) if here else link(name, question.href()), *([] if here else [" › "])]
    return html.P(parts, className="trail")


def _day(visit: Visit, name: str, label: str, day: date) -> Any:
    """A day as it is written everywhere here; the browser's own field of dates writes it in the browser's language."""
    given = visit.filters.get(name) or ""
    wrong = bool(given) and given != day.isoformat()
    return dmc.TextInput(
        id=INPUTS[name],
        label=label,
        value=given if wrong else day.isoformat(),
        error=f"按 {day.isoformat()} 计" if wrong else None,
        placeholder="如 2026-01-31",
        debounce=True,
        w=130,
    )
