"""Sections, tiles with a number, tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import dcc, html

from dashboard.components.aria import aria

_LONGEST_FIGURE = len("2026-11-20 09:00")
_NARROW_COLUMNS, _MEDIUM_COLUMNS = 4, 5  # more do not fit side by side on a telephone; such a table scrolls instead


def section(
    title: str, *children: Any, note: str | None = None, wide: bool = False, identity: str | None = None
) -> Any:
    """Return a titled block. ``note`` says, small, what is counted; ``wide`` takes the whole row; links jump to
    ``#identity``."""
    heading: list[Any] = [html.H2(title)]
    if note:
        heading.append(html.Span(note, className="note"))
    name = "section section-wide" if wide else "section"
    named: dict[str, Any] = {"id": identity} if identity else {}
    return html.Section([html.Div(heading, className="section-head"), *children], className=name, **named)


def tile(label: Any, number: int, href: str, *, unit: str, kind: str = "") -> Any:
    """Return a number that leads to the rows behind it. ``unit``: what is counted, such as 张."""
    return dcc.Link(tile_figure(label, f"{number:,}", unit), href=href, className=tile_name(kind))


def tile_figure(label: Any, number: str, unit: str) -> list[Any]:
    """Return what stands in a tile, for tiles that lead elsewhere or nowhere."""
    figure = [html.Span(number, className="tile-number"), html.Span(unit, className="tile-unit")]
    return [html.Span(figure), html.Span(label, className="tile-label")]


def tile_name(kind: str) -> str:
    """Return the class of a tile of ``kind``, such as "tile-red"; empty for a plain one."""
    return f"tile {kind}".strip()


def table(heads: Sequence[str], rows: Sequence[Sequence[Any]], *, label: str = "") -> Any:
    """Return a plain table that scrolls sideways on a narrow screen."""
    head = html.Thead(html.Tr([html.Th(text, scope="col") for text in heads]))
    body = html.Tbody([html.Tr([_cell(cell) for cell in row]) for row in rows])
    return html.Div(
        html.Table([head, body], className=_width(len(heads))), className="table-frame", **aria(label=label)
    )


def _width(columns: int) -> str:
    if columns <= _NARROW_COLUMNS:
        return "table"
    return "table table-medium" if columns <= _MEDIUM_COLUMNS else "table table-wide"


def _cell(cell: Any) -> Any:
    """A day, a moment or a number is read at a glance only when it stands on one line."""
    short = isinstance(cell, str) and cell[:1].isdigit() and len(cell) <= _LONGEST_FIGURE
    return html.Td(cell, className="nowrap") if short else html.Td(cell)


def empty_note(text: str) -> Any:
    """Return the words that stand where there is nothing to list."""
    return html.P(text, className="note empty")


def link(text: Any, href: str) -> Any:
    """Return a link to another page of the dashboard, without loading everything anew."""
    return dcc.Link(text, href=href, className="link")


def live_link(address: str) -> Any:
    """Return the way to a page as it is now, outside; told by its address, opened in a tab of its own."""
    if not address.startswith(("http://", "https://")):
        return address
    return html.A(f"{address} ↗", href=address, target="_blank", rel="noopener noreferrer", className="link")


def facts_list(lines: Sequence[tuple[str, Any]]) -> Any:
    """Return names with their values; a value that is missing says so instead of staying blank."""
    inside: list[Any] = []
    for name, value in lines:
        inside += [html.Dt(name), html.Dd("—" if value is None or value == "" else value)]
    return html.Dl(inside, className="facts")
