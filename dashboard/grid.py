"""The grid, fetched only by pages that show one: ``assets/lazy_grid.js`` stands in for it until then."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import dash_ag_grid
from dash import html

from dashboard.components import aria

_BUNDLE = "dash_ag_grid.min.js"


def keep_grid_out_of_other_pages() -> None:
    """Tell Dash to serve the grid's 1.3 MB script when asked, but not to put it into every page."""
    for resource in dash_ag_grid._js_dist:
        if resource["relative_package_path"] == _BUNDLE:
            resource["async"] = "lazy"


def infinite_grid(identity: str, columns: Sequence[dict[str, Any]], *, label: str) -> Any:
    """Return a table of any length that asks for blocks of 100 rows (``getRowsRequest``) as one scrolls."""
    grid = dash_ag_grid.AgGrid(
        id=identity,
        columnDefs=list(columns),
        defaultColDef={"resizable": True, "sortable": True, "suppressMovable": True},
        rowModelType="infinite",
        dashGridOptions={
            "cacheBlockSize": 100,
            "maxBlocksInCache": 10,
            "rowHeight": 36,
            "headerHeight": 36,
            "getLocaleText": {"function": "words(params.key, params.defaultValue)"},
            "theme": {"function": "themeQuartz"},
        },
        className="ag-theme-mingcha",
        style={"height": "100%", "width": "100%"},
    )
    return html.Div(grid, className="cards-grid", **aria(label=label))
