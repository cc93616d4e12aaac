"""The working days of an agency: those of its region."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from metrics.regional_days import regional_days
from metrics.working_days import WorkingDays
from rulebook import Calendar
from store import Database
from store.models import Agency, Region


def working_days_of(session: Session, calendar: Calendar, agency_id: int) -> WorkingDays:
    """The working days by which the matters of one agency are counted."""
    if not calendar.regional:
        return regional_days(calendar).national
    path = session.scalar(select(Region.path).join(Agency).where(Agency.id == agency_id))
    return regional_days(calendar).of(path or "")


class AgencyDays:
    """The working days of many agencies. Their regions are read once, and again when an agency is new."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._paths: dict[int, str] = {}

    def of(self, agency_id: int, calendar: Calendar) -> WorkingDays:
        """The working days by which the matters of the agency are counted under ``calendar``."""
        if not calendar.regional:
            return regional_days(calendar).national
        if agency_id not in self._paths:
            with self._database.read() as session:
                rows = session.execute(select(Agency.id, Region.path).join(Region, Region.code == Agency.region_code))
                self._paths = {id_: path for id_, path in rows}
        return regional_days(calendar).of(self._paths[agency_id])
