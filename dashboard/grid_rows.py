"""What a grid asks for, block by block: the part of the list it shows and the order the user chose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement

LARGEST_BLOCK = 200


def block_bounds(request: Mapping[str, Any]) -> tuple[int, int]:
    """Return offset and length of the block asked for; never more than ``LARGEST_BLOCK``, whatever was asked."""
    first = max(0, int(request.get("startRow") or 0))
    return first, max(0, min(int(request.get("endRow") or 100), first + LARGEST_BLOCK) - first)


def chosen_order(
    request: Mapping[str, Any], sortable: Mapping[str, Any], otherwise: Sequence[ColumnElement[Any]]
) -> list[ColumnElement[Any]]:
    """Return the order by the columns we know: a name from outside never becomes SQL. Empty cells come last."""
    lines = [line for line in request.get("sortModel") or [] if line.get("colId") in sortable]
    columns = [(sortable[line["colId"]], line.get("sort")) for line in lines]
    chosen = [(column.desc() if way == "desc" else column.asc()).nulls_last() for column, way in columns]
    return chosen or list(otherwise)
