"""The grid, fetched only by pages that show one: ``assets/lazy_grid.js`` stands in for it until then."""

from __future__ import annotations

import dash_ag_grid

_BUNDLE = "dash_ag_grid.min.js"


def keep_grid_out_of_other_pages() -> None:
    """Tell Dash to serve the grid's 1.3 MB script when asked, but not to put it into every page."""
    for resource in dash_ag_grid._js_dist:
        if resource["relative_package_path"] == _BUNDLE:
            resource["async"] = "lazy"
