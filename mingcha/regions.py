"""Regions named on the command line."""

from __future__ import annotations

from mingcha.command_line import WrongUse
from store.registry.regions import RegionRow, read_regions


def find_region(code: str) -> RegionRow:
    """Return the division with that code; raises ``WrongUse`` where there is none."""
    for region in read_regions():
        if region.code == code:
            return region
    raise WrongUse(f"no region has the code {code}")
