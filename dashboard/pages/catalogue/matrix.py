"""The matrix: a row for each field, a column for each league or agency, each cell a door to its duties."""

from __future__ import annotations

from collections import Counter
from typing import Any

from dash import dcc, html

from dashboard.catalogue_filter import CatalogueFilter
from dashboard.catalogue_states import STATE_SIGNS, STATES
from dashboard.components import aria
from dashboard.pages.catalogue.queries import Matrix

MOST_COLUMNS = 40
"""Agencies side by side; more are reached by choosing a banner or by the list."""


def matrix_table(found: Matrix, wanted: CatalogueFilter) -> Any:
    """Return the table; it scrolls sideways, its first column stays."""
    columns = dict(list(found.columns.items())[:MOST_COLUMNS])
    heads = [html.Th("领域", scope="col", className="matrix-name"), html.Th("合计", scope="col")]
    heads += [html.Th(_column_head(found, wanted, key, name), scope="col") for key, name in columns.items()]
    rows = [_row(found, wanted, name, columns) for name in found.cells]
    last = [html.Th("合计", scope="row", className="matrix-name"), _cell(found.total, wanted.but(shown="list"), "全部")]
    last += [_cell(found.of_column(key), _narrow(found, wanted, key), name) for key, name in columns.items()]
    table = html.Table([html.Thead(html.Tr(heads)), html.Tbody([*rows, html.Tr(last)])], className="matrix")
    left_out = len(found.columns) - len(columns)
    note = [html.P(f"另有 {left_out} 个单位未列出，请选择旗县或者查看名单。", className="note")] if left_out > 0 else []
    legend = [html.Span(f"{STATE_SIGNS[key]} {name}", className="legend-line") for key, name in STATES.items()]
    frame = html.Div(table, className="table-frame", **aria(label="事项清单覆盖表"))
    return html.Div([frame, html.Div(legend, className="legend note"), *note])


def _row(found: Matrix, wanted: CatalogueFilter, name: str, columns: dict[str, str]) -> Any:
    of_field = wanted.but(field=name)
    cells = [html.Th(name, scope="row", className="matrix-name"), _cell(found.of_field(name), of_field, name)]
    for key, column in columns.items():
        counts = found.cells[name].get(key, Counter())
        cells.append(_cell(counts, _narrow(found, of_field, key), f"{name} {column}"))
    return html.Tr(cells)


def _column_head(found: Matrix, wanted: CatalogueFilter, key: str, name: str) -> Any:
    """A league leads to its agencies."""
    return name if found.by_agency else dcc.Link(name, href=wanted.but(region=key).href(), className="link")


def _narrow(found: Matrix, wanted: CatalogueFilter, key: str) -> CatalogueFilter:
    return wanted.but(agency=key) if found.by_agency else wanted.but(region=key)


def _cell(counts: Counter[str], wanted: CatalogueFilter, label: str) -> Any:
    """How many of how many are public, and the signs of what is not; nothing where nobody has to publish."""
    total = counts.total()
    if not total:
        return html.Td("—", className="matrix-cell matrix-none")
    signs = " ".join(f"{STATE_SIGNS[state]}{counts[state]}" for state in STATES if counts[state] and state != "covered")
    words = "，".join(f"{STATES[state]} {counts[state]}" for state in STATES if counts[state])
    inside = [html.Span(f"{counts['covered']}/{total}", className="matrix-share")]
    inside += [html.Span(signs, className="matrix-signs")] if signs else []
    door = dcc.Link(inside, href=wanted.but(shown="list").href(), title=f"{label}：{words}", className="matrix-door")
    return html.Td(door, className=f"matrix-cell matrix-{_shade(counts)}")


def _shade(counts: Counter[str]) -> str:
    """Which of the states the cell is marked by: the worst that is known."""
    if counts["gap"]:
        return "gap"
    if counts["stale"]:
        return "stale"
    return "unknown" if counts["check_failed"] or counts["not_checked"] else "covered"
