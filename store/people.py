"""Accounts: made, given a password, checked."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session
from werkzeug.security import check_password_hash, generate_password_hash

from store.audit import append_audit
from store.models import User


def add_user(
    session: Session,
    *,
    now: datetime,
    username: str,
    name: str,
    role: str,
    password: str,
    region_code: str | None = None,
    agency_id: int | None = None,
) -> User:
    """Add an account with its scope; the database refuses a name that is taken."""
    user = User(
        username=username,
        name=name,
        role=role,
        password_hash=generate_password_hash(password),
        region_code=region_code,
        agency_id=agency_id,
    )
    session.add(user)
    append_audit(session, at=now, actor="system", action="user.add", subject=f"user:{username}", detail={"role": role})
    return user


def set_password(session: Session, user: User, password: str, now: datetime) -> None:
    """Set a new password; sessions that began before ``now`` end."""
    user.password_hash = generate_password_hash(password)
    user.sessions_valid_from = now
    append_audit(session, at=now, actor="system", action="user.password", subject=f"user:{user.username}")


def password_fits(user: User | None, password: str) -> bool:
    """Whether ``password`` opens the account; takes as long for an account that does not exist."""
    stored = user.password_hash if user else _NOBODYS_HASH
    fits = check_password_hash(stored, password)
    return fits and user is not None and user.active


_NOBODYS_HASH = generate_password_hash("nobody")
