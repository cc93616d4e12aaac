"""The days on which a column was updated, as the dates of its items tell them."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from store.insert import add_new
from store.models import ColumnUpdate


def record_updates(session: Session, seen: Mapping[int, Mapping[date, int]], at: datetime) -> None:
    """Keep each day once. ``seen``: by column the days of its items and how many; a day that goes on may still grow."""
    days = [day for of_column in seen.values() for day in of_column]
    if not days:
        return
    known = _known(session, list(seen), min(days), max(days))
    new, grown = [], []
    for column_id, of_column in seen.items():
        for day, items in sorted(of_column.items()):
            before = known.get((column_id, day))
            if before is None:
                new.append({"site_column_id": column_id, "updated_on": day, "items": items, "first_seen_at": at})
            elif items > before[1]:
                grown.append({"id": before[0], "items": items})
    add_new(session, ColumnUpdate, new)
    if grown:
        session.execute(update(ColumnUpdate), grown)


def _known(
    session: Session, columns: Collection[int], first: date, last: date
) -> dict[tuple[int, date], tuple[int, int]]:
    """By column and day: the id of its row and the items it tells."""
    table: Any = ColumnUpdate.__table__
    fields = [table.c[name] for name in ("id", "site_column_id", "updated_on", "items")]
    within = (table.c.site_column_id.in_(columns), table.c.updated_on.between(first, last))
    rows = session.execute(select(*fields).where(*within)).all()
    return {(column_id, day): (id_, items) for id_, column_id, day, items in rows}
