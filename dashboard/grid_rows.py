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


def sort_words(request: Mapping[str, Any]) -> str | None:
    """Return the order of the grid as an address keeps it, such as ``due:asc``; none where the user chose none."""
    lines = request.get("sortModel") or []
    return f"{lines[0].get('colId')}:{lines[0].get('sort')}" if lines else None


def sorted_columns(columns: Sequence[dict[str, Any]], sort: str | None) -> list[dict[str, Any]]:
    """Return the columns of a grid that opens in the order ``sort``."""
    field, _, way = (sort or "").partition(":")
    return [{**column, "sort": way} if column["field"] == field else column for column in columns]


def chosen_order(
    request: Mapping[str, Any], sortable: Mapping[str, Any], otherwise: Sequence[ColumnElement[Any]]
) -> list[ColumnElement[Any]]:
    """Return the order by the columns we know: a name from outside never becomes SQL. Empty cells come last."""
    lines = [line for line in request.get("sortModel") or [] if line.get("colId") in sortable]
    columns = [(sortable[line["colId"]], line.get("sort")) for line in lines]
    chosen = [(column.desc() if way == "desc" else column.asc()).nulls_last() for column, way in columns]
    return chosen or list(otherwise)
