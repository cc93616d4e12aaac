"""Who calls the API: the token in the header, the source behind it, whom it may tell of, and how often."""

from __future__ import annotations

import threading
import time
from collections import defaultdict, deque
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectors.recording.agencies import TellLimit
from collectors.recording.jobs import Job, load_job
from store.api_tokens import token_behind
from store.models import Region, Source

_SCHEME = "bearer "


@dataclass(frozen=True)
class Caller:
    """A token that is good. ``job``: the source that it sends to, within what it may tell of."""

    token_id: int
    job: Job


def caller_of(session: Session, header: str, now: datetime) -> Caller | None:
    """Return who sends ``Authorization: Bearer …``, and note that the token was used; none for a stranger."""
    if not header.lower().startswith(_SCHEME):
        return None
    token = token_behind(session, header[len(_SCHEME) :].strip())
    if token is None:
        return None
    token.last_used_at = now
    job = load_job(session, token.source_id)
    return Caller(token.id, replace(job, limit=_limit_of(session, token.source_id)))


def _limit_of(session: Session, source_id: int) -> TellLimit:
    """The agency of the source; else the region and everything below it; else nobody."""
    source = session.get_one(Source, source_id)
    if source.region_code is None:
        return TellLimit(agency_id=source.agency_id)
    return TellLimit(region_path=session.scalar(select(Region.path).where(Region.code == source.region_code)))


class CallRate:
    """How often each token may call within a minute; counted in each process by itself."""

    def __init__(self, per_minute: int) -> None:
        self._per_minute = per_minute
        self._calls: defaultdict[int, deque[float]] = defaultdict(deque)
        self._lock = threading.Lock()

    def seconds_to_wait(self, token_id: int, moment: float | None = None) -> int:
        """Return 0 and count the call, or how long the caller has to wait."""
        now = time.monotonic() if moment is None else moment
        with self._lock:
            calls = self._calls[token_id]
            while calls and calls[0] <= now - 60:
                calls.popleft()
            if len(calls) >= self._per_minute:
                return max(1, round(calls[0] + 60 - now))
            calls.append(now)
            return 0
