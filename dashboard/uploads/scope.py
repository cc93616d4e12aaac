"""What of an upload a user may decide: only sources, regions and agencies of the own scope, asked again each time."""

from __future__ import annotations

from dataclasses import replace

from flask import abort
from sqlalchemy import ColumnElement, and_, or_, select, true
from sqlalchemy.orm import Session

from collectors.importing import import_job
from collectors.recording.agencies import TellLimit
from collectors.recording.jobs import API, Job, load_job
from collectors.recording.log_words import over, words_of_region
from collectors.recording.profiles import own_profile
from collectors.tables.profile import Profile
from dashboard.scope import Scope
from dashboard.services import Services
from dashboard.uploads.kept import Upload, Uploads, Wanted
from store.models import Agency, Region, Source

KIND = "request_log"


def may_upload(services: Services, scope: Scope) -> bool:
    """Whether this user imports logs here: officers with a region, and administrators."""
    placed = scope.sees_all or (scope.region_path is not None and scope.agency_id is None)
    return scope.is_officer and placed and services.collecting is not None and services.uploads_folder is not None


def own_upload(services: Services, scope: Scope, upload_id: str) -> Upload:
    """Return the user's upload; 403 for who may not upload, 404 for what is not theirs."""
    if not may_upload(services, scope):
        abort(403)
    assert services.uploads_folder is not None
    upload = Uploads(services.uploads_folder).find(scope.user_id, upload_id)
    if upload is None:
        abort(404)
    return upload


def limit_of(scope: Scope) -> TellLimit:
    """Whom this user's rows may tell of."""
    return TellLimit(region_path="" if scope.sees_all else scope.region_path)


def check_wanted(session: Session, scope: Scope, wanted: Wanted) -> None:
    """Ask the scope again for everything that came from the browser; 404 for what lies outside."""
    checks = [
        (wanted.source_id, select(Source.id).where(Source.id == wanted.source_id, choosable(scope))),
        (wanted.agency_id, select(Agency.id).where(Agency.id == wanted.agency_id, scope.sees(Agency.id))),
        (wanted.region_code, select(Region.code).where(Region.code == wanted.region_code, regions_of(scope))),
    ]
    for given, query in checks:
        if given is not None and session.scalar(query) is None:
            abort(404)


def choosable(scope: Scope) -> ColumnElement[bool]:
    """Condition on ``Source``: a log of requests in scope that files can be added to."""
    of_way = or_(Source.way.is_(None), Source.way != API)
    placed = or_(Source.region_code.is_not(None), Source.agency_id.is_not(None))
    return and_(scope.sees_source(), Source.kind == KIND, of_way, placed)


def job_for(session: Session, scope: Scope, wanted: Wanted) -> Job:
    """Return how the file would be taken in: its source, or the one that stands for imports by hand, in the scope."""
    if wanted.source_id is not None:
        job = load_job(session, wanted.source_id)
        words = own_profile(session, wanted.source_id).words
    else:
        job, words = import_job(session, KIND, None), {}
    region = job.region_code or wanted.region_code
    agency = wanted.agency_id if wanted.agency_id is not None else job.agency_id
    profile = Profile(wanted.headings, wanted.day_first, over(words_of_region(session, region), words))
    return replace(job, region_code=region, agency_id=agency, limit=limit_of(scope), profile=profile)


def regions_of(scope: Scope) -> ColumnElement[bool]:
    """Condition on ``Region``: the user's own and everything below it."""
    return true() if scope.sees_all else Region.path.startswith(scope.region_path or "-", autoescape=True)
