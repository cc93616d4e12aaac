"""Matters of a log found by whose they are and their number."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Integer, String, and_, column, select, values
from sqlalchemy.orm import Session

from store.models import Case, Request

Numbered = tuple[int, str]
"""Agency and number."""


def matters_of(
    session: Session, table: type[Request] | type[Case], keys: Sequence[Numbered], *conditions: Any
) -> Sequence[Any]:
    """The rows with these numbers, as far as they are there.

    Joined to the keys, so that the unique index is used: SQLite answers a row of columns IN a list by reading the whole
    table, and the millionth row would take ten times as long as the first.
    """
    if not keys:
        return []
    asked = values(column("agency_id", Integer), column("number", String), name="asked").data(list(keys)).cte()
    same = and_(table.agency_id == asked.c.agency_id, table.number == asked.c.number, *conditions)
    return session.scalars(select(table).join_from(asked, table, same)).all()
