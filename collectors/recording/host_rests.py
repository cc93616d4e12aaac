"""Hosts that asked to be left alone (Retry-After of 429 and 503), kept so that a restart leaves them alone too."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from collectors.fetching import Fetched
from collectors.fetching.answers import pacing_key
from collectors.fetching.pacing import LONGEST_REST
from store.insert import insert_new_key
from store.models import HostRest

_LONGEST_NAME = 300
_LONGEST = timedelta(seconds=LONGEST_REST)


def keep_rests(session: Session, told: Iterable[Fetched], now: datetime) -> None:
    """Keep what answers with a Retry-After asked for, at most ``LONGEST_REST``; a longer rest that stands is kept.

    The host is the one that answered, at the end of all redirects.
    """
    for fetched in told:
        host = pacing_key(fetched.final_url)
        if len(host) > _LONGEST_NAME:
            continue
        until = now + min(timedelta(seconds=fetched.retry_after or 0), _LONGEST)
        insert_new_key(session, HostRest, {"host": host, "rests_until": until, "told_at": now})
        shorter = or_(HostRest.rests_until < until, HostRest.told_at > now + _LONGEST)
        session.execute(update(HostRest).where(HostRest.host == host, shorter).values(rests_until=until, told_at=now))


def rests_of(session: Session, now: datetime) -> dict[str, float]:
    """The hosts that are to be left alone, and for how many seconds from now; what was told in days to come, by a
    clock that went wrong, is left out."""
    told = (HostRest.rests_until > now, HostRest.told_at <= now + _LONGEST)
    rows = session.execute(select(HostRest.host, HostRest.rests_until).where(*told))
    return {host: (until - now).total_seconds() for host, until in rows}
