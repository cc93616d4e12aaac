"""Guessing passwords is slow: after repeated failures a name or an address has to wait."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from store.models import SignInAttempt

WINDOW = timedelta(minutes=15)
FAILURES_PER_NAME = 5
FAILURES_PER_ADDRESS = 30  # an office shares one address


def must_wait(session: Session, username: str, address: str, now: datetime) -> bool:
    """Whether ``username`` or ``address`` has failed too often within the last 15 minutes."""
    since = now - WINDOW
    last_success = select(func.max(SignInAttempt.at)).where(
        SignInAttempt.username == username, SignInAttempt.success.is_(True), SignInAttempt.at > since
    )
    begin = session.scalar(last_success) or since
    failed = select(func.count()).select_from(SignInAttempt).where(SignInAttempt.success.is_(False))
    by_name = session.scalar(failed.where(SignInAttempt.username == username, SignInAttempt.at > begin))
    by_address = session.scalar(failed.where(SignInAttempt.address == address, SignInAttempt.at > since))
    return (by_name or 0) >= FAILURES_PER_NAME or (by_address or 0) >= FAILURES_PER_ADDRESS


def record_attempt(session: Session, username: str, address: str, now: datetime, *, success: bool) -> None:
    """Keep one try to sign in."""
    session.add(SignInAttempt(username=username[:60], address=address[:60], at=now, success=success))
