"""The signed-in user of a request, read from the database each time so that a locked account is out at once."""

from __future__ import annotations

from datetime import datetime

from flask import abort, session
from flask_login import LoginManager, UserMixin, current_user
from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.scope import Scope
from dashboard.services import Services
from store.models import Region, User

SIGNED_IN_AT = "signed_in_at"


class SignedInUser(UserMixin):  # type: ignore[misc]  # flask-login publishes no types
    """A user with the scope that follows from the account."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def get_id(self) -> str:
        """Return what the session keeps of the user."""
        return str(self.scope.user_id)


def scope_of(database_session: Session, user: User) -> Scope:
    """Return what ``user`` may see."""
    path = None
    if user.region_code is not None:
        path = database_session.scalar(select(Region.path).where(Region.code == user.region_code))
    return Scope(user.id, user.username, user.name, user.role, path, user.agency_id)


def current_scope() -> Scope:
    """Return the scope of the request's user; 401 without one, should the guard ever be passed."""
    if not current_user.is_authenticated:
        abort(401)
    scope: Scope = current_user.scope
    return scope


def install_users(login_manager: LoginManager, services: Services) -> None:
    """Tell Flask-Login how a session becomes a user."""

    @login_manager.user_loader  # type: ignore[untyped-decorator]
    def load_user(user_id: str) -> SignedInUser | None:
        with services.database.read() as database_session:
            user = database_session.get(User, int(user_id)) if user_id.isdigit() else None
            if user is None or not user.active or _session_is_revoked(user):
                return None
            return SignedInUser(scope_of(database_session, user))


def _session_is_revoked(user: User) -> bool:
    """Whether the account's sessions were ended (a new password) after this one began."""
    if user.sessions_valid_from is None:
        return False
    began = session.get(SIGNED_IN_AT)
    return began is None or datetime.fromisoformat(began) < user.sessions_valid_from
