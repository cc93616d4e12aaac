"""Tokens with which programs send requests: made once, shown once, kept as a hash, revoked at once."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.audit import append_audit
from store.models import ApiToken, Source


def make_token(session: Session, source: Source, actor: str, now: datetime) -> tuple[ApiToken, str]:
    """Return the row and the secret, which is not kept: it opens what ``source`` may tell of."""
    secret = f"mc_{secrets.token_urlsafe(32)}"
    token = ApiToken(source_id=source.id, token_hash=_hash(secret), made_by=actor, made_at=now)
    session.add(token)
    session.flush()
    _write_down(session, token, actor, now, "token.make")
    return token, secret


def revoke_token(session: Session, token: ApiToken, actor: str, now: datetime) -> bool:
    """Make a token worthless; false where it was so already."""
    if token.revoked_at is not None:
        return False
    token.revoked_at, token.revoked_by = now, actor
    _write_down(session, token, actor, now, "token.revoke")
    return True


def token_behind(session: Session, secret: str) -> ApiToken | None:
    """Return the token of a secret, none where it was revoked or never was."""
    query = select(ApiToken).where(ApiToken.token_hash == _hash(secret), ApiToken.revoked_at.is_(None))
    return session.scalar(query)


def _hash(secret: str) -> str:
    # Plain SHA-256 will do: 256 random bits cannot be guessed, however fast one tries.
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _write_down(session: Session, token: ApiToken, actor: str, now: datetime, action: str) -> None:
    subject = f"token:{token.id}"
    append_audit(session, at=now, actor=actor, action=action, subject=subject, detail={"source": token.source_id})
