"""What records the rows of a log, by the kind of log: it knows the registry and whose the rows are."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from collectors.recording.agencies import AgencyNames, unassigned_agency
from collectors.recording.jobs import Job
from collectors.recording.message_places import MessagePlaces
from collectors.recording.messages import place_finder, record_messages
from collectors.recording.requests import agency_finder, record_requests
from collectors.tables.file_reading import FileReading
from store.models import CollectorRun

Recorder = Callable[[Session, CollectorRun, Sequence[Any]], int]
"""Records some rows, each of another matter; returns how many brought something new."""


def recorder_of(
    session: Session,
    job: Job,
    reading: FileReading[Any],
    now: datetime,
    today: date,
    form_only: bool = False,
    again: bool = False,
) -> Recorder:
    """The recorder of a file. It tells the reading whom a row means. `form_only`: an empty registry is no fault."""
    names = AgencyNames(session, job.region_code, job.limit)
    if form_only and names.empty:
        return lambda _session, _run, facts: len(facts)
    default = job.agency_id
    if default is None and job.limit is None and not reading.names_holders:
        default = unassigned_agency(session)
    if job.kind == "message_log":
        place_of = place_finder(MessagePlaces(session, names), default)
        reading.holder = lambda identity: place_of(*identity[:3]).agency_id
        return lambda session, run, facts: record_messages(session, run, facts, place_of, now, today, again)
    agency_of = agency_finder(names, default)
    reading.holder = lambda identity: agency_of(identity[0])
    return lambda session, run, facts: record_requests(session, run, facts, agency_of, now, today, again)
