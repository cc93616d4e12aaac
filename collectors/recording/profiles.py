"""The profile of a source: versions are kept with who made them and when; the newest is in force."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectors.recording.log_words import over, words_of_region
from collectors.tables.profile import Profile
from store.audit import append_audit
from store.models import Agency, Source, SourceProfile


def profile_of(session: Session, source: Source) -> Profile:
    """How this source is read: its own profile, over the words of its region."""
    own = own_profile(session, source.id)
    region = source.region_code
    if region is None and source.agency_id is not None:
        region = session.scalar(select(Agency.region_code).where(Agency.id == source.agency_id))
    return Profile(own.headings, own.day_first, over(words_of_region(session, region), own.words))


def own_profile(session: Session, source_id: int) -> Profile:
    """What was said of the source itself; empty where nothing was."""
    last = newest_version(session, source_id)
    return _from_content(last.content) if last else Profile()


def newest_version(session: Session, source_id: int) -> SourceProfile | None:
    """The version in force, with who made it and when."""
    query = select(SourceProfile).where(SourceProfile.source_id == source_id)
    return session.scalar(query.order_by(SourceProfile.version.desc()).limit(1))


def keep_profile(session: Session, source_id: int, profile: Profile, actor: str, now: datetime) -> int | None:
    """Keep a new version and write an audit line; returns its number, None where it says nothing new.

    The next answer of a pulled source is asked for in full: what was seen before was read differently.
    """
    last = newest_version(session, source_id)
    content = _content(profile)
    if content == (last.content if last else _content(Profile())):
        return None
    version = (last.version if last else 0) + 1
    session.add(SourceProfile(source_id=source_id, version=version, content=content, actor=actor, at=now))
    source = session.get_one(Source, source_id)
    source.etag = source.last_modified = source.validators_until = None
    subject = f"source:{source_id}"
    detail = {"version": version, "content": content}
    append_audit(session, at=now, actor=actor, action="source.profile", subject=subject, detail=detail)
    return version


def keep_default_agency(session: Session, source_id: int, agency_id: int | None, actor: str, now: datetime) -> bool:
    """Set whose requests are meant where a row names no agency, with an audit line; false where nothing changes."""
    source = session.get_one(Source, source_id)
    if source.agency_id == agency_id:
        return False
    detail = {"before": source.agency_id, "after": agency_id}
    source.agency_id = agency_id
    append_audit(session, at=now, actor=actor, action="source.agency", subject=f"source:{source_id}", detail=detail)
    return True


def _content(profile: Profile) -> dict[str, Any]:
    words = {field: dict(words) for field, words in profile.words.items() if words}
    return {"headings": dict(profile.headings), "day_first": profile.day_first, "words": words}


def _from_content(content: Mapping[str, Any]) -> Profile:
    return Profile(content.get("headings", {}), content.get("day_first"), content.get("words", {}))
