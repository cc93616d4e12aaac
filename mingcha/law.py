"""The law in force: the rulebook's folder, and the notices of days off that were imported since."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from time import monotonic

from sqlalchemy import inspect, select

from rulebook import Rulebook
from store import Database
from store.calendars import newest_notice_id, with_imported_notices
from store.models import CalendarNotice


class Law:
    """The rulebook with the imported notices, put together anew whenever there is a newer notice.

    A process that runs for months so learns of a calendar that another process imported.
    """

    def __init__(self, shipped: Rulebook, database: Database) -> None:
        self._shipped = shipped
        self._database = database
        self._ready = False
        self._newest: int | None = None
        self._current = shipped
        self._asked_at = -inf

    def current(self) -> Rulebook:
        """The law as of this moment. Before the database has its tables, the rulebook alone."""
        self._asked_at = monotonic()
        if self._has_table():
            with self._database.read() as session:
                newest = newest_notice_id(session)
                if newest != self._newest:
                    self._current = with_imported_notices(self._shipped, session)
                    self._newest = newest
        return self._current

    def recent(self, seconds: float = 1.0) -> Rulebook:
        """The law as it was at most ``seconds`` ago: for pages, which ask for it at every turn."""
        return self._current if monotonic() - self._asked_at < seconds else self.current()

    def notices(self, year: int) -> Sequence[CalendarNotice]:
        """Every imported version of the notices for ``year``, oldest first."""
        if not self._has_table():
            return ()
        with self._database.read() as session:
            of_year = select(CalendarNotice).where(CalendarNotice.year == year)
            return session.scalars(of_year.order_by(CalendarNotice.id)).all()

    def _has_table(self) -> bool:
        self._ready = self._ready or inspect(self._database.engine).has_table(CalendarNotice.__tablename__)
        return self._ready
