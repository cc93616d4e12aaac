"""The days on which a column was updated, as the dates of its items tell them."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from store.insert import insert_new
from store.models import ColumnUpdate


def record_updates(session: Session, column_id: int, days: Mapping[date, int], at: datetime) -> None:
    """Keep each day once. ``days``: items of each day that this look saw; a day that goes on may still grow."""
    if not days:
        return
    of_column = ColumnUpdate.site_column_id == column_id
    between = ColumnUpdate.updated_on.between(min(days), max(days))
    query = select(ColumnUpdate.updated_on, ColumnUpdate.items).where(of_column, between)
    known = {day: items for day, items in session.execute(query)}
    new = [
        {"site_column_id": column_id, "updated_on": day, "items": items, "first_seen_at": at}
        for day, items in sorted(days.items())
        if day not in known
    ]
    insert_new(session, ColumnUpdate, new)
    for day, items in days.items():
        if items > known.get(day, items):
            session.execute(update(ColumnUpdate).where(of_column, ColumnUpdate.updated_on == day).values(items=items))
