"""The secret in the address of a calendar: calendar programs cannot sign in. One for each user, revocable, hashed."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from dashboard.scope import Scope
from store.audit import append_audit
from store.models import CalendarToken, User


def new_token(session: Session, scope: Scope, now: datetime) -> str:
    """Return a new secret for the user; the one before, if any, opens nothing any more."""
    token = secrets.token_urlsafe(32)
    session.execute(delete(CalendarToken).where(CalendarToken.user_id == scope.user_id))
    session.add(CalendarToken(user_id=scope.user_id, token_hash=_hash(token), created_at=now))
    _write_down(session, scope, now, "calendar.token")
    return token


def revoke_token(session: Session, scope: Scope, now: datetime) -> None:
    """Make the user's secret, if any, worthless."""
    session.execute(delete(CalendarToken).where(CalendarToken.user_id == scope.user_id))
    _write_down(session, scope, now, "calendar.revoke")


def token_since(session: Session, scope: Scope) -> datetime | None:
    """Return when the user's present secret was made, or none."""
    return session.scalar(select(CalendarToken.created_at).where(CalendarToken.user_id == scope.user_id))


def user_of_token(session: Session, token: str) -> User | None:
    """Return the user whose secret this is: none for a locked account, or after a new password."""
    row = session.execute(
        select(User, CalendarToken.created_at)
        .join(CalendarToken, CalendarToken.user_id == User.id)
        .where(CalendarToken.token_hash == _hash(token), User.active)
    ).one_or_none()
    if row is None:
        return None
    user, created_at = row
    return None if user.sessions_valid_from is not None and created_at < user.sessions_valid_from else user


def _hash(token: str) -> str:
    # Plain SHA-256 will do: 256 random bits cannot be guessed, however fast one tries.
    return hashlib.sha256(token.encode()).hexdigest()


def _write_down(session: Session, scope: Scope, now: datetime, action: str) -> None:
    append_audit(session, at=now, actor=scope.username, action=action, subject=f"user:{scope.user_id}")
