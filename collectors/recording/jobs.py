"""A source as its work needs it, free of the session that read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectors.recording.agencies import TellLimit
from collectors.recording.profiles import profile_of
from collectors.tables.profile import RECOGNISED, Profile
from store.models import SiteColumn, Source

FILE_KINDS = ("request_log", "message_log")
FOLDER, PULL, DATABASE, UPLOAD, API, BY_HAND = "folder", "pull", "database", "upload", "api", "hand"
"""Ways in which a log comes."""
GONE_FOR = (FOLDER, PULL, DATABASE)
"""Ways that a round goes for; what comes by the others comes by itself."""


@dataclass(frozen=True)
class Job:
    """One source to collect now. `subject_id`: its column, site or account."""

    source_id: int
    kind: str
    name: str
    location: str
    subject_id: int | None
    region_code: str | None
    agency_id: int | None
    selector: str | None
    etag: str | None
    last_modified: str | None
    validators_until: datetime | None
    way: str = FOLDER
    access: Mapping[str, Any] = field(default_factory=dict)
    profile: Profile = RECOGNISED
    """What was said of how the source writes its log."""
    limit: TellLimit | None = None
    """Whom its rows may tell of; None: whomever its region holds."""
    category: str | None = None
    """Of a column; with `limit_days`, its own limit in calendar days, it decides how often it is looked at."""
    limit_days: int | None = None
    kept_failures: Mapping[str, Any] = field(default_factory=dict)
    """See ``Source.kept_failures``."""
    site_id: int | None = None
    """Of a question board: the site that it stands on."""
    open_questions: tuple[str, ...] = ()
    """Of a question board: numbers of questions that were unanswered when last seen, the oldest first."""

    def trusts_validators(self, now: datetime) -> bool:
        """Whether a conditional request may be made: the last full answer gave a validator and is young enough."""
        young = self.validators_until is not None and now < self.validators_until
        return young and bool(self.etag or self.last_modified)


def load_jobs(session: Session, sources: Sequence[int]) -> list[Job]:
    """The jobs of these sources, in the order of their ids."""
    query = select(Source, SiteColumn.selector).outerjoin(SiteColumn, SiteColumn.id == Source.site_column_id)
    found = session.execute(query.where(Source.id.in_(list(sources))).order_by(Source.id)).all()
    return [job_of(source, selector, _profile(session, source)) for source, selector in found]


def load_job(session: Session, source_id: int) -> Job:
    """The job of one source, with its profile. Raises `NoResultFound`."""
    source = session.get_one(Source, source_id)
    return job_of(source, profile=_profile(session, source))


def _profile(session: Session, source: Source) -> Profile:
    return profile_of(session, source) if source.kind in FILE_KINDS else RECOGNISED


def job_of(source: Source, selector: str | None = None, profile: Profile = RECOGNISED) -> Job:
    """The job of a loaded source."""
    subject = {"column": source.site_column_id, "site_home": source.site_id, "account_feed": source.account_id}
    return Job(
        source_id=source.id,
        kind=source.kind,
        name=source.name,
        location=source.location,
        subject_id=subject.get(source.kind),
        region_code=source.region_code,
        agency_id=source.agency_id,
        selector=selector,
        etag=source.etag,
        last_modified=source.last_modified,
        validators_until=source.validators_until,
        way=source.way or FOLDER,
        access=dict(source.access or {}),
        profile=profile,
        kept_failures=source.kept_failures or {},
        site_id=source.site_id,
    )
